"""One feed's polls in the chat, a poll at once, and reading it at another address."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.draft import DraftKind
from domain.feed import Feed, NewFeed, PollOutcome
from domain.ids import person_id
from emulator.people import MessageView, Person
from tests.feeds.hostile.exchange import item, rss
from tests.feeds.site import Site, open_site
from tests.handlers.rig import Rig, open_rig

OWNER = person_id(5_000_000_001)  # the emulator numbers people from here
DAY = "Tue, 24 Nov 2026 03:00:00 GMT"
BRIDGE = item(1, title="Открыт новый мост", date=DAY)
FIRST = rss(BRIDGE, item(2, title=None, words=None, guid="empty", date=DAY))
SECOND = rss(BRIDGE, item(3, title="Собран урожай яблок", date=DAY))


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site() as opened:
        yield opened


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[tuple[Rig, Person]]:
    async with open_rig(tmp_path, admin_ids=frozenset({OWNER}), with_workers=True, patient=True) as rig:
        yield rig, await rig.newcomer("ru")


async def opened(rig: Rig, person: Person, url: str) -> tuple[Feed, MessageView]:
    """Add a feed and open its screen."""
    feed, _ = await rig.storage.feeds.add(NewFeed(url, "Вестник", "Вестник"), now=rig.clock.now())
    seen = await rig.answer(person, "/feeds")
    await press(rig, person, str(feed.id), seen)
    return feed, seen


async def press(rig: Rig, person: Person, label: str, seen: MessageView) -> str:
    toast = await person.answered(await person.press(label, seen), timeout=60)
    await rig.inbox.settle()
    return toast


async def reply(rig: Rig, person: Person, label: str, seen: MessageView, text: str) -> MessageView:
    """Press a button that asks, reply to its question, and return the answer."""
    before = len(person.received)
    await press(rig, person, label, seen)
    await rig.emulator.wait_for(lambda: len(person.received) > before)
    await person.send(text, reply_to=person.last)
    await rig.emulator.wait_for(lambda: len(person.received) > before + 1)
    await rig.inbox.settle()
    return person.last


async def test_a_feed_is_read_at_once_and_its_screen_says_what_came(newsroom: tuple[Rig, Person], site: Site) -> None:
    rig, person = newsroom
    feed, seen = await opened(rig, person, site.feed("/rss", FIRST))
    await press(rig, person, "🔄 Прочитать сейчас", seen)
    assert seen.text.startswith("🔄 новых 1, изменено 0. Потеряно: без слов 1")
    assert "Последние чтения:" in seen.text
    assert "только что" in await press(rig, person, "🔄 Прочитать сейчас", seen)
    assert site.asked == {"/rss": 1}, "an outlet's server is not asked twice in a minute"
    rig.clock.advance(61)
    site.feed("/rss", SECOND)
    await press(rig, person, "🔄 Прочитать сейчас", seen)
    assert seen.text.startswith("🔄 новых 1, изменено 0.\n")
    rig.clock.advance(61)
    site.status("/rss", 503)
    await press(rig, person, "🔄 Прочитать сейчас", seen)
    assert seen.text.startswith("🔄 ⚠️ На сервере ошибка (503).")
    rig.clock.advance(24 * 3600)
    await press(rig, person, "🔄 Прочитать сейчас", seen)
    await press(rig, person, "🕓 Все последние чтения", seen)
    assert "12:02 · ⚠️ На сервере ошибка (503).\n" in seen.text
    assert "24 ноября, 12:00 · новых 1, изменено 0. Потеряно: без слов 1" in seen.text
    polls = await rig.storage.feeds.polls(feed.id)
    assert [poll.outcome for poll in polls] == [PollOutcome.ERROR] * 2 + [PollOutcome.OK] * 2
    assert await rig.storage.newsroom.changes(limit=9) == (), "reading changes nothing"


async def test_a_paused_or_removed_feed_is_not_read(newsroom: tuple[Rig, Person], site: Site) -> None:
    rig, person = newsroom
    feed, seen = await opened(rig, person, site.feed("/rss", FIRST))
    await press(rig, person, "⏸ Приостановить", seen)
    assert "🔄 Прочитать сейчас" not in seen.buttons
    await rig.pressed(person, f"1:s:poll:{feed.id}", seen)
    assert "Чтение приостановлено" in seen.text
    await rig.storage.feeds.remove(feed.id, now=rig.clock.now())
    await rig.pressed(person, f"1:s:poll:{feed.id}", seen)
    assert "Такой ленты или канала нет" in seen.text
    assert site.asked == {}


async def test_a_feed_is_read_at_another_address_and_back_with_its_articles(
    newsroom: tuple[Rig, Person], site: Site
) -> None:
    rig, person = newsroom
    old, new = site.feed("/old?key=secret", FIRST), site.feed(f"/{'new' * 30}?key=secret", SECOND)
    feed, seen = await opened(rig, person, old)
    await press(rig, person, "🔄 Прочитать сейчас", seen)
    asked = await reply(rig, person, "✏️ Адрес", seen, new)
    assert "Читать «Вестник» по новому адресу" in asked.text
    assert "Собран урожай яблок" in asked.text
    assert "secret" not in asked.text
    assert [one.url for one in await rig.storage.feeds.all()] == [old], "nothing is changed yet"
    await press(rig, person, "✔️ Читать там", asked)
    assert "«Вестник» теперь читаю по адресу" in asked.text
    (moved,) = await rig.storage.feeds.all()
    assert (moved.id, moved.url) == (feed.id, new)
    await rig.news.poller.poll_due()
    articles = await rig.storage.articles.without_annotation(limit=9)
    assert sorted(one.title or "" for one in articles) == ["Открыт новый мост", "Собран урожай яблок"]
    await press(rig, person, "↩️ Отменить", asked)
    assert "Прежний адрес возвращён" in asked.text
    assert [one.url for one in await rig.storage.feeds.all()] == [old]
    changes = [one.change for one in await rig.storage.newsroom.changes(limit=9)]
    assert [(one.action, one.subject, one.person) for one in changes] == [("feed-moved", "Вестник", person.id)] * 2
    assert "secret" not in "".join(one.before + one.after for one in changes)
    assert "Изменён адрес ленты: Вестник" in (await rig.answer(person, "/audit")).text


async def test_an_address_that_another_feed_has_or_that_is_no_feed_is_refused(
    newsroom: tuple[Rig, Person], site: Site
) -> None:
    rig, person = newsroom
    feed, seen = await opened(rig, person, site.feed("/rss", FIRST))
    taken = NewFeed(site.feed("/taken", SECOND), "Чырак", "Чырак")
    other, _ = await rig.storage.feeds.add(taken, now=rig.clock.now())
    assert "Это уже есть: Чырак" in (await reply(rig, person, "✏️ Адрес", seen, taken.url)).text
    assert "удалена насовсем" in (await reply(rig, person, "✏️ Адрес", seen, site.status("/gone", 410))).text
    assert "файл" not in (await reply(rig, person, "✏️ Адрес", seen, "file:///etc/passwd")).text
    assert await rig.storage.drafts.of(DraftKind.FEED) == ()
    await rig.storage.feeds.remove(other.id, now=rig.clock.now())
    asked = await reply(rig, person, "✏️ Адрес", seen, taken.url)
    await press(rig, person, "✔️ Читать там", asked)
    assert "Адрес не изменён. Этот адрес у ленты, которую раньше убрали" in asked.text
    assert [one.url for one in await rig.storage.feeds.all()] == [feed.url]
    (draft,) = await rig.storage.drafts.of(DraftKind.FEED)
    for forged in (f"{feed.id}:to:4711", f"{other.id}:to:{draft.id}", f"{feed.id}:back:{draft.id}", f"{feed.id}:x:1"):
        await rig.pressed(person, f"1:s:move:{forged}", asked)
        assert [one.url for one in await rig.storage.feeds.all()] == [feed.url], forged
