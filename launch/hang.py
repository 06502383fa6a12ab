"""Ending the process if its event loop hangs; otherwise the service manager would think that it works."""

import faulthandler
import os
import signal
import sys
import threading
import time

_PAUSE = 1.0  # seconds between two checks


class HangGuard:
    """A thread that ends the process with status 1 if beat() was not called for `seconds`.

    Before that, it writes the stack of every thread to standard error. It adds up the time between its own checks
    instead of comparing clocks, so that nothing happens to a process that was suspended for any time (SIGSTOP, a frozen
    container, a sleeping machine). Compiled code that never lets another thread run would stop this thread, too. Such
    code uses processor time, so the kernel is asked to end the process with SIGPROF after `seconds` of processor time.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._pause = min(_PAUSE, seconds / 4)
        self._beats = 0
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    def beat(self) -> None:
        """Record that the event loop runs; the first call starts the guard."""
        self._beats += 1
        signal.setitimer(signal.ITIMER_PROF, self._seconds)
        if self._thread is None:
            faulthandler.register(signal.SIGPROF, file=sys.stderr, all_threads=True, chain=True)
            self._thread = threading.Thread(target=self._watch, name="hang guard", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Stop the guard."""
        signal.setitimer(signal.ITIMER_PROF, 0)
        self._closed.set()

    def _watch(self) -> None:
        seen, silent, looked_at = self._beats, 0.0, time.monotonic()
        while not self._closed.wait(self._pause):
            now = time.monotonic()
            # If this check is late, the machine was busy, or the process did not run at all, so not all of the time is
            # counted.
            silent += min(now - looked_at, 2 * self._pause)
            looked_at = now
            if seen != self._beats:
                seen, silent = self._beats, 0.0
            elif silent >= self._seconds:
                faulthandler.dump_traceback(file=sys.stderr, all_threads=True)
                sys.stderr.flush()
                os._exit(1)
