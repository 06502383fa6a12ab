"""Which articles tell of one event: as they come in, and again over the whole window."""
