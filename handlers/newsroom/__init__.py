"""What the newsroom (ADMIN_IDS) can ask."""
