"""Processes that do jobs on what strangers wrote, and can be killed; they know no other room."""
