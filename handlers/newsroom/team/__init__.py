"""Who belongs to the newsroom, and what its people changed."""
