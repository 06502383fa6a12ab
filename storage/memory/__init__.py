"""A storage that lives in memory: for tests where no file is the point, and as the second that keeps the contract."""

from storage.memory.keeper import MemoryKeeper
from storage.memory.tables import Tables

__all__ = ["MemoryKeeper", "Tables"]
