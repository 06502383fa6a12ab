"""From domain types to messages in the reader's language; no I/O."""
