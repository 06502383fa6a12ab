"""Converting values to rows and back, for all storages with tables of these columns."""
