"""Finds the articles that tell of one event: as each comes in, and again over the whole window."""
