"""What a reader can ask."""
