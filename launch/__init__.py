"""How the program is put together and taken apart, for the bot, the demo, commands, tests and benchmarks alike.

Opened in this order and closed in reverse: lock, worker processes, storage, HTTP, Telegram, timetable. A module here
imports what it puts together at its top; what costs seconds to import is itself imported by `run` and `opening` only
once the worker processes are on their way.
"""
