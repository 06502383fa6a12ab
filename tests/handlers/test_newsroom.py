"""The newsroom's commands for feeds, which nobody else can use."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.draft import DraftKind
from domain.feed import Health, NewFeed, Outlet, PollState, Reason
from domain.ids import FeedId
from emulator.people import MessageView, Person
from handlers.newsroom.addfeed import MOST_AT_ONCE, addresses_in
from storage.interface import PollResult
from tests.handlers.rig import Rig, open_rig


async def an_admin(rig: Rig) -> Person:
    return await rig.newcomer("ru")


@pytest.fixture
def admin_id() -> int:
    return 5_000_000_001  # the emulator numbers people from here


@pytest.fixture
async def newsroom(tmp_path: Path, admin_id: int) -> AsyncIterator[tuple[Rig, Person]]:
    async with open_rig(tmp_path, admin_ids=frozenset({admin_id}), patient=True) as rig:
        person = await rig.newcomer("ru")
        assert person.id == admin_id
        yield rig, person


async def feed(rig: Rig, number: int, health: Health = Health.OK, reason: Reason | None = None) -> int:
    now = rig.clock.now()
    new = NewFeed(f"https://outlet{number}.example/rss", f"Издание {number}", f"Издание {number}")
    stored, _ = await rig.storage.feeds.add(new, now=now)
    state = PollState(next_poll_at=now, health=health, reason=reason, last_success_at=now)
    await rig.storage.feeds.save_poll(PollResult(stored.id, now, state))
    return stored.id


@pytest.mark.parametrize("command", ["/addfeed https://a.example/rss", "/feeds", "/removefeed 1"])
async def test_to_others_the_newsrooms_commands_do_not_exist(rig: Rig, command: str) -> None:
    person = await rig.reader()
    unknown = await rig.answer(person, "/nosuchcommand")
    assert (await rig.answer(person, command)).text == unknown.text
    assert await rig.storage.feeds.all() == ()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("file:///etc/passwd", "http://"),
        ("http://user:secret@a.example/rss", "пароль"),
        ("http://127.0.0.1/rss", "внутреннюю сеть"),
        ("http://[::1]/rss", "внутреннюю сеть"),
        ("http://169.254.169.254/latest", "внутреннюю сеть"),
        ("::::", "адрес"),
        ("t.me/+AbCdEf", "приглашение"),
        ("@a", "имя канала"),
        ("-1001234567890", "закрытого канала"),
        ("https://t.me/addstickers/Selo", "стикеров"),
    ],
)
async def test_an_address_that_will_not_do_is_refused_in_words(
    newsroom: tuple[Rig, Person], address: str, words: str
) -> None:
    rig, person = newsroom
    seen = await rig.answer(person, f"/addfeed {address}")
    assert words in seen.text
    assert "secret" not in seen.text
    assert await rig.storage.feeds.all() == ()


async def test_addfeed_without_an_address_says_how(newsroom: tuple[Rig, Person]) -> None:
    rig, person = newsroom
    assert "/addfeed https://" in (await rig.answer(person, "/addfeed")).text


async def test_a_feed_that_is_there_already_is_named(newsroom: tuple[Rig, Person]) -> None:
    rig, person = newsroom
    await feed(rig, 1)
    seen = await rig.answer(person, "/addfeed https://outlet1.example/rss")
    assert "уже есть" in seen.text
    assert "Издание 1" in seen.text


async def test_feeds_are_listed_in_pages_with_the_sickest_first(newsroom: tuple[Rig, Person]) -> None:
    rig, person = newsroom
    assert "/addfeed" in (await rig.answer(person, "/feeds")).text
    for number in range(12):
        await feed(rig, number)
    await feed(rig, 99, Health.FAILING, Reason("feed-error-server", {"status": 503}))
    first = await rig.answer(person, "/feeds")
    assert "Ленты и каналы: 13" in first.text
    assert first.text.index("Издание 99") < first.text.index("Издание 0")
    assert "На сервере ошибка (503)." in first.text
    await rig.pressed(person, "1:s:feeds:1", first)
    assert "страница 2 из 2" in first.text
    assert "Издание 11" in first.text


async def test_removing_a_feed_is_confirmed(newsroom: tuple[Rig, Person]) -> None:
    rig, person = newsroom
    number = await feed(rig, 1)
    assert "/feeds" in (await rig.answer(person, "/removefeed 777")).text
    seen = await rig.answer(person, f"/removefeed {number}")
    assert len(await rig.storage.feeds.all()) == 1
    await rig.pressed(person, f"1:s:removefeed:{number}", seen)
    assert await rig.storage.feeds.all() == ()
    assert "Убрано" in seen.text


async def test_help_tells_the_newsroom_its_commands(newsroom: tuple[Rig, Person]) -> None:
    rig, person = newsroom
    assert "/addfeed" in (await rig.answer(person, "/help")).text


async def test_the_list_is_narrowed_to_what_is_paused_fails_or_is_of_a_country(newsroom: tuple[Rig, Person]) -> None:
    rig, person = newsroom
    first = await feed(rig, 1)
    await feed(rig, 2, Health.FAILING)
    await feed(rig, 3, Health.STALE)
    seen = await rig.answer(person, "/feeds")
    assert "✅∗ 3" in seen.buttons
    for label, number in (("🔴 1", 2), ("💤 1", 3)):
        await rig.pressed(person, next(one for one in data_of(seen) if one[0] == label)[1], seen)
        assert [one for one in (1, 2, 3) if f"Издание {one}" in seen.text] == [number]
    await rig.pressed(person, f"1:s:feed:{first}:country:kg", seen)
    await rig.pressed(person, "1:s:feeds:0:c-kg", seen)
    assert [one for one in (1, 2, 3) if f"Издание {one}" in seen.text] == [1]
    await rig.pressed(person, f"1:s:feed:{first}:language:ky", seen)
    for data, numbers in (("l-none", [2, 3]), ("l-ky", [1]), ("c-world", [2, 3])):
        await rig.pressed(person, f"1:s:feeds:0:{data}", seen)
        assert [one for one in (1, 2, 3) if f"Издание {one}" in seen.text] == numbers, data
    assert "❔ 2" in seen.buttons
    await rig.pressed(person, "1:s:feeds:0:l-xx", seen)
    assert "Таких лент и каналов нет" in seen.text


def data_of(seen: MessageView) -> list[tuple[str, str]]:
    return [(button["text"], button["callback_data"]) for row in seen.keyboard for button in row]


async def test_one_feed_is_changed_paused_and_read_on_its_screen_and_each_change_is_kept(
    newsroom: tuple[Rig, Person],
) -> None:
    rig, person = newsroom
    number = FeedId(await feed(rig, 1))
    seen = await rig.answer(person, "/feeds")
    await person.answered(await person.press(str(number), seen), timeout=30)
    await rig.inbox.settle()
    assert "Страна: не указано" in seen.text
    for data in ("country:kg", "language:ky", "outlet:private", "full_text:on", "paused:on"):
        await rig.pressed(person, f"1:s:feed:{number}:{data}", seen)
    assert "Страна: Кыргызстан" in seen.text
    assert "вид: частное издание" in seen.text
    assert "приостановлено" in seen.text
    kept = await rig.storage.feeds.get(number)
    assert kept is not None
    assert (kept.country, kept.language, kept.outlet, kept.full_text, kept.is_paused) == (
        "kg", "ky", Outlet.PRIVATE, True, True,
    )  # fmt: skip
    await rig.pressed(person, f"1:s:feed:{number}:paused:off", seen)
    for forged in (
        "country:xx",
        "outlet:nobody",
        "paused:maybe",
        "url:https://x.example",
        "removed:on",
        "country:world",
    ):
        await rig.pressed(person, f"1:s:feed:{number}:{forged}", seen)
    after = await rig.storage.feeds.get(number)
    assert after is not None
    assert (after.country, after.outlet, after.is_paused) == ("kg", Outlet.PRIVATE, False)
    changes = [one.change for one in await rig.storage.newsroom.changes(limit=99)]
    assert [(one.action, one.before, one.after) for one in changes][-2:] == [
        ("feed-edited", "language: ", "language: ky"), ("feed-edited", "country: ", "country: kg"),
    ]  # fmt: skip
    assert {one.person for one in changes} == {person.id}
    assert len(changes) == 6


async def test_a_feed_is_renamed_by_a_reply(newsroom: tuple[Rig, Person]) -> None:
    rig, person = newsroom
    number = FeedId(await feed(rig, 1))
    seen = await rig.answer(person, "/feeds")
    before = len(person.received)
    await rig.pressed(person, f"1:s:feed:{number}:source", seen)
    await rig.emulator.wait_for(lambda: len(person.received) > before)
    question = person.last
    await person.send("  Новое   издание ", reply_to=question)
    await person.reads("Издание: Новое издание")
    kept = await rig.storage.feeds.get(number)
    assert kept is not None
    assert (kept.source, kept.title) == ("Новое издание", "Издание 1")


async def test_a_removed_feed_comes_back_with_undo(newsroom: tuple[Rig, Person]) -> None:
    rig, person = newsroom
    number = await feed(rig, 1)
    seen = await rig.answer(person, f"/removefeed {number}")
    await person.answered(await person.press("Да, убрать", seen), timeout=30)
    await rig.inbox.settle()
    assert await rig.storage.feeds.all() == ()
    await person.answered(await person.press("↩️ Отменить", seen), timeout=30)
    await rig.inbox.settle()
    assert "Возвращено" in seen.text
    assert [one.id for one in await rig.storage.feeds.all()] == [number]
    await rig.pressed(person, f"1:s:removefeed:{number}:undo", seen)
    changes = [one.change for one in await rig.storage.newsroom.changes(limit=9)]
    assert [(one.action, one.subject) for one in changes] == [
        ("feed-restored", "Издание 1"), ("feed-removed", "Издание 1"),
    ]  # fmt: skip


async def test_several_addresses_are_answered_together_and_in_order(newsroom: tuple[Rig, Person]) -> None:
    rig, person = newsroom
    await feed(rig, 1)
    seen = await rig.answer(
        person, "/addfeed https://outlet1.example/rss http://127.0.0.1/rss @a https://outlet1.example/rss"
    )
    known, inside, channel = (seen.text.index(words) for words in ("уже есть", "внутреннюю сеть", "имя канала"))
    assert known < inside < channel
    assert seen.text.count("уже есть") == 1
    assert seen.buttons == [], "there is nothing to confirm"
    assert await rig.storage.drafts.of(DraftKind.FEED) == ()


def test_words_around_a_single_address_are_no_addresses() -> None:
    assert addresses_in("вот лента https://a.example/rss спасибо") == ["https://a.example/rss"]
    assert addresses_in("  ") == []
    assert len(addresses_in(" ".join(f"a{number}.example" for number in range(50)))) == MOST_AT_ONCE
