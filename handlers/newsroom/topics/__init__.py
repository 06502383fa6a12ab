"""Editing topics: handlers of the buttons, what the buttons do, and drafts of changes."""
