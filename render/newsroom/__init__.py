"""The newsroom's screens."""
