"""From articles to a digest: pure, but for builder.py, which loads."""
