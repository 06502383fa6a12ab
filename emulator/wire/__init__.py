"""The edge of the emulator: reads calls from HTTP, knows the Bot API's parameters, and keeps strangers out."""
