"""Converting domain values to table rows and back, for the storages that have such tables."""
