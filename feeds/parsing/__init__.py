"""From bytes to articles: feeds of every kind, read in a worker process."""
