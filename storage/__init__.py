"""What we remember. Everybody but launch/storage.py speaks to storage.interface."""
