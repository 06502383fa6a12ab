"""Handlers of everything a person can ask in Telegram, one file for each thing."""
