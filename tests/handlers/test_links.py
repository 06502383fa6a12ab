"""/start with a link to a topic, a story, a search or a source, and with invalid links."""

import pytest

from domain.chat import ChatState, Place
from render.links import Link, LinkKind, link_of, payload_of
from tests.handlers.rig import Rig
from tests.handlers.test_story import article_of


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ("t_human-rights", Link(LinkKind.TOPIC, "human-rights")),
        ("s_1234", Link(LinkKind.STORY, "1234")),
        ("f_12", Link(LinkKind.FEED, "12")),
        ("q_bishkek_snow", Link(LinkKind.SEARCH, "bishkek snow")),
        (payload_of("снег в Оше"), Link(LinkKind.SEARCH, "снег в Оше")),
        ("s_" + "9" * 62, Link(LinkKind.STORY, "9" * 62)),
        ("s_" + "9" * 63, None), ("", None), ("x_1", None), ("s_", None), ("s", None), ("hello", None),
        ("s_1;drop", None), ("t_эко", None), ("s_1 2", None),
    ],
)  # fmt: skip
def test_what_a_payload_asks_for(payload: str, expected: Link | None) -> None:
    assert link_of(payload) == expected


def test_words_too_long_for_a_link_have_none() -> None:
    assert payload_of("снег " * 6) is None
    assert payload_of(" ") is None
    assert Link(LinkKind.STORY, "9" * 62).number is None


async def test_a_link_to_a_story_opens_it_and_offers_a_newcomer_to_begin(rig: Rig) -> None:
    story = await rig.tell("Сом укрепился к доллару")
    person = await rig.newcomer("ru")
    seen = await rig.answer(person, f"/start s_{await article_of(rig, story)}")
    assert "Издания: 1" in seen.text
    assert person.last.buttons == ["▶️ Показать новости", "⚙️ Сначала выбрать"]
    assert await rig.storage.chats.get(Place(person.id)) is None
    await person.press("▶️ Показать новости")
    await person.reads("Готово")


async def test_a_link_to_a_story_that_is_gone_says_so(rig: Rig) -> None:
    person = await rig.reader()
    assert "больше нет" in (await rig.answer(person, "/start s_4711")).text


async def test_a_link_to_a_topic_shows_it_and_is_a_newcomers_choice(rig: Rig) -> None:
    await rig.tell("Сом укрепился к доллару")
    await rig.tell("Открыта выставка", topics=("culture",))
    person = await rig.newcomer("ru")
    seen = await rig.answer(person, "/start t_culture")
    assert "Открыта выставка" in seen.text
    assert "Сом укрепился" not in seen.text
    chat = await rig.chat(person)
    assert (chat.state, chat.topics) == (ChatState.NEW, ("culture",))


async def test_a_link_to_a_topic_changes_nothing_for_who_reads_already(rig: Rig) -> None:
    person = await rig.reader()
    before = await rig.chat(person)
    await rig.answer(person, "/start t_culture")
    assert await rig.chat(person) == before


async def test_a_link_to_words_searches_for_them(rig: Rig) -> None:
    await rig.tell("В Оше открыли рынок")
    person = await rig.reader()
    seen = await rig.answer(person, f"/start {payload_of('рынок Ош')}")
    assert seen.text.startswith("🔎 рынок Ош")
    assert "В Оше открыли рынок" in seen.text


async def test_a_link_to_a_source_shows_its_news(rig: Rig) -> None:
    await rig.tell("В Оше открыли рынок", source="Тихий перевал")
    await rig.tell("Сом укрепился к доллару")
    (feed,) = [feed for feed in await rig.storage.feeds.all() if feed.source == "Тихий перевал"]
    person = await rig.reader()
    seen = await rig.answer(person, f"/start f_{feed.id}")
    assert "В Оше открыли рынок" in seen.text
    assert "Сом укрепился" not in seen.text


@pytest.mark.parametrize("payload", ["t_unheard", "f_4711", "f_x", "garbage", "s_" + "9" * 63, "%D1%82"])
async def test_what_leads_nowhere_is_a_plain_start(rig: Rig, payload: str) -> None:
    person = await rig.newcomer("ru")
    seen = await rig.answer(person, f"/start {payload}")
    assert "▶️ Показать новости" in seen.buttons
