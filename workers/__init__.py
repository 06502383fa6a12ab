"""Killable processes that read what strangers wrote; this package imports no other of ours."""
