"""The processes that parse and read, and can be killed."""
