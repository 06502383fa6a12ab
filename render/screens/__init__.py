"""What the screens of /start and /settings show."""
