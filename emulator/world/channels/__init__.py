"""Channels of invented outlets: their posts, and the web pages that Telegram would show for them."""
