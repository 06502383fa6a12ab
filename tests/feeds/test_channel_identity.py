"""Identity of channels and their posts: renaming, names taken by strangers, edits, forwards, outlets' feeds."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.feed import Health, NewFeed
from emulator.world.channels.markup import Channel, Forward, Post, page
from feeds.admin import Added, AlreadyThere
from tests.feeds.channel_rig import NEWS, SELO, Telegram
from tests.feeds.hostile.exchange import item, rss

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_change_of_name_is_followed_once_it_was_seen_twice(telegram: Telegram) -> None:
    telegram.write(3)
    await telegram.rig.admin.add("@selo")
    await telegram.poll()
    for name in ("selo", "gorod"):
        telegram.show(replace(SELO, name="gorod"), name)
    assert (await telegram.poll()).outcome == "ok"
    assert (await telegram.feed()).url == "https://t.me/s/selo"
    assert (await telegram.poll()).outcome == "moved"
    assert (await telegram.feed()).url == "https://t.me/s/gorod"
    assert (await telegram.poll()).new_articles == 0
    assert len(await telegram.rig.articles()) == 3


async def test_two_names_of_one_channel_are_one_source(telegram: Telegram) -> None:
    telegram.write(3)
    telegram.show(name="old_selo")
    await telegram.rig.admin.add("@selo")
    await telegram.poll()
    assert isinstance(await telegram.rig.admin.add("@old_selo"), AlreadyThere)
    await telegram.rig.admin.add("@old_selo", unchecked=True)
    for _ in range(2):
        await telegram.rig.poll()
    assert (await telegram.feed()).url == "https://t.me/s/selo"
    assert len(await telegram.rig.articles()) == 3


async def test_a_name_that_a_stranger_has_taken_is_no_longer_read(telegram: Telegram) -> None:
    telegram.write(3)
    await telegram.rig.admin.add("@selo")
    await telegram.poll()
    telegram.write(2)
    telegram.show(Channel("selo", "Казино", 1700000009))
    for _ in range(2):
        report = await telegram.poll()
    feed = await telegram.feed()
    assert (report.outcome, feed.state.health, len(await telegram.rig.articles())) == ("error", Health.STRANGER, 3)
    await telegram.rig.storage.feeds.remove(feed.id, now=telegram.now)
    assert isinstance(await telegram.rig.admin.add("@selo"), Added)
    assert (await telegram.poll()).new_articles == 2, "whoever adds it again means the new one"


async def test_an_edit_corrects_the_article_and_a_deletion_changes_nothing(telegram: Telegram) -> None:
    telegram.write(3)
    await telegram.rig.admin.add("@selo")
    await telegram.poll()
    telegram.posts[1] = replace(telegram.posts[1], text=NEWS.format("семь"), edited=True)
    telegram.show()
    report = await telegram.poll()
    assert report.counts is not None
    assert (report.counts.new, report.counts.edited) == (0, 1)
    del telegram.posts[0]
    telegram.show()
    report = await telegram.poll()
    assert (report.new_articles, len(await telegram.rig.articles())) == (0, 3)
    assert any("номер семь" in article.text for article in await telegram.rig.articles())


async def test_a_forward_of_a_channel_that_is_read_too_is_one_article(telegram: Telegram) -> None:
    telegram.write(2)
    forwards = [replace(post, number=post.number + 40, forward=Forward("Село", f"https://t.me/Selo/{post.number}"))
                for post in telegram.posts]  # fmt: skip
    telegram.answer("/s/gorod", page(Channel("gorod", "Город", 1500000002), forwards, now=telegram.now))
    for name in ("@gorod", "@selo"):
        await telegram.rig.admin.add(name, unchecked=True)
    await telegram.rig.poll()
    await telegram.rig.poll()
    articles = await telegram.rig.articles()
    assert len(articles) == 2
    assert {article.url for article in articles} == {"https://t.me/selo/1", "https://t.me/selo/2"}


async def test_an_outlets_feed_and_its_channel_bring_one_article(telegram: Telegram) -> None:
    link = '<a href="https://selo.example/2026/11/most-otkryt-4120">selo.example</a>'
    selo = replace(SELO, description='<a href="https://selo.example">selo.example</a>')
    post = Post(1, telegram.now - timedelta(hours=1), f"{NEWS.format(1)} {link}")
    telegram.answer("/s/selo", page(selo, [post], now=telegram.now))
    whole = item(1, title="В селе открыли мост", link="https://selo.example/2026/11/most-otkryt-4120")
    feed = telegram.site.feed("/rss", rss(whole))
    for url in ("https://t.me/s/selo", feed):
        await telegram.rig.storage.feeds.add(NewFeed(url, "Село", "Село"), now=telegram.now)
        await telegram.rig.poll()
        telegram.rig.clock.advance(60)
    await telegram.rig.poll()
    (article,) = await telegram.rig.articles()
    assert (article.title, article.url) == ("В селе открыли мост", "https://selo.example/2026/11/most-otkryt-4120")
