"""Handlers for the people of the newsroom and the changes they made."""
