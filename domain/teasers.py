"""Deciding from the articles in a feed whether it gives whole articles or only their beginnings. Pure."""

from collections.abc import Sequence

from domain.article import NewArticle
from domain.channels import channel_of
from domain.feed import Feed, PollCounts

TEASER_LENGTH = 600  # characters; if a text is longer, the article's web page is not needed
_SHORT = 250  # characters; a text that is not longer is a headline with a sentence or two
_CUT = ("…", "...", "[…]", "[...]", "»…", "(…)")
FEWEST = 5  # whether a feed gives teasers is not judged by a document with fewer articles
_SHARE = 0.8


def is_teaser(text: str) -> bool:
    """Return whether a text in a feed is only the beginning of an article, or little more than its headline."""
    return len(text) < _SHORT or (len(text) < TEASER_LENGTH and text.endswith(_CUT))


def teasers_among(articles: Sequence[NewArticle]) -> int:
    """Return how many articles of a document are teasers with a web page that could be fetched."""
    return sum(article.url is not None and is_teaser(article.text) for article in articles)


def gives_teasers(counts: PollCounts | None) -> bool:
    """Return whether nearly all articles of a document were teasers; False if it had too few articles to tell."""
    return counts is not None and counts.read >= FEWEST and counts.teasers >= _SHARE * counts.read


def wants_full_text(feed: Feed, counts: PollCounts | None) -> bool:
    """Return whether `full_text` is off for a feed and would help; never for a channel, whose posts are complete."""
    return not feed.full_text and channel_of(feed.url) is None and gives_teasers(counts)


def turns_on_by_itself(feed: Feed, counts: PollCounts | None) -> bool:
    """Return whether to turn on `full_text` without asking a person.

    This is done only for a feed of the catalogue, and only after its first document. Later only people change
    `full_text`, so that it stays off once somebody has turned it off.
    """
    return feed.origin == "catalogue" and feed.state.last_read is None and wants_full_text(feed, counts)
