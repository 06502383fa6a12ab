"""Figures: python -m benchmarks NAME."""
