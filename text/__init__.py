"""Reading texts: pure functions over strings."""
