"""SQLite behind storage.interface."""
