"""A storage in memory, for tests that need no file; it passes the same contract tests as the databases do."""

from storage.memory.keeper import MemoryKeeper
from storage.memory.tables import Tables

__all__ = ["MemoryKeeper", "Tables"]
