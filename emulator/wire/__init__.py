"""The HTTP side of the Bot API: reading calls, checking their parameters, and refusing other sites' requests."""
