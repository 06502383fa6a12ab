"""Handlers for everything that people can ask in Telegram, one file for each subject."""
