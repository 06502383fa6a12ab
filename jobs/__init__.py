"""Jobs that run at set times."""
