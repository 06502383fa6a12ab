"""The files that the operator edits, and the modules that read these files."""
