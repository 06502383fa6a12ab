"""Handlers of everything that a reader can ask."""
