"""A storage in memory, for tests that need no file. It also shows that another storage can keep the contract."""

from storage.memory.keeper import MemoryKeeper
from storage.memory.tables import Tables

__all__ = ["MemoryKeeper", "Tables"]
