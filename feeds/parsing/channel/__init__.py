"""The page of a Telegram channel, https://t.me/s/NAME: markup → posts → entries. Runs in a worker process."""
