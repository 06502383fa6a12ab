"""Draws the newsroom's screens."""
