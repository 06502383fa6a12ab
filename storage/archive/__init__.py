"""The archive's search over an index that a storage keeps: what is asked of it, in blocks, and how these are ranked."""

from storage.archive.index import ArchiveIndex, Stretch, Wanted
from storage.archive.search import ArchiveSearch

__all__ = ["ArchiveIndex", "ArchiveSearch", "Stretch", "Wanted"]
