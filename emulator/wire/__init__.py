"""The edge of the emulator: HTTP in, the Bot API's JSON out, and who is let in at all."""
