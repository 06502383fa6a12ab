"""The parts of the sending benchmark: an emulator and a bot, each in a process of its own that can be killed."""
