"""Parts of the soak: the bot as a process, the people who use it, and the verdict."""
