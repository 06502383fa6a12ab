"""From bytes to articles: parsing and cleaning feeds of every kind, in a worker process."""
