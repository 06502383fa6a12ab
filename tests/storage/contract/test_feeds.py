"""Feeds: added, removed and restored, moved, held, and claimed by only one poller."""

from dataclasses import replace
from datetime import timedelta

from domain.audit import Change
from domain.feed import (
    POLLS_KEPT,
    ChannelMark,
    Health,
    KeptPoll,
    LeftOut,
    NewFeed,
    Outlet,
    PollCounts,
    PollOutcome,
    Reason,
)
from domain.ids import FeedId, person_id
from storage.interface import PollResult, Storage
from tests.storage.shelf import NOW, Shelf

TANDEM = NewFeed("https://tandem.example/rss", "Тандем", "Тандем", "kg", "ru")
HERALD = NewFeed("https://herald.example/rss", "Вестник", "Вестник", "kz", "ru", folder="Соседи", full_text=True)
LATER = NOW + timedelta(hours=1)


async def test_several_feeds_are_added_at_once_and_those_that_are_known_stay_as_they_are(storage: Storage) -> None:
    assert await storage.feeds.add_many([TANDEM, HERALD], now=NOW) == 2
    assert await storage.feeds.add_many([replace(TANDEM, title="Иначе"), TANDEM], now=LATER) == 0
    found = await storage.feeds.by_url(HERALD.url)
    assert found is not None
    assert (found.title, found.source, found.country, found.language) == ("Вестник", "Вестник", "kz", "ru")
    assert (found.folder, found.full_text, found.origin, found.added_at) == ("Соседи", True, "admin", NOW)
    assert await storage.feeds.get(found.id) == found
    assert await storage.feeds.by_url(HERALD.url + "/") is None
    assert [feed.source for feed in await storage.feeds.all()] == ["Вестник", "Тандем"]


async def test_a_feed_that_was_removed_comes_back_by_a_persons_wish_and_not_from_the_catalogue(
    storage: Storage,
) -> None:
    feed, _ = await storage.feeds.add(TANDEM, now=NOW)
    assert await storage.feeds.remove(feed.id, now=LATER)
    assert await storage.feeds.get(feed.id) is None
    assert await storage.feeds.by_url(feed.url) is None
    assert await storage.feeds.due(now=LATER) == ()
    assert await storage.feeds.add_many([replace(TANDEM, origin="catalogue")], now=LATER) == 0
    assert await storage.feeds.all() == ()
    again, is_new = await storage.feeds.add(TANDEM, now=LATER)
    assert (again.id, is_new, again.state.next_poll_at) == (feed.id, True, LATER)


async def test_a_removed_feed_that_is_added_again_takes_what_is_newly_known_of_it(storage: Storage) -> None:
    old = replace(TANDEM, country="kg", language="ru", proxy="berlin")
    feed, _ = await storage.feeds.add(old, now=NOW)
    await storage.feeds.remove(feed.id, now=NOW)
    new = replace(TANDEM, title="Другое имя", country="kz", language=None, full_text=True, proxy=None)
    again, _ = await storage.feeds.add(new, now=LATER)
    found = (again.title, again.country, again.language, again.proxy, again.full_text, again.added_at)
    assert found == (TANDEM.title, "kz", "ru", "berlin", True, LATER), "what is not known now stays"
    await storage.feeds.add(replace(new, country="uz"), now=LATER)
    assert await storage.feeds.get(feed.id) == again, "a feed that is polled stays as it is"


async def test_a_feed_takes_the_name_its_poll_found_and_the_address_it_moved_to(storage: Storage) -> None:
    feed, _ = await storage.feeds.add(TANDEM, now=NOW)
    moved = "https://new.tandem.example/rss"
    await storage.feeds.save_poll(PollResult(feed.id, NOW, feed.state, url=moved, title="Тандем Азия"))
    found = await storage.feeds.by_url(moved)
    assert found is not None
    assert (found.id, found.title, found.source, found.host) == (
        feed.id,
        "Тандем Азия",
        "Тандем Азия",
        "https://new.tandem.example:443",
    )
    assert await storage.feeds.by_url(feed.url) is None


async def test_a_feed_that_moves_to_anothers_address_stops_and_that_one_is_polled(storage: Storage) -> None:
    first, _ = await storage.feeds.add(TANDEM, now=NOW)
    second, _ = await storage.feeds.add(HERALD, now=NOW)
    await storage.feeds.remove(second.id, now=NOW)
    state = replace(first.state, last_polled_at=NOW)
    await storage.feeds.save_poll(PollResult(first.id, NOW, state, url=HERALD.url))
    assert [feed.id for feed in await storage.feeds.all()] == [second.id]


async def test_the_longest_wait_a_host_asked_for_counts_and_its_feeds_are_not_due(storage: Storage) -> None:
    feed, _ = await storage.feeds.add(TANDEM, now=NOW)
    other, _ = await storage.feeds.add(HERALD, now=NOW)
    for hours in (2, 1):
        holds = {feed.host: NOW + timedelta(hours=hours)}
        await storage.feeds.save_poll(PollResult(feed.id, NOW, replace(feed.state, next_poll_at=NOW), holds=holds))
    assert await storage.feeds.holds(now=NOW) == {feed.host: NOW + timedelta(hours=2)}
    assert [due.id for due in await storage.feeds.due(now=NOW)] == [other.id]
    assert await storage.feeds.overdue(now=NOW) == 1
    assert [due.host for due in await storage.feeds.due(now=NOW + timedelta(hours=2))] == [feed.host, other.host]


async def test_feeds_are_claimed_in_the_order_asked_for_and_everything_ignores_when_they_are_due(
    storage: Storage,
) -> None:
    lease = timedelta(minutes=5)
    feeds = [(await storage.feeds.add(new, now=NOW))[0] for new in (TANDEM, HERALD)]
    ids = [feed.id for feed in reversed(feeds)]
    claimed = await storage.feeds.claim(ids, now=NOW, lease=lease)
    assert list(claimed) == feeds[::-1], "as they were before"
    assert await storage.feeds.due(now=NOW) == ()
    again = await storage.feeds.claim(ids, now=NOW, lease=timedelta(hours=5), everything=True)
    assert [feed.state.next_poll_at for feed in again] == [NOW + timedelta(minutes=30)] * 2, "their interval"
    assert {feed.state.next_poll_at for feed in await storage.feeds.all()} == {NOW + timedelta(hours=5)}


async def test_the_last_time_that_any_feed_answered_is_known(shelf: Shelf) -> None:
    feeds = shelf.storage.feeds
    assert await feeds.answered_at() is None
    await feeds.add(TANDEM, now=NOW)
    assert await feeds.answered_at() is None
    await shelf.feed("Вестник")
    assert await feeds.answered_at() == NOW - timedelta(hours=1)


async def test_pages_are_fetched_from_when_that_is_asked_for(shelf: Shelf) -> None:
    feed_id = await shelf.feed()
    await shelf.poll(shelf.article("Первая"))
    await shelf.storage.feeds.set_full_text(feed_id, is_on=True, now=NOW)
    await shelf.poll(shelf.article("Вторая"))
    await shelf.storage.feeds.set_full_text(feed_id, is_on=False, now=NOW)
    await shelf.poll(shelf.article("Третья"))
    assert len(await shelf.storage.pages.due(now=NOW, limit=10)) == 1
    waiting = await shelf.storage.articles.without_annotation(limit=10)
    assert [article.title for article in waiting] == ["Первая", "Вторая", "Третья"]


async def test_the_feed_that_waits_longest_says_since_when(storage: Storage) -> None:
    assert await storage.feeds.oldest_due(now=NOW) is None
    first, _ = await storage.feeds.add(TANDEM, now=NOW)
    await storage.feeds.add(HERALD, now=LATER)
    assert await storage.feeds.oldest_due(now=NOW - timedelta(seconds=1)) is None
    assert await storage.feeds.oldest_due(now=LATER) == NOW
    await storage.feeds.claim([first.id], now=LATER, lease=timedelta(minutes=5))
    assert await storage.feeds.oldest_due(now=LATER) == LATER


async def test_what_a_channel_is_known_by_is_kept_until_somebody_adds_it_again(storage: Storage) -> None:
    channel = NewFeed("https://t.me/s/tandem", "Тандем", "Тандем", "kg", "ky", outlet=Outlet.EMERGENCY)
    feed, _ = await storage.feeds.add(channel, now=NOW)
    assert (feed.outlet, feed.state.channel) == (Outlet.EMERGENCY, ChannelMark())
    state = replace(feed.state, channel=ChannelMark(1500000001, 412))
    await storage.feeds.save_poll(PollResult(feed.id, NOW, state))
    found = await storage.feeds.get(feed.id)
    assert found is not None
    assert found.state.channel == ChannelMark(1500000001, 412)
    await storage.feeds.remove(feed.id, now=NOW)
    again, _ = await storage.feeds.add(channel, now=LATER)
    assert again.state.channel == ChannelMark()


async def test_a_forwarded_post_is_its_origins_in_lists_and_when_the_origin_is_read(storage: Storage) -> None:
    shelf = Shelf(storage)
    guid = "https://t.me/pogoda/55"
    forwarded = shelf.article("Ожидается град", key="post 55", url=guid, guid=guid, source="Погода")
    await shelf.poll(forwarded, source="Вестник")
    assert [article.source for article in await storage.articles.without_annotation(limit=9)] == ["Погода"]
    own = replace(forwarded, source=None, content_hash="the same with another end")
    saved = await storage.feeds.save_poll(PollResult(await shelf.feed("Погода"), NOW, shelf.state(), (own,)))
    assert (saved.new, saved.edited, saved.known) == (0, 0, 1)


async def test_an_article_that_a_channel_announced_becomes_the_sites_own_for_good(storage: Storage) -> None:
    shelf = Shelf(storage)
    page = "https://tandem.example/2026/most-otkryt-4120"
    guid = "https://t.me/tandem/7"
    post = shelf.article("Мост открыт", "Мост открыт.", key="post 7", url=page, guid=guid)
    channel, _ = await storage.feeds.add(NewFeed("https://t.me/s/tandem", "Тандем", "Тандем"), now=NOW)
    await storage.feeds.save_poll(PollResult(channel.id, NOW, shelf.state(), (post,)))
    whole = shelf.article("Мост открыт", "Мост открыт. Автобусы пошли.", key="page 4120", url=page, guid=page)
    site = await shelf.feed("Тандем")
    for saved in (
        await storage.feeds.save_poll(PollResult(site, NOW, shelf.state(), (whole,))),
        await storage.feeds.save_poll(PollResult(channel.id, NOW, shelf.state(), (post,))),
        await storage.feeds.save_poll(PollResult(site, NOW, shelf.state(), (whole,))),
    ):
        assert saved.new == 0
    (article,) = await storage.articles.without_annotation(limit=9)
    assert (article.feed_id, article.text) == (site, "Мост открыт. Автобусы пошли.")


async def test_a_feed_is_added_together_with_the_record_of_who_added_it(storage: Storage) -> None:
    added = Change(person_id(7), "feed-added", "Тандем", after=TANDEM.url)
    await storage.feeds.add(TANDEM, now=NOW, change=added)
    await storage.feeds.add(TANDEM, now=NOW, change=added)
    assert [one.change for one in await storage.newsroom.changes(limit=9)] == [added], "a known feed is no change"


async def test_a_removed_feed_is_found_only_by_those_who_look_for_it(storage: Storage) -> None:
    feed, _ = await storage.feeds.add(TANDEM, now=NOW)
    await storage.feeds.remove(feed.id, now=NOW)
    assert await storage.feeds.get(feed.id) is None
    found = await storage.feeds.get(feed.id, even_removed=True)
    assert found is not None
    assert (found.id, found.title) == (feed.id, "Тандем")
    assert await storage.feeds.get(FeedId(feed.id + 1), even_removed=True) is None


async def test_a_feed_that_is_given_another_address_keeps_its_articles_and_forgets_the_old_server(
    storage: Storage,
) -> None:
    shelf = Shelf(storage)
    await shelf.poll(shelf.article("Парк открыт"))
    feed = await storage.feeds.get(await shelf.feed())
    assert feed is not None
    failing = replace(
        feed.state, etag="x", failures=5, health=Health.FAILING, reason=Reason("feed-error-connect"),
        channel=ChannelMark(9, 9), last_success_at=NOW, next_poll_at=LATER,
    )  # fmt: skip
    await storage.feeds.save_poll(PollResult(feed.id, NOW, failing))
    change = Change(person_id(7), "feed-moved", feed.title, feed.url, "https://new.example/rss")
    moved = await storage.feeds.move(feed.id, "https://new.example/rss", change, now=NOW)
    assert moved is not None
    assert (moved.id, moved.url, moved.host) == (feed.id, "https://new.example/rss", "https://new.example:443")
    state = moved.state
    assert (state.etag, state.failures, state.health, state.reason) == (None, 0, Health.OK, None)
    assert (state.channel, state.next_poll_at, state.last_success_at) == (ChannelMark(), NOW, NOW)
    assert await storage.feeds.by_url("https://new.example/rss") == moved
    assert [due.host for due in await storage.feeds.due(now=NOW)] == ["https://new.example:443"]
    (article,) = await storage.articles.without_annotation(limit=9)
    assert article.feed_id == feed.id
    assert [one.change for one in await storage.newsroom.changes(limit=9)] == [change]


async def test_a_feed_takes_no_address_that_another_has_or_had(storage: Storage) -> None:
    feed, _ = await storage.feeds.add(TANDEM, now=NOW)
    other, _ = await storage.feeds.add(HERALD, now=NOW)
    change = Change(person_id(7), "feed-moved", feed.title)
    assert await storage.feeds.move(feed.id, HERALD.url, change, now=NOW) is None
    await storage.feeds.remove(other.id, now=NOW)
    assert await storage.feeds.move(feed.id, HERALD.url, change, now=NOW) is None
    assert await storage.feeds.move(FeedId(feed.id + 1000), "https://new.example/rss", change, now=NOW) is None
    assert await storage.feeds.all() == (feed,)
    assert await storage.newsroom.changes(limit=9) == ()


async def test_the_last_polls_of_a_feed_are_remembered_and_no_more(storage: Storage) -> None:
    feed, _ = await storage.feeds.add(TANDEM, now=NOW)
    other, _ = await storage.feeds.add(HERALD, now=NOW)
    await storage.feeds.save_poll(PollResult(other.id, NOW, other.state, outcome=PollOutcome.NOT_MODIFIED))
    await storage.feeds.save_poll(PollResult(feed.id, NOW, feed.state))
    assert await storage.feeds.polls(feed.id) == ()
    broken = Reason("feed-error-server", {"status": 503})
    moments = [NOW + timedelta(minutes=minutes) for minutes in range(POLLS_KEPT + 3)]
    for moment in moments:
        result = PollResult(feed.id, moment, feed.state, is_read=True, outcome=PollOutcome.OK)
        await storage.feeds.save_poll(result)
    failed = PollResult(feed.id, moments[-1], feed.state, outcome=PollOutcome.ERROR, reason=broken)
    await storage.feeds.save_poll(failed)
    polls = await storage.feeds.polls(feed.id)
    assert [poll.polled_at for poll in polls] == moments[-POLLS_KEPT:][::-1]
    assert polls[0] == KeptPoll(moments[-1], PollOutcome.ERROR, broken)
    assert polls[1] == KeptPoll(moments[-2], PollOutcome.OK, None, PollCounts())
    assert [poll.outcome for poll in await storage.feeds.polls(other.id)] == [PollOutcome.NOT_MODIFIED]


async def test_a_poll_is_remembered_with_what_it_brought(storage: Storage) -> None:
    shelf = Shelf(storage)
    feed_id = await shelf.feed()
    articles = (shelf.article("Парк открыт"), shelf.article("Мост открыт"))
    result = PollResult(
        feed_id, NOW, shelf.state(), articles, is_read=True, left_out={LeftOut.NO_WORDS: 3}, outcome=PollOutcome.OK
    )
    await storage.feeds.save_poll(result)
    await storage.feeds.save_poll(replace(result, polled_at=LATER))
    counts = [poll.counts for poll in await storage.feeds.polls(feed_id)]
    assert [one and (one.new, one.known, one.left_out) for one in counts] == [
        (0, 2, {LeftOut.NO_WORDS: 3}), (2, 0, {LeftOut.NO_WORDS: 3}),
    ]  # fmt: skip
