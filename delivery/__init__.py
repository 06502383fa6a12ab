"""Receiving updates from Telegram, and sending messages to it, without losing any."""
