"""Grouping articles about one event into stories: each article as it arrives, and again over the whole window."""
