"""The commands for a terminal, one file for each."""
