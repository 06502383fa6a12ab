"""From bytes to articles: parsing and cleaning feeds of all kinds, in a worker process."""
