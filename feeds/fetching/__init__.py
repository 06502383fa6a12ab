"""From a URL to bytes: polite towards publishers, guarded against hostile servers."""
