"""What a text says: pure functions over strings."""
