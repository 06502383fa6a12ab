"""Handlers for everything that readers can ask."""
