"""Everything between a feed's URL and its annotated articles."""
