"""Editing topics."""
