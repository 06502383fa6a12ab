"""Feeds: managing, polling and parsing them, and annotating their articles."""
