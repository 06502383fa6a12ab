"""Assembling the program: the same for the bot, the demo, commands, tests and benchmarks.

The parts are opened in this order and closed in reverse: lock, worker processes, storage, HTTP, Telegram, timetable. A
module here has at its top the imports of what it assembles. Modules whose import takes seconds are imported only by
`run` and `startup`, after the worker processes were started.
"""
