"""Searching the archive, with the index of any storage: queries to the index, blocks of matches, ranking."""

from storage.archive.index import ArchiveIndex, Stretch, Wanted
from storage.archive.search import ArchiveSearch

__all__ = ["ArchiveIndex", "ArchiveSearch", "Stretch", "Wanted"]
