"""The parts of the sending benchmark: an emulator and a bot in processes of their own, which can be killed."""
