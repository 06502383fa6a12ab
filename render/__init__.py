"""Drawing domain types as messages in the reader's language; no I/O."""
