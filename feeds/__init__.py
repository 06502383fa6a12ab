"""Everything from a feed's URL to annotated articles."""
