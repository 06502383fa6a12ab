"""Assembly of the program, the same for the bot, the demo, commands, tests and benchmarks.

Opened in this order and closed in reverse: lock, worker processes, storage, HTTP, Telegram, timetable. A module here
imports at its top what it assembles. Modules that take seconds to import are imported by `run` and `opening` only after
the worker processes have been started.
"""
