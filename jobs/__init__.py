"""Jobs that the clock starts."""
