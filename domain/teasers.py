"""Whether a feed gives its articles whole or only how they begin, measured on what it lists. Pure."""

from collections.abc import Sequence

from domain.article import NewArticle
from domain.channels import channel_of
from domain.feed import Feed, PollCounts

TEASER_LENGTH = 600  # characters; what is longer tells enough of itself
_SHORT = 250  # characters: a headline with a sentence or two
_CUT = ("…", "...", "[…]", "[...]", "»…", "(…)")
_FEWEST = 5  # articles of one document by which a feed can be judged
_SHARE = 0.8


def is_teaser(text: str) -> bool:
    """Return whether a feed's text is only the beginning of an article, or little more than its headline."""
    return len(text) < _SHORT or (len(text) < TEASER_LENGTH and text.endswith(_CUT))


def teasers_among(articles: Sequence[NewArticle]) -> int:
    """Return how many articles of one document are teasers of pages that could be fetched."""
    return sum(article.url is not None and is_teaser(article.text) for article in articles)


def gives_teasers(counts: PollCounts | None) -> bool:
    """Return whether nearly all that a document held were teasers; False where it held too few to tell."""
    return counts is not None and counts.read >= _FEWEST and counts.teasers >= _SHARE * counts.read


def wants_full_text(feed: Feed, counts: PollCounts | None) -> bool:
    """Return whether the pages of a feed's articles are worth fetching and are not; a channel's post has no page."""
    return not feed.full_text and channel_of(feed.url) is None and gives_teasers(counts)


def turns_on_by_itself(feed: Feed, counts: PollCounts | None) -> bool:
    """Return whether full text is turned on without asking: for the catalogue's feeds, by their first document.

    Later a person has the last word, so that what was turned off stays off.
    """
    return feed.origin == "catalogue" and feed.state.last_read is None and wants_full_text(feed, counts)
