"""Draws the screens of /start and /settings."""
