"""The storage. Only launch/storage.py names a database; all other code uses storage.interface."""
