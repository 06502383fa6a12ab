"""The counts of a poll (read, stored, known, archived, left out), and the daily budget of one feed."""

import json
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest

from cli.reasons import counts_document
from domain import budget
from domain.feed import Feed, Health, LeftOut, NewFeed, PollCounts
from render.admin import feeds_page
from tests.feeds.hostile.exchange import item, rss
from tests.feeds.rig import Rig, opened
from tests.feeds.site import Site
from tests.texts import TEXTS
from workers.pool import WorkerPool

pytestmark = pytest.mark.asyncio(loop_scope="module")


def fresh(numbers: Iterable[int], *, words: str = "Открыли мост.") -> str:
    return rss(*(item(number, guid=f"n-{number}", title=f"Мост {number}", words=words) for number in numbers))


async def stored_feed(rig: Rig, feed: Feed) -> Feed:
    """Return the feed as it is stored now."""
    found = await rig.storage.feeds.get(feed.id)
    assert found is not None
    return found


async def test_each_item_of_a_poll_is_counted_once(site: Site, pool: WorkerPool, tmp_path: Path) -> None:
    async with opened(tmp_path, pool) as rig:
        feed = await rig.add(site.feed("/rss", rss(item(1), item(2), "<item><guid>empty</guid></item>")))
        (first,) = await rig.poll()
        assert first.counts is not None
        assert (first.counts.read, first.counts.new, first.counts.archived) == (2, 2, 2)
        assert first.counts.left_out[LeftOut.NO_WORDS] == 1

        edited = item(2, words="Сегодня мост закрыли снова, теперь уже на неделю, объезд через старую переправу.")
        site.feed("/rss", rss(item(3), item(1), edited))
        (second,) = await rig.poll()
        assert second.counts is not None
        seen = second.counts
        assert (seen.read, seen.new, seen.edited, seen.known, seen.archived) == (3, 1, 1, 1, 0)
        stored = await stored_feed(rig, feed)
        assert stored.state.last_read == seen
        assert json.dumps(counts_document(seen))

        site.status("/rss", 500)
        (failed,) = await rig.poll()
        assert failed.counts is None
        stored = await stored_feed(rig, feed)
        assert stored.state.last_read == seen, "of the last poll that brought a document"


async def test_a_flood_is_stored_up_to_the_days_budget_newest_first_and_its_feed_says_so(
    site: Site, pool: WorkerPool, tmp_path: Path
) -> None:
    async with opened(tmp_path, pool) as rig:
        rig.poller._daily_articles = 30
        feed = await rig.add(site.feed("/rss", fresh(range(50))))
        (first,) = await rig.poll()
        assert first.new_articles == 50, "the archive that a feed begins with is no flood"
        for wave, stored in ((1, 20), (2, 10), (3, 0)):
            site.feed("/rss", fresh(range(100 * wave, 100 * wave + 20)))
            (report,) = await rig.poll()
            assert report.counts is not None
            assert report.new_articles == stored
            assert report.counts.left_out.get(LeftOut.OVER_BUDGET, 0) == 20 - stored
        seen = await stored_feed(rig, feed)
        assert seen.state.health is Health.DEGRADED
        assert seen.state.reason is not None
        assert seen.state.reason.key == "feed-error-over-budget"

        rig.clock.advance(86_401)
        (report,) = await rig.poll()
        assert report.new_articles == 20, "what was left out comes the next day, while the feed lists it"
        seen = await stored_feed(rig, feed)
        assert seen.state.health is Health.OK


async def test_edits_without_end_have_a_budget_of_their_own_and_keep_back_no_news(
    site: Site, pool: WorkerPool, tmp_path: Path
) -> None:
    async with opened(tmp_path, pool) as rig:
        rig.poller._daily_articles = 4  # so that twenty articles may be edited in a day
        feed = await rig.add(site.feed("/rss", fresh(range(15))))
        await rig.poll()
        for wave, stored in ((1, 15), (2, 5), (3, 0)):
            site.feed("/rss", fresh([*range(15), 100 + wave], words=f"Мост осмотрели {wave} раз. " * 3))
            (report,) = await rig.poll()
            assert report.counts is not None
            assert (report.counts.new, report.counts.edited) == (1, stored), wave
            left = report.counts.left_out.get(LeftOut.EDITS_OVER_BUDGET, 0)
            assert report.counts.read == 16 == 1 + stored + report.counts.known + left
        seen = await stored_feed(rig, feed)
        assert seen.state.health is Health.DEGRADED
        assert seen.state.reason is not None
        assert (seen.state.reason.key, seen.state.reason.args["limit"]) == ("feed-error-edits-over-budget", 20)

        rig.clock.advance(86_401)
        (report,) = await rig.poll()
        assert report.counts is not None
        assert report.counts.edited == left, "what was left as it was is corrected the next day"


async def test_what_was_over_the_budget_is_asked_for_again_from_a_server_that_knows_what_we_have(
    site: Site, pool: WorkerPool, tmp_path: Path
) -> None:
    async with opened(tmp_path, pool) as rig:
        rig.poller._daily_articles = 2
        feed = await rig.add(site.feed("/rss", fresh(range(3)), ETag='"a"'))
        await rig.poll()
        site.feed("/rss", fresh(range(10, 15)), ETag='"b"')
        for day, stored in enumerate((2, 2, 1)):
            (report,) = await rig.poll()
            assert report.new_articles == stored, day
            seen = await stored_feed(rig, feed)
            assert seen.state.health is (Health.OK if day == 2 else Health.DEGRADED)
            rig.clock.advance(86_401)
        await rig.poll()
        asked = [headers.get("if-none-match") for headers in site.headers[-4:]]
        assert asked == ['"a"', None, None, '"b"'], "a server that answers 304 would keep what was left out"


async def test_of_items_without_a_date_the_first_listed_find_room(site: Site, pool: WorkerPool, tmp_path: Path) -> None:
    def undated(*numbers: int) -> str:
        return rss(*(item(number, guid=f"n-{number}", title=f"Мост {number}", date="") for number in numbers))

    async with opened(tmp_path, pool) as rig:
        rig.poller._daily_articles = 1
        await rig.add(site.feed("/rss", undated(1)))
        await rig.poll()
        site.feed("/rss", undated(3, 2, 1))
        await rig.poll()
        assert {article.title for article in await rig.articles()} == {"Мост 1", "Мост 3"}


async def test_a_correction_does_not_wait_behind_texts_that_change_at_each_poll(
    site: Site, pool: WorkerPool, tmp_path: Path
) -> None:
    async with opened(tmp_path, pool) as rig:
        rig.poller._daily_articles = 1  # so that five articles may be edited in a day
        await rig.add(site.feed("/rss", fresh(range(12))))
        await rig.poll()
        for day in range(12):
            noisy = [item(n, guid=f"n-{n}", title=f"Мост {n}", words=f"Просмотров: {day}. Мост.") for n in range(10)]
            text = item(10, guid="n-10", title="Мост 10", words="Мост открыли не здесь, а в соседнем селе.")
            title = item(11, guid="n-11", title="Мост 11 не открыт", words="Открыли мост.")
            site.feed("/rss", rss(*noisy, text, title))
            rig.clock.advance(86_401)
            await rig.poll()
            titles = {article.title for article in await rig.articles()}
            assert "Мост 11 не открыт" in titles, "a changed headline comes first"
        assert any("в соседнем селе" in article.text for article in await rig.articles()), "and others by turns"


async def test_long_texts_count_against_the_budget_too(
    site: Site, pool: WorkerPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "CHARACTERS", 500)
    async with opened(tmp_path, pool) as rig:
        await rig.add(site.feed("/rss", fresh(range(2))))
        await rig.poll()
        site.feed("/rss", fresh(range(10, 20), words="Мост через реку открыли утром. " * 4))
        (report,) = await rig.poll()
        assert 0 < report.new_articles < 10


async def test_the_newest_are_those_that_find_room(pool: WorkerPool, site: Site, tmp_path: Path) -> None:
    async with opened(tmp_path, pool) as rig:
        rig.poller._daily_articles = 2
        await rig.add(site.feed("/rss", fresh(range(1))))
        await rig.poll()
        now = rig.clock.now()
        dates = {n: (now - timedelta(hours=n)).strftime("%a, %d %b %Y %H:%M:%S GMT") for n in (9, 1, 5, 2)}
        site.feed("/rss", rss(*(item(n, guid=f"d{n}", title=f"Новость {n}", date=dates[n]) for n in dates)))
        await rig.poll()
        assert {article.title for article in await rig.articles()} == {"Мост 0", "Новость 1", "Новость 2"}


@pytest.mark.parametrize("locale", ["ru", "ky", "kk", "uz", "tg", "en"])
async def test_the_newsroom_reads_the_counts_in_its_language(
    locale: str, site: Site, pool: WorkerPool, tmp_path: Path
) -> None:
    async with opened(tmp_path, pool) as rig:
        feed = await rig.add(site.feed("/rss", rss(item(1), "<item><guid>empty</guid></item>")))
        await rig.poll()
        stored = await stored_feed(rig, feed)
        t = TEXTS.translator(locale)
        page = feeds_page([stored], 0, t, now=rig.clock.now(), zone="Asia/Bishkek").html
        assert t("feeds-counts", read=1, new=1, archived=1, edited=0, known=0) in page
        assert t("left-out-no-words", count=1) in page


async def test_every_reason_to_leave_something_out_has_its_word() -> None:
    from render.counts import left_out_words

    t = TEXTS.translator("en")
    assert t("feed-error-forbidden", status=451) != t("feed-error-forbidden", status=403)
    said = left_out_words(dict.fromkeys(LeftOut, 7), t)
    assert said.count("7") == len(LeftOut)
    assert PollCounts().left_out == {}


async def test_a_feed_of_the_catalogue_that_gives_only_teasers_has_its_pages_fetched_from_its_second_poll_on(
    site: Site, pool: WorkerPool, tmp_path: Path
) -> None:
    async with opened(tmp_path, pool) as rig:
        new = NewFeed(site.feed("/rss", fresh(range(8))), "Село", "Село", origin="catalogue")
        feed, _ = await rig.storage.feeds.add(new, now=rig.clock.now())
        (report,) = await rig.poll()
        assert report.counts is not None
        assert report.counts.teasers == 8
        stored = await stored_feed(rig, feed)
        assert stored.full_text
        await rig.storage.feeds.set_full_text(feed.id, is_on=False, now=rig.clock.now())
        site.feed("/rss", fresh(range(1, 9)))
        await rig.poll()
        stored = await stored_feed(rig, feed)
        assert not stored.full_text, "what a person turned off stays off"
        shown = feeds_page([stored], 0, TEXTS.translator("en"), now=rig.clock.now(), zone="UTC").html
        assert f"feeds full-text {feed.url}" in shown
