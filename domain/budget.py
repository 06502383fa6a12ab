"""How much one feed may store in a day, so that one feed cannot flood the archive. Pure.

The daily limits do not apply to the first poll of a feed, because it brings the feed's archive; but the limits of a
single document do.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from domain.article import NewArticle
from domain.feed import Health, LeftOut, PollCounts, PollState, Reason, Spent

ARTICLES = 1000  # the most articles of a feed in a day; one document may have as many items
CHARACTERS = 8 * 2**20  # the most characters of a feed's texts in a day; one document may have as many bytes
DAY = timedelta(days=1)


def beyond(fresh: Sequence[NewArticle], spent: Spent, *, now: datetime, articles: int = ARTICLES) -> frozenset[str]:
    """Return the fingerprints of the new articles that exceed the day's budget; the oldest are left out first."""
    spent = _today(spent, now)
    room, characters = articles - spent.articles, CHARACTERS - spent.characters
    if len(fresh) <= room and sum(len(article.text) for article in fresh) <= characters:
        return frozenset()
    left: set[str] = set()
    for article in sorted(fresh, key=lambda article: article.published_at or now, reverse=True):
        room -= 1
        characters -= len(article.text)
        if room < 0 or characters < 0:
            left.add(article.fingerprint)
    return frozenset(left)


def settled(
    state: PollState, counts: PollCounts | None, characters: int, *, now: datetime, articles: int = ARTICLES
) -> PollState:
    """Return a feed's state after a poll was stored, including how much of the day's budget it has used.

    If articles were left out over the budget, the feed's health becomes DEGRADED. `counts` is None if the poll brought
    no document. `characters` is the number of characters in the texts of the new articles together.
    """
    if counts is None:
        return state
    is_first = state.last_read is None and state.last_new_at is None
    state = replace(state, last_read=counts, last_new_at=now if counts.new else state.last_new_at)
    if counts.new and not is_first:
        spent = _today(state.spent, now)
        spent = Spent(spent.since or now, spent.articles + counts.new, spent.characters + characters)
        state = replace(state, spent=spent)
    left = counts.left_out.get(LeftOut.OVER_BUDGET, 0)
    if left and state.health in (Health.OK, Health.STALE):
        reason = Reason("feed-error-over-budget", {"count": left, "limit": articles})
        state = replace(state, health=Health.DEGRADED, reason=reason)
    return state


def _today(spent: Spent, now: datetime) -> Spent:
    if spent.since is None or not timedelta(0) <= now - spent.since < DAY:
        # A new day begins; also if `since` is in the future, because it was written while the clock was ahead.
        return Spent()
    return spent
