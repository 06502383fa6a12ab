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
# Edits have limits of their own, this many times as high, because some sites change their texts at each poll, and that
# must not keep back news.
EDITS = 5
DAY = timedelta(days=1)


def beyond(fresh: Sequence[NewArticle], spent: Spent, *, now: datetime, articles: int = ARTICLES) -> frozenset[str]:
    """Return the fingerprints of the new articles that exceed the day's budget; the oldest are left out first.

    `fresh` has the oldest first, which counts for those without a date.
    """
    spent = _today(spent, now)
    newest_first = sorted(fresh, key=lambda article: article.published_at or now)[::-1]
    return _without_room(newest_first, articles - spent.articles, CHARACTERS - spent.characters)


def edits_beyond(
    edited: Sequence[NewArticle], spent: Spent, *, now: datetime, articles: int = ARTICLES
) -> frozenset[str]:
    """Return the fingerprints of the edited articles that exceed the day's budget.

    They find room in the order in which they are given.
    """
    spent = _today(spent, now)
    room, characters = EDITS * articles - spent.edits, EDITS * CHARACTERS - spent.edited_characters
    return _without_room(edited, room, characters)


def _without_room(found: Sequence[NewArticle], room: int, characters: int) -> frozenset[str]:
    left: set[str] = set()
    for article in found:
        if room < 1 or len(article.text) > characters:
            left.add(article.fingerprint)
        else:
            room -= 1
            characters -= len(article.text)
    return frozenset(left)


def settled(
    state: PollState,
    counts: PollCounts | None,
    characters: int,
    edited_characters: int,
    *,
    now: datetime,
    articles: int = ARTICLES,
) -> PollState:
    """Return a feed's state after a poll was stored, including how much of the day's budget it has used.

    If articles or edits were left out over the budget, the feed's health becomes DEGRADED, and the next poll asks for
    the whole document again, so that they are tried again. `counts` is None if the poll brought no document.
    `characters` is the number of characters in the texts of the new articles together, and `edited_characters` the
    number in those of the edited ones.
    """
    if counts is None:
        return state
    is_first = state.last_read is None and state.last_new_at is None
    state = replace(state, last_read=counts, last_new_at=now if counts.new else state.last_new_at)
    if (counts.new or counts.edited) and not is_first:
        spent = _today(state.spent, now)
        spent = Spent(
            spent.since or now,
            spent.articles + counts.new,
            spent.characters + characters,
            spent.edits + counts.edited,
            spent.edited_characters + edited_characters,
        )
        state = replace(state, spent=spent)
    limits = {LeftOut.OVER_BUDGET: articles, LeftOut.EDITS_OVER_BUDGET: EDITS * articles}
    kind = next((kind for kind in limits if counts.left_out.get(kind, 0)), None)
    if kind is None:
        return state
    state = replace(state, etag=None, last_modified=None)
    if state.health not in (Health.OK, Health.STALE):
        return state
    reason = Reason(f"feed-error-{kind}", {"count": counts.left_out[kind], "limit": limits[kind]})
    return replace(state, health=Health.DEGRADED, reason=reason)


def _today(spent: Spent, now: datetime) -> Spent:
    if spent.since is None or not timedelta(0) <= now - spent.since < DAY:
        # A new day begins; also if `since` is in the future, because it was written while the clock was ahead.
        return Spent()
    return spent
