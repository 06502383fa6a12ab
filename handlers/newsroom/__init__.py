"""What the newsroom can ask, each by their role (handlers/roles.py)."""
