"""Between us and Telegram, losing nothing."""
