"""The lexicon of the news: names of things in six languages, so that articles in two languages can be compared."""
