"""The state of Telegram and its rules, independent of HTTP: chats, texts, keyboards, updates, files."""
