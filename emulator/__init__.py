"""A Bot API server with a chat page: the demo, and the other end in tests."""
