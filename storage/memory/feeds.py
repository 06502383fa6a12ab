"""The feeds in memory with their poll states, and the hosts that asked us to wait."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from domain.ahead import SKEW, is_obeyed
from domain.audit import Change
from domain.feed import (
    POLLS_KEPT,
    ChannelMark,
    EditedValue,
    Feed,
    FeedField,
    KeptPoll,
    NewFeed,
    Outlet,
    PollState,
    may_revive,
    move,
    state_elsewhere,
)
from domain.ids import FeedId, UpdateId
from storage.interface import DueFeed, PollResult, SavedPoll
from storage.memory.newsroom import keep_changes
from storage.memory.polls import put_articles
from storage.memory.rows import FeedRow
from storage.memory.tables import Tables, second, to_seconds
from storage.rows.polls import counts_of, state_of


class MemoryFeeds:
    """The in-memory implementation of storage.interface.FeedStore."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def add(
        self, feed: NewFeed, *, now: datetime, change: Change | None = None, update_id: UpdateId | None = None
    ) -> tuple[Feed, bool]:
        added = self._add([feed], now) if self._tables.mark_applied(update_id, now, "add") else 0
        if change and added:
            keep_changes(self._tables, [change], now)
        return self._at(feed.url).feed, added == 1

    async def add_many(
        self,
        feeds: Sequence[NewFeed],
        *,
        now: datetime,
        change: Change | None = None,
        update_id: UpdateId | None = None,
    ) -> int:
        added = self._add(feeds, now) if self._tables.mark_applied(update_id, now, "add_many") else 0
        if change and added:
            keep_changes(self._tables, [change], now)
        return added

    async def all(self) -> tuple[Feed, ...]:
        return tuple(sorted((row.feed for row in self._polled()), key=lambda feed: (feed.source, feed.url)))

    async def get(self, feed_id: FeedId, *, even_removed: bool = False) -> Feed | None:
        row = self._tables.feeds.get(feed_id)
        return row.feed if row and (even_removed or row.removed_at is None) else None

    async def by_url(self, url: str) -> Feed | None:
        return next((row.feed for row in self._polled() if row.feed.url == url), None)

    # `now` is not needed here, but the method has it in storage.interface.
    async def set_full_text(self, feed_id: FeedId, *, is_on: bool, now: datetime) -> None:  # noqa: ARG002
        if row := self._tables.feeds.get(feed_id):
            row.feed = replace(row.feed, full_text=is_on)

    async def edit(
        self,
        feed_id: FeedId,
        field: FeedField,
        value: EditedValue,
        change: Change,
        *,
        now: datetime,
        update_id: UpdateId | None = None,
    ) -> Feed | None:
        is_new = self._tables.mark_applied(update_id, now, "edit_feed")
        row = self._tables.feeds.get(feed_id)
        if row is None:
            return None
        if is_new:
            self._edit(row, field, value, second(now))
            keep_changes(self._tables, [change], now)
        return row.feed

    def _edit(self, row: FeedRow, field: FeedField, value: EditedValue, now: datetime) -> None:
        is_due = (field is FeedField.DUE and value) or (field in (FeedField.PAUSED, FeedField.REMOVED) and not value)
        if field is FeedField.REMOVED:
            row.removed_at = now if value else None
        elif field is FeedField.PAUSED:
            row.feed = replace(row.feed, is_paused=bool(value))
        elif field is FeedField.OUTLET:
            row.feed = replace(row.feed, outlet=Outlet(str(value)) if value else None)
        elif field is not FeedField.DUE:
            row.feed = replace(row.feed, **{field.value: value})  # type: ignore[arg-type]
        if is_due:
            row.feed = replace(row.feed, state=replace(row.feed.state, next_poll_at=now))

    async def move(
        self, feed_id: FeedId, url: str, change: Change, *, now: datetime, update_id: UpdateId | None = None
    ) -> Feed | None:
        is_new = self._tables.mark_applied(update_id, now, "move_feed")
        row = self._tables.feeds.get(feed_id)
        if not is_new or row is None:
            return row.feed if row else None
        if any(one.feed.url == url and one is not row for one in self._tables.feeds.values()):
            return None
        row.feed = replace(row.feed, url=url, state=state_elsewhere(row.feed.state, second(now)))
        keep_changes(self._tables, [change], now)
        return row.feed

    async def remove(self, feed_id: FeedId, *, now: datetime, update_id: UpdateId | None = None) -> bool:
        row = self._tables.feeds.get(feed_id)
        if not self._tables.mark_applied(update_id, now, "remove") or row is None or row.removed_at is not None:
            return False
        row.removed_at = second(now)
        return True

    async def due(self, *, now: datetime, everything: bool = False) -> tuple[DueFeed, ...]:
        held = await self.holds(now=now)
        due = [row.feed for row in self._due(now, everything=everything) if row.feed.host not in held]
        due.sort(key=lambda feed: (feed.state.next_poll_at, feed.id))
        return tuple(DueFeed(feed.id, feed.host) for feed in due)

    async def claim(
        self, ids: Sequence[FeedId], *, now: datetime, lease: timedelta, everything: bool = False
    ) -> tuple[Feed, ...]:
        due = {row.feed.id: row for row in self._due(now, everything=everything)}
        claimed = []
        for row in [due[feed_id] for feed_id in ids if feed_id in due]:
            claimed.append(row.feed)
            state = row.feed.state
            polled_at = state.last_polled_at and min(state.last_polled_at, second(now))
            state = replace(state, next_poll_at=second(now) + max(state.interval, lease), last_polled_at=polled_at)
            row.feed = replace(row.feed, state=state)
        return tuple(claimed)

    async def holds(self, *, now: datetime) -> dict[str, datetime]:
        return {host: until for host, until in self._tables.holds.items() if is_obeyed(until, second(now))}

    async def save_poll(self, result: PollResult) -> SavedPoll:
        tables = self._tables
        saved = put_articles(tables, result)
        row = tables.feeds[result.feed_id]
        row.feed = replace(row.feed, state=to_seconds(state_of(result, saved)))
        if result.title:
            row.feed = replace(row.feed, title=result.title, source=result.title)
        if result.holds:
            held = tables.holds.items()
            tables.holds = {host: until for host, until in held if is_obeyed(until, second(result.polled_at))}
            for host, until in result.holds.items():
                tables.holds[host] = max(second(until), tables.holds.get(host, second(until)))
        if result.url is not None:
            self._move(row, result.url)
        if result.outcome:
            poll = KeptPoll(second(result.polled_at), result.outcome, result.reason, counts_of(result, saved))
            others = [one for one in row.polls if one.polled_at != poll.polled_at]
            row.polls = sorted([*others, poll], key=lambda one: one.polled_at)[-POLLS_KEPT:]
        return saved

    async def polls(self, feed_id: FeedId) -> tuple[KeptPoll, ...]:
        row = self._tables.feeds.get(feed_id)
        return tuple(reversed(row.polls)) if row else ()

    async def answered_at(self) -> datetime | None:
        answered = (row.feed.state.last_success_at for row in self._tables.feeds.values())
        return max((moment for moment in answered if moment is not None), default=None)

    async def oldest_due(self, *, now: datetime) -> datetime | None:
        due = await self.due(now=now)
        moments = (self._tables.feeds[feed.id].feed.state.next_poll_at for feed in due)
        oldest = min(moments, default=None)
        return oldest and min(now, oldest)

    async def overdue(self, *, now: datetime) -> int:
        return len(await self.due(now=now))

    def _add(self, feeds: Sequence[NewFeed], now: datetime) -> int:
        count = 0
        for new in feeds:
            known = next((row for row in self._tables.feeds.values() if row.feed.url == new.url), None)
            if known is None:
                feed_id = FeedId(self._tables.next_id("feed"))
                self._tables.feeds[feed_id] = FeedRow(_feed(feed_id, new, second(now)))
            elif known.removed_at is None or not may_revive(new.origin):
                continue
            else:
                known.removed_at = None
                state = replace(known.feed.state, next_poll_at=second(now), channel=ChannelMark())
                known.feed = _revived(known.feed, new, state, second(now))
            count += 1
        return count

    def _at(self, url: str) -> FeedRow:
        return next(row for row in self._tables.feeds.values() if row.feed.url == url)

    def _polled(self) -> list[FeedRow]:
        return [row for row in self._tables.feeds.values() if row.removed_at is None]

    def _due(self, now: datetime, *, everything: bool) -> list[FeedRow]:
        polled = (row for row in self._polled() if not row.feed.is_paused)
        return [row for row in polled if everything or _is_due(row.feed.state, now)]

    def _move(self, row: FeedRow, url: str) -> None:
        other = next((one for one in self._tables.feeds.values() if one.feed.url == url and one is not row), None)
        decided = move(row.feed.id, other.feed.id if other else None)
        if decided.takes_address:
            row.feed = replace(row.feed, url=url)
        if decided.stops is not None:
            self._tables.feeds[decided.stops].removed_at = row.feed.state.last_polled_at
        if decided.goes_on is not None:
            self._tables.feeds[decided.goes_on].removed_at = None


def _is_due(state: PollState, now: datetime) -> bool:
    """Return whether a feed is due.

    A feed whose last or next poll lies too far ahead is due as well, because its state was written by a wrong clock.
    """
    if not is_obeyed(state.next_poll_at, second(now)):
        return True
    return state.last_polled_at is not None and state.last_polled_at > second(now + SKEW)


def _feed(feed_id: FeedId, new: NewFeed, now: datetime) -> Feed:
    return Feed(
        id=feed_id,
        url=new.url,
        title=new.title,
        source=new.source,
        country=new.country,
        language=new.language,
        folder=new.folder,
        full_text=new.full_text,
        origin=new.origin,
        added_at=now,
        state=PollState(next_poll_at=now),
        outlet=new.outlet,
        proxy=new.proxy,
    )


def _revived(feed: Feed, new: NewFeed, state: PollState, now: datetime) -> Feed:
    """Return a removed feed as it is after it was added again as `new`: not paused, with the values that `new` has."""
    return replace(
        feed,
        state=state,
        is_paused=False,
        added_at=now,
        country=new.country or feed.country,
        language=new.language or feed.language,
        proxy=new.proxy or feed.proxy,
        full_text=new.full_text or feed.full_text,
    )
