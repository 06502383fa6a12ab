"""Composing digests from stories. Pure, except for builder.py and told.py, which read from the storage."""
