"""What Telegram stores and the rules that it applies, apart from HTTP: chats, texts, keyboards, updates, files."""
