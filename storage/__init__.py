"""The storage. All code except launch/storage.py uses storage.interface only."""
