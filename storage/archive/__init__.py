"""Searching the archive with the index that a storage provides: conditions, blocks of matches, pages of stories."""

from storage.archive.index import ArchiveIndex, Stretch, Wanted
from storage.archive.search import ArchiveSearch

__all__ = ["ArchiveIndex", "ArchiveSearch", "Stretch", "Wanted"]
