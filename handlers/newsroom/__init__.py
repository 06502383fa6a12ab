"""Handlers of the newsroom's commands, each for a role (handlers/roles.py)."""
