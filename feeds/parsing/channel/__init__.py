"""The page of a Telegram channel, https://t.me/s/NAME: from markup to posts to entries. Runs in a worker process."""
