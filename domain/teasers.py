"""Whether a feed gives whole articles or only their beginnings, judged by the articles it lists. Pure."""

from collections.abc import Sequence

from domain.article import NewArticle
from domain.channels import channel_of
from domain.feed import Feed, PollCounts

TEASER_LENGTH = 600  # characters; a longer text is good enough without the page
_SHORT = 250  # characters: a headline with a sentence or two
_CUT = ("…", "...", "[…]", "[...]", "»…", "(…)")
FEWEST = 5  # articles in one document that are needed to judge a feed
_SHARE = 0.8


def is_teaser(text: str) -> bool:
    """Return whether a feed's text is only the beginning of an article, or little more than its headline."""
    return len(text) < _SHORT or (len(text) < TEASER_LENGTH and text.endswith(_CUT))


def teasers_among(articles: Sequence[NewArticle]) -> int:
    """Return how many articles of one document are teasers with a page that could be fetched."""
    return sum(article.url is not None and is_teaser(article.text) for article in articles)


def gives_teasers(counts: PollCounts | None) -> bool:
    """Return whether nearly all articles of a document were teasers; False if there were too few to tell."""
    return counts is not None and counts.read >= FEWEST and counts.teasers >= _SHARE * counts.read


def wants_full_text(feed: Feed, counts: PollCounts | None) -> bool:
    """Return whether full text is off for a feed and would help; never for a channel, whose posts have no page."""
    return not feed.full_text and channel_of(feed.url) is None and gives_teasers(counts)


def turns_on_by_itself(feed: Feed, counts: PollCounts | None) -> bool:
    """Return whether full text is turned on without asking a person: for catalogue feeds, after their first document.

    After that a person decides, so a feed that was turned off stays off.
    """
    return feed.origin == "catalogue" and feed.state.last_read is None and wants_full_text(feed, counts)
