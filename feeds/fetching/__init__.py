"""Fetching an address: polite towards publishers, guarded against hostile servers."""
