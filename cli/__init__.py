"""The commands that an operator gives in a terminal, one file for each."""
