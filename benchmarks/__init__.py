"""The benchmarks, each run by `python -m benchmarks NAME`."""
