"""The newsroom's commands for feeds, which nobody else can use."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.feed import Health, NewFeed, PollState, Reason
from emulator.people import Person
from storage.interface import PollResult
from tests.handlers.rig import Rig, open_rig


async def an_admin(rig: Rig) -> Person:
    return await rig.newcomer("ru")


@pytest.fixture
def admin_id() -> int:
    return 5_000_000_001  # the emulator numbers people from here


@pytest.fixture
async def newsroom(tmp_path: Path, admin_id: int) -> AsyncIterator[tuple[Rig, Person]]:
    async with open_rig(tmp_path, admin_ids=frozenset({admin_id})) as rig:
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


OPML = b"""<opml version="2.0"><body>
<outline text="One" xmlUrl="https://one.example/rss"/><outline text="One" xmlUrl="https://one.example/rss"/>
<outline text="Bad" xmlUrl="file:///etc/passwd"/><outline text="Known" xmlUrl="https://outlet1.example/rss"/>
</body></opml>"""


async def test_an_opml_file_says_what_it_would_change_and_changes_it_with_the_caption(
    tmp_path: Path, admin_id: int
) -> None:
    async with open_rig(tmp_path, admin_ids=frozenset({admin_id}), with_workers=True) as rig:
        person = await rig.newcomer("ru")
        await feed(rig, 1)
        await person.send_file("feeds.opml", OPML)
        plan = await person.reads("новая лента", timeout=30)
        assert "Уже есть: 1. Повторов в файле: 1." in plan.text
        assert "Строка 3: file:///etc/passwd. Подходят только адреса, которые начинаются с http://" in plan.text
        assert len(await rig.storage.feeds.all()) == 1
        await person.send_file("feeds.opml", OPML, caption="/addfeed")
        await person.reads("Добавлена 1 лента", timeout=30)
        assert len(await rig.storage.feeds.all()) == 2
        await person.send_file("feeds.xml", b"no opml at all")
        await person.reads("Файл OPML не читается", timeout=30)
        other = await rig.reader()
        await other.send_file("feeds.opml", OPML, caption="/addfeed")
        await other.reads("только текст")
