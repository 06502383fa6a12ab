"""What the operator edits, and the modules that read it."""
