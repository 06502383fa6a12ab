"""What we remember. Everybody but bot.py speaks to storage.interface."""
