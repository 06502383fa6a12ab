"""The commands for a terminal, each in its own file."""
