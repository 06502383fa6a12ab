"""Parts of the sending benchmark: an emulator and a bot, each in its own process, which can be killed."""
