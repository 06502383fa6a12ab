"""Worker processes, which read untrusted documents and can be killed; this package imports no other room."""
