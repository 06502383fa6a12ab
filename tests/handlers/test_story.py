"""A story that a reader opens: its contents and its buttons."""

import re
from datetime import timedelta

from domain.correction import Correction, CorrectionKind
from domain.feed import NewFeed, Outlet
from domain.ids import ArticleId, StoryId
from emulator.people import MessageView
from tests.handlers.rig import Rig
from tests.handlers.test_footer import data_of
from tests.texts import TEXTS


async def article_of(rig: Rig, story: int) -> ArticleId:
    (found,) = await rig.storage.stories.get([story])  # type: ignore[list-item]
    return found.articles[0].id


def links(seen: MessageView) -> list[str]:
    return [button["url"] for row in seen.keyboard for button in row if "url" in button]


async def test_a_story_shows_who_said_what_and_each_source_with_its_language_and_time(rig: Rig) -> None:
    first = await rig.tell("Сом укрепился к доллару", "Нацбанк назвал курс на сегодня.")
    second = await rig.tell("Сом доллардан күчөдү", "Улуттук банк курсту айтты.", source="Жарык", language="ky")
    await rig.storage.stories.regroup({await article_of(rig, second): first}, now=rig.clock.now())
    person = await rig.reader()
    await rig.pressed(person, f"1:s:open:{await article_of(rig, first)}")
    text = person.last.text
    assert text.startswith("🇰🇬 Сом укрепился к доллару\n📈 Экономика")
    assert "Нацбанк назвал курс на сегодня. — Тандем" in text
    assert "Издания: 2" in text
    assert "24 ноября, 11:55 · Тандем · Русский" in text
    assert "24 ноября, 11:56 · Жарык · Кыргызча" in text
    moments = [entity for entity in person.last.entities if entity["type"] == "date_time"]
    assert len(moments) == 2


async def test_a_story_can_be_passed_on_by_a_link_to_it(rig: Rig) -> None:
    story = await rig.tell("Сом укрепился к доллару")
    person = await rig.reader()
    await rig.pressed(person, f"1:s:open:{await article_of(rig, story)}")
    (share,) = links(person.last)
    name = (await rig.bot.me()).username
    assert f"start%3Ds_{await article_of(rig, story)}" in share
    assert f"t.me%2F{name}" in share


async def test_a_button_opens_the_story_that_its_own_was_joined_with(rig: Rig) -> None:
    person = await rig.reader()
    one = await rig.tell("Сом укрепился к доллару")
    other = await rig.tell("Доллар подешевел", source="Перевал")
    button = f"1:s:open:{await article_of(rig, one)}"
    await rig.storage.stories.regroup({await article_of(rig, one): other}, now=rig.clock.now())
    await rig.pressed(person, button)
    assert "Издания: 2" in person.last.text


async def test_a_story_that_is_kept_no_more_says_so(rig: Rig) -> None:
    person = await rig.reader()
    before = len(person.received)
    for number in ("4711", "0", "9" * 18, "x", "", "-1"):
        assert "больше нет" in await rig.pressed(person, f"1:s:open:{number}")
    assert "устарел" in await rig.pressed(person, "0:s:open:1")
    assert len(person.received) == before


async def test_closing_a_story_takes_its_message_away(rig: Rig) -> None:
    story = await rig.tell("Сом укрепился к доллару")
    person = await rig.reader()
    digest = person.last
    await rig.pressed(person, f"1:s:open:{await article_of(rig, story)}")
    opened = person.last
    await rig.pressed(person, "1:s:close", opened)
    assert [seen.id for seen in person.received] == [seen.id for seen in person.received if seen.id != opened.id]
    assert person.last.id == digest.id


async def test_a_source_that_is_muted_is_left_out_unless_it_is_all_there_is(rig: Rig) -> None:
    one = await rig.tell("Сом укрепился к доллару")
    other = await rig.tell("Доллар подешевел", source="Перевал")
    await rig.storage.stories.regroup({await article_of(rig, other): one}, now=rig.clock.now())
    person = await rig.reader()
    await rig.answer(person, "/mute Перевал")
    button = f"1:s:open:{await article_of(rig, one)}"
    await rig.pressed(person, button)
    assert "Издания: 1" in person.last.text
    await rig.answer(person, "/mute Тандем")
    await rig.pressed(person, button)
    assert "Издания: 2" in person.last.text


async def test_a_story_of_a_hundred_articles_fits_a_message_and_says_how_many_are_left_out(rig: Rig) -> None:
    first = await rig.tell("Сом укрепился к доллару")
    moves: dict[ArticleId, StoryId] = {}
    for number in range(60):
        story = await rig.tell(f"Сом укрепился ещё раз {number}", source=f"Издание {number % 9} 24.kg")
        moves[await article_of(rig, story)] = first
    rig.clock.advance(-timedelta(minutes=60).total_seconds())
    await rig.storage.stories.regroup(moves, now=rig.clock.now())
    person = await rig.reader()
    await rig.pressed(person, f"1:s:open:{await article_of(rig, first)}")
    assert "Издания: 10" in person.last.text
    assert re.search(r"\n… и ещё \d+ публикаци(?:я|и|й)$", person.last.text)
    assert len(person.last.entities) <= 100


async def test_the_stories_of_an_affair_stand_in_order_with_their_ages_and_open_in_place(rig: Rig) -> None:
    closed = await rig.tell("Дорогу на перевале закрыли")
    rig.clock.advance(3600)
    opened = await rig.tell("Дорогу на перевале открыли")
    await rig.storage.stories.save_affairs({opened: closed}, now=rig.clock.now())
    person = await rig.reader()
    await rig.pressed(person, f"1:s:open:{await article_of(rig, opened)}")
    shown = person.last
    course = shown.text.partition("Как развивались события")[2]
    assert course.index("1. Дорогу на перевале закрыли · 1 час назад") < course.index("▸ Дорогу на перевале открыли")
    assert [label for label in shown.buttons if label.startswith("⏱")] == ["⏱ 1"]
    await rig.pressed(person, data_of(shown, "⏱ 1"), shown)
    assert shown.text.startswith("🇰🇬 Дорогу на перевале закрыли\n")
    assert "▸ Дорогу на перевале закрыли" in shown.text
    assert [label for label in shown.buttons if label.startswith("⏱")] == ["⏱ 2"]


async def test_who_stands_behind_an_outlet_is_said_beside_its_name(rig: Rig) -> None:
    now = rig.clock.now()
    address = f"https://{abs(hash('Вестник'))}.example/rss"
    await rig.storage.feeds.add(NewFeed(address, "Вестник", "Вестник", "kg", "ru", outlet=Outlet.STATE), now=now)
    story = await rig.tell("Сом укрепился к доллару", source="Вестник")
    person = await rig.reader("ky")
    await rig.pressed(person, f"1:s:open:{await article_of(rig, story)}")
    assert f"Вестник · {TEXTS.translator('ky')('outlet-state')} · Русский" in person.last.text


async def test_stories_about_the_same_names_are_offered_and_open_in_place(rig: Rig) -> None:
    other = await rig.tell("Завод остановлен", names=("асанов", "завод"))
    await rig.tell("Открыли парк", names=("асанов",))
    earlier = await rig.tell("Завод проверяют", names=("асанов", "завод"))
    story = await rig.tell("Суд над директором завода", names=("асанов", "завод"))
    await rig.storage.stories.save_affairs({story: earlier}, now=rig.clock.now())
    person = await rig.reader()
    await rig.pressed(person, f"1:s:open:{await article_of(rig, story)}")
    shown = person.last
    assert shown.text.partition("По теме")[2].strip().splitlines()[0].startswith("• Завод остановлен · ")
    assert [label for label in shown.buttons if label.startswith("🔗")] == ["🔗 Завод остановлен"]
    await rig.pressed(person, data_of(shown, "🔗 Завод остановлен"), shown)
    assert shown.text.startswith("🇰🇬 Завод остановлен\n")
    assert str(await article_of(rig, other)) in str(shown.keyboard)
    await rig.answer(person, "/mute Тандем")
    await rig.pressed(person, f"1:s:open:{await article_of(rig, story)}")
    assert "По теме" not in person.last.text


async def test_the_editors_headline_stands_for_the_story_wherever_it_is_named(rig: Rig) -> None:
    closed = await rig.tell("Дорогу закрыли", names=("асанов", "перевал"))
    other = await rig.tell("Перевал проверяют", names=("асанов", "перевал"))
    opened = await rig.tell("Дорогу открыли", names=("асанов", "перевал"))
    now = rig.clock.now()
    await rig.storage.stories.save_affairs({opened: closed}, now=now)
    for story, text in ((closed, "Перевал закрыт на сутки"), (other, "Перевал осмотрят")):
        article = await article_of(rig, story)
        await rig.storage.corrections.put([Correction(article, CorrectionKind.HEADLINE, now, text, "ru")], now=now)
    person = await rig.reader()
    assert "Ранее: Перевал закрыт на сутки" in person.last.text  # the digest shows the earlier story, too
    await rig.pressed(person, f"1:s:open:{await article_of(rig, opened)}")
    shown = person.last
    assert "1. Перевал закрыт на сутки · " in shown.text
    assert "• Перевал осмотрят · " in shown.text
    assert "🔗 Перевал осмотрят" in shown.buttons
    assert "Дорогу закрыли" not in shown.text
    found = await rig.answer(person, "закрыли дорогу")
    assert "Перевал закрыт на сутки\n✏️ Заголовок редакции" in found.text
    await rig.pressed(person, f"1:s:save:{await article_of(rig, closed)}:d0:on", found)
    assert "Перевал закрыт на сутки" in (await rig.answer(person, "/saved")).text


async def test_where_outlets_place_an_event_differently_is_said_with_their_words(rig: Rig) -> None:
    one = await rig.tell("Сель", "В Оше сель смыл мост и часть дороги.")
    other = await rig.tell("Сель", "В Нарынской области сель смыл мост и часть дороги.", source="Вестник")
    article = await article_of(rig, one)
    await rig.storage.stories.regroup({await article_of(rig, other): one}, now=rig.clock.now())
    person = await rig.reader()
    await rig.pressed(person, f"1:s:open:{article}")
    assert "Что издания сообщают по-разному\n• Где: Тандем — В Оше; Вестник — В Нарынской области" in person.last.text
