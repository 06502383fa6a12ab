"""The ticks, which the timetable of a process calls at intervals: they look for what is due, and do it."""
