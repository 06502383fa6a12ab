"""The memory of this process and its children, as the sum of their PSS, in which shared pages count once."""

import threading

import psutil


class Memory(threading.Thread):
    """A sampler of the memory, from start() to stop()."""

    def __init__(self, *, children_only: bool = False) -> None:
        super().__init__(daemon=True)
        self._children_only = children_only
        self._done = threading.Event()
        self._peak = 0.0

    def run(self) -> None:
        while not self._done.wait(0.2):
            self._peak = max(self._peak, self._now())

    def stop(self) -> float:
        """Stop sampling; return in MB the most memory that the processes together used at one time."""
        self._done.set()
        self.join()
        return max(self._peak, self._now())

    def _now(self) -> float:
        here = psutil.Process()
        total = 0
        for process in (*([] if self._children_only else [here]), *here.children(recursive=True)):
            try:
                total += process.memory_full_info().pss
            except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
                continue
        return total / 2**20
