"""The parts of the soak: the bot as a process of its own, the people who talk to the bot, and the verdict."""
