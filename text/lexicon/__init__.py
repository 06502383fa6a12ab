"""The lexicon of the news: what things are called in six languages, so that articles in two of them can agree."""
