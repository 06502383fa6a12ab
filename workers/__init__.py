"""Processes that do jobs on what strangers wrote, and that can be killed; this package imports no other of ours."""
