"""Handlers of the newsroom's commands, each by role (handlers/roles.py)."""
