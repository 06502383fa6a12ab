"""What Telegram knows and the rules it applies, apart from HTTP: chats, messages, texts, keyboards, updates, files."""
