"""Inline mode: @bot and words in any chat, by the preferences of the person, and what others see of the card."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from domain.chat import Place
from emulator.people import Person
from emulator.telegram import inline
from emulator.telegram.state import InlineQuery
from render.links import link_of
from tests.handlers.rig import Rig
from tests.handlers.test_story import article_of
from tests.texts import TEXTS
from text.languages import LOCALES

EVER = datetime(2020, 1, 1, tzinfo=UTC)


def titles(query: InlineQuery) -> list[str]:
    return [result["title"] for result in query.results or []]


async def test_words_find_stories_and_the_chosen_card_names_its_outlets(rig: Rig) -> None:
    person = await rig.reader()
    story = await rig.tell("В Оше открыли рынок", "Рынок открыли утром. На нём сорок рядов.")
    await rig.tell("Сом укрепился к доллару")
    query = await person.ask_inline("рынок Ош")
    assert titles(query) == ["В Оше открыли рынок"]
    assert query.results is not None
    assert "Тандем" in query.results[0]["description"]
    friend = await rig.newcomer("ru")
    group = await rig.emulator.group("Соседи", friend, bot_status="left")
    card = await person.inside(group).choose(query, query.results[0]["id"])
    assert card.message.sender is person.user
    assert card.message.via_bot is rig.emulator.telegram.bot
    assert "Рынок открыли утром" in card.text
    assert f"https://tandem.example/{story}" in card.links
    (button,) = card.keyboard[0]
    assert button["url"].endswith(f"?start=s_{await article_of(rig, story)}")
    assert link_of(button["url"].partition("?start=")[2]) is not None


async def test_no_words_give_the_latest_of_the_readers_languages_and_countries(rig: Rig) -> None:
    person = await rig.reader("ky")
    await rig.tell("Сом укрепился к доллару")
    await rig.tell("Токойдо өрт чыкты", language="ky")
    await rig.tell("Wildfires in the hills", language="en")
    await rig.tell("Тенге ослаб", countries=("kz",))
    assert titles(await person.ask_inline("")) == ["Токойдо өрт чыкты", "Сом укрепился к доллару"]


async def test_where_the_readers_languages_brought_nothing_the_latest_of_all_is_shown(rig: Rig) -> None:
    person = await rig.newcomer("en")
    await rig.tell("Сом укрепился к доллару")
    assert titles(await person.ask_inline("  ")) == ["Сом укрепился к доллару"]


async def test_yesterdays_news_is_not_the_latest(rig: Rig) -> None:
    person = await rig.reader()
    await rig.tell("Сом укрепился к доллару")
    rig.clock.advance(timedelta(hours=30).total_seconds())
    assert titles(await person.ask_inline("")) == []


@pytest.mark.parametrize("typed", ["казахстан экономика", "экономика казахстан", "economy kazakhstan"])
async def test_topics_and_countries_are_told_from_other_words(rig: Rig, typed: str) -> None:
    person = await rig.reader()
    await rig.tell("Тенге ослаб", countries=("kz",))
    await rig.tell("Сом укрепился", countries=("kg",))
    await rig.tell("Открыта выставка", countries=("kz",), topics=("culture",))
    assert titles(await person.ask_inline(typed)) == ["Тенге ослаб"]
    assert titles(await person.ask_inline(f"{typed} тенге")) == ["Тенге ослаб"]


async def test_a_name_of_a_topic_that_only_words_find_is_searched_for_as_words(rig: Rig) -> None:
    person = await rig.reader()
    await rig.tell("Культура земледелия на юге", topics=("economy",))
    assert titles(await person.ask_inline("культура")) == ["Культура земледелия на юге"]


async def test_fields_and_phrases_are_searched_for_as_in_a_search(rig: Rig) -> None:
    person = await rig.reader()
    await rig.tell("Пожары в горах", source="Тандем")
    await rig.tell("Пожары в степи", source="Перевал")
    assert titles(await person.ask_inline("пожары source:перевал")) == ["Пожары в степи"]
    assert titles(await person.ask_inline("пожары -степь")) == ["Пожары в горах"]
    assert titles(await person.ask_inline('"в горах"')) == ["Пожары в горах"]
    assert titles(await person.ask_inline("gj;fhs")) == ["Пожары в степи", "Пожары в горах"]


async def test_pages_show_every_story_once_while_news_comes_in(rig: Rig) -> None:
    person = await rig.reader()
    for number in range(23):
        await rig.tell(f"Пожар номер {number}")
    for typed in ("пожар", "", "кыргызстан"):
        first = await person.ask_inline(typed)
        seen, offset = titles(first), first.answer["next_offset"]
        await rig.tell(f"Пожар самый новый после «{typed}»")
        while offset:
            page = await person.ask_inline(typed, offset=offset)
            seen, offset = seen + titles(page), page.answer["next_offset"]
        assert len(seen) == len(set(seen)) >= 23
        assert not any(f"«{typed}»" in title for title in seen)


@pytest.mark.parametrize("offset", ["garbage", "9" * 60, "-1.-1", "🔥"])
async def test_an_offset_of_nobody_is_the_first_page(rig: Rig, offset: str) -> None:
    person = await rig.reader()
    await rig.tell("Пожар в горах")
    assert titles(await person.ask_inline("пожар", offset=offset)) == ["Пожар в горах"]


async def test_the_answer_is_the_persons_own_and_is_kept_for_a_minute(rig: Rig) -> None:
    person = await rig.reader()
    await rig.tell("Пожар в горах")
    query = await person.ask_inline("пожар")
    assert (query.answer["is_personal"], query.answer["cache_time"]) == (True, 60)


async def test_what_one_mutes_one_does_not_find(rig: Rig) -> None:
    person, other = await rig.reader(), await rig.reader()
    await rig.tell("Пожар в горах", source="Тандем")
    await rig.answer(person, "/mute Тандем")
    assert titles(await person.ask_inline("пожар")) == []
    assert titles(await other.ask_inline("пожар")) == ["Пожар в горах"]


async def test_the_card_does_not_say_where_its_sender_lives_or_what_they_read(rig: Rig) -> None:
    """Two people with different zones, languages and habits send cards that differ only in the bot's language."""
    aizada, boris = await rig.reader(), await rig.reader()
    await rig.pressed(boris, "1:s:zone:newyork")
    await rig.pressed(boris, "1:s:topics:culture:on")
    await rig.answer(boris, "/follow рынок")
    for change in ("ru:off", "ky:on", "ru:on"):
        await rig.pressed(boris, f"1:s:languages:{change}")
    first = await rig.tell("В Оше открыли рынок", source="Перевал")
    for other in (await rig.tell("Ошто базар ачылды", source="Жарык", language="ky"), await rig.tell("Рынок открыт")):
        await rig.storage.stories.regroup({await article_of(rig, other): first}, now=rig.clock.now())
    await rig.answer(boris, "/mute Тандем")
    rig.clock.advance(40 * 3600)
    sent = []
    for person in (aizada, boris):
        query = await person.ask_inline("рынок")
        assert query.results is not None
        sent.append(json.dumps([query.results[0][part] for part in ("message", "reply_markup")], ensure_ascii=False))
    assert sent[0] == sent[1]
    assert all(said in sent[0] for said in ("UTC", "В Оше открыли рынок", "Перевал", "Жарык", "Тандем"))


async def test_finding_is_not_reading_and_stores_nothing_of_the_person(rig: Rig) -> None:
    person = await rig.newcomer("ru")
    await rig.tell("Пожар в горах")
    await person.ask_inline("пожар")
    await rig.inbox.settle()
    assert await rig.storage.chats.get(Place(person.id)) is None
    assert await rig.storage.told.articles([Place(person.id)], since=EVER) == {Place(person.id): frozenset()}


async def test_whoever_has_not_begun_is_offered_to_and_whoever_has_is_not(rig: Rig) -> None:
    await rig.tell("Пожар в горах")
    newcomer, reader = await rig.newcomer("ru"), await rig.reader()
    offered = (await newcomer.ask_inline("пожар")).answer["button"]
    assert offered["text"] == TEXTS.translator("ru")("inline-begin-button")
    assert link_of(offered["start_parameter"]) is None
    assert "Жарчы" in (await rig.answer(newcomer, f"/start {offered['start_parameter']}")).text
    assert (await reader.ask_inline("пожар")).answer["button"] is None


@pytest.mark.parametrize("locale", LOCALES)
async def test_nothing_found_leads_to_a_search_in_the_bot_in_the_persons_language(rig: Rig, locale: str) -> None:
    person = await rig.newcomer(locale)
    button = (await person.ask_inline("кенгуру")).answer["button"]
    assert button["text"] == TEXTS.translator(locale)("inline-nothing-button")
    link = link_of(button["start_parameter"])
    assert link is not None
    assert link.value == "кенгуру"
    assert (await person.ask_inline("кенгуру " * 30)).answer["button"]["start_parameter"] == "inline"


async def test_whoever_types_too_fast_is_asked_to_wait_and_can_still_write_to_the_bot(rig: Rig) -> None:
    person = await rig.reader()
    await rig.tell("Пожар в горах")
    asked = [await person.ask_inline(f"пожар {number}") for number in range(40)]
    assert asked[-1].answer["button"]["text"] == TEXTS.translator("ru")("inline-too-fast-button")
    assert asked[-1].answer["cache_time"] == 0
    assert "Пожар в горах" in (await rig.answer(person, "пожар")).text
    assert titles(await (await rig.newcomer("ru")).ask_inline("пожар")) == ["Пожар в горах"]


async def test_a_query_that_expired_meanwhile_is_let_go(rig: Rig) -> None:
    person = await rig.reader()
    await rig.tell("Пожар в горах")
    old = {"id": "77", "from": person.user.wire(), "query": "пожар", "offset": "", "chat_type": "sender"}
    await rig.inbox.receive([{"update_id": 999_000_011, "inline_query": old}])
    await rig.inbox.settle()
    assert titles(await person.ask_inline("пожар")) == ["Пожар в горах"]


async def test_whoever_blocked_the_bot_still_finds(rig: Rig) -> None:
    person = await rig.reader()
    await rig.tell("Пожар в горах")
    await person.block()
    await rig.settle(person)
    assert titles(await person.ask_inline("пожар")) == ["Пожар в горах"]


async def test_the_longest_headlines_and_many_outlets_make_a_card_that_telegram_takes(rig: Rig) -> None:
    person: Person = await rig.reader()
    for number in range(3):
        await rig.tell(
            f"{number} {'Пожар 👨‍👩‍👧‍👦<b>&' * 60}", "Пожар & <i>дым. " * 200, source=f"Издание {number} " * 20
        )
    query = await person.ask_inline("пожар")
    assert len(titles(query)) == 3
    for result in query.results or []:
        assert inline.choose_result(rig.emulator.telegram, query, result["id"], person.chat).text
