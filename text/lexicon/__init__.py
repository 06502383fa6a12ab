"""The lexicon of the news: words for the same things in six languages, by which articles can be compared."""
