"""Handlers for the people of the newsroom and the changes that they made."""
