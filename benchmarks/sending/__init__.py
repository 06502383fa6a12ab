"""Parts of the benchmark `send`: bots as processes that can be killed, the emulator, and what is measured with them."""
