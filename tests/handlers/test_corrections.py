"""Editors correct stories: hide, pin, split, merge, move, change the headline; and readers see the change."""

import asyncio
from datetime import timedelta
from typing import Any

from domain.audit import Change
from domain.correction import PINNED_FOR
from domain.ids import ArticleId, StoryId, UpdateId, person_id
from domain.post import PostKind
from domain.roles import Role
from emulator.people import MessageView, Person
from handlers.ask import Ask
from handlers.newsroom.corrections import WITHOUT_WINDOW, StoryDesk, stamp_of
from handlers.stories import StoryRoom
from storage.interface import StoryQuery
from tests.handlers.rig import Rig
from tests.handlers.test_story import article_of
from tests.texts import TEXTS


async def editor_of(rig: Rig, name: str = "Жаркын") -> Person:
    """Return a person who is an editor and has set up the bot."""
    person = await rig.emulator.person(name, "ru")
    await person.send("/start")
    await person.reads(lambda seen: seen.buttons)
    await person.press_data("1:b:done")
    await rig.emulator.wait_for(lambda: len(person.received) >= 2)
    await rig.storage.newsroom.set_role(person.id, Role.EDITOR, Change(None, "role"), now=rig.clock.now())
    return person


async def pair(rig: Rig) -> tuple[StoryId, int, int]:
    """Return a story of two articles, and their ids."""
    story = await rig.tell("Мост закрыт", "Мост закрыт на ремонт.")
    other = await rig.tell("Рынок открыт", "Рынок открыт после ремонта.", source="Жарык")
    one, two = await article_of(rig, story), await article_of(rig, other)
    await rig.storage.stories.regroup({ArticleId(two): story}, now=rig.clock.now())
    return story, one, two


def data(seen: MessageView, text: str) -> str:
    return next(
        str(button["callback_data"])
        for row in seen.keyboard
        for button in row
        if text in button["text"] and "callback_data" in button
    )


async def press(rig: Rig, person: Person, text: str) -> str:
    return await rig.pressed(person, data(person.last, text), person.last)


async def open_editing(rig: Rig, person: Person, article: int) -> None:
    await rig.pressed(person, f"1:s:open:{article}")
    await press(rig, person, "Править")


async def stamp(rig: Rig, *stories: StoryId) -> str:
    return stamp_of(*await rig.storage.stories.get(stories))


async def test_a_story_is_taken_back_and_shown_again(rig: Rig) -> None:
    _, one, _ = await pair(rig)
    editor, reader = await editor_of(rig), await rig.reader()
    await open_editing(rig, editor, one)
    assert await press(rig, editor, "🚫 Снять") == "Снято. Кто ещё не получил, тот и не получит."
    assert "Новость снята" in editor.last.text
    await rig.pressed(reader, f"1:s:open:{one}")
    assert reader.last.text == "🚫 Редакция сняла эту новость: в ней нашли ошибку."
    assert await rig.storage.stories.find(StoryQuery()) == ()
    assert await press(rig, editor, "Вернуть") == "Новость снова видна."
    await rig.pressed(reader, f"1:s:open:{one}")
    assert "Мост закрыт" in reader.last.text
    actions = [one.change.action for one in await rig.storage.newsroom.changes(limit=9)]
    assert actions[:2] == ["story-not-hidden", "story-hidden"]


async def test_who_opened_the_story_is_sent_a_correction_once(rig: Rig) -> None:
    _, one, _ = await pair(rig)
    editor, reader = await editor_of(rig), await rig.reader()
    await rig.pressed(reader, f"1:s:open:{one}")
    await open_editing(rig, editor, one)
    await press(rig, editor, "Снять и сообщить")
    assert "уйдёт в чаты, где о ней сообщили: их меньше 5." in editor.last.text, "a small number is not shown"
    assert PostKind.CORRECTION not in [post.kind for post in await rig.storage.outbox.of(reader.chat.id)]
    await press(rig, editor, "Да, снять и сообщить")
    kinds = [post.kind for post in await rig.storage.outbox.of(reader.chat.id)]
    assert kinds.count(PostKind.CORRECTION) == 1
    assert await rig.storage.corrections.tell(now=rig.clock.now()) == 0


async def test_articles_are_split_off_and_put_together_again(rig: Rig) -> None:
    story, one, two = await pair(rig)
    editor = await editor_of(rig)
    await open_editing(rig, editor, one)
    await press(rig, editor, "Разделить")
    await press(rig, editor, "Жарык: Рынок открыт")
    assert any("✅ Жарык" in text for text in editor.last.buttons)
    assert (await press(rig, editor, "Отделить: 1")).startswith("Разделено")
    stories = await rig.storage.articles.stories_of([ArticleId(one), ArticleId(two)])
    assert stories[ArticleId(one)] == story != stories[ArticleId(two)]
    assert [
        (pair.one, pair.other, pair.is_same)
        for pair in await rig.storage.corrections.said(since=rig.clock.now().replace(year=2020))
    ] == [(one, two, False)]
    said = await rig.pressed(
        editor,
        f"1:s:join:{one}:{await stamp(rig, stories[ArticleId(one)], stories[ArticleId(two)])}:{two}",
        editor.last,
    )
    assert said.startswith("Объединено")
    assert set((await rig.storage.articles.stories_of([ArticleId(one), ArticleId(two)])).values()) == {story}


async def test_a_topic_and_a_headline_are_the_editors_and_readers_see_that(rig: Rig) -> None:
    story, one, _ = await pair(rig)
    editor, reader = await editor_of(rig), await rig.reader()
    await open_editing(rig, editor, one)
    await press(rig, editor, "Тема")
    assert await press(rig, editor, "Культура") == "Тема изменена."
    await press(rig, editor, "✍️ Заголовок")
    assert f"/headline {one}" in editor.last.text
    assert (await rig.answer(editor, f"/headline {one} Мост закрыт до весны")).text.startswith("Заголовок изменён")
    await rig.pressed(reader, f"1:s:open:{one}")
    assert reader.last.text.startswith("🇰🇬 Мост закрыт до весны\n🎭 Культура\n✏️ Заголовок редакции")
    query = await reader.ask_inline("")
    (found,) = query.results or []
    assert found["title"] == "Мост закрыт до весны"
    assert "Мост закрыт до весны\n\n✏️ Заголовок редакции" in (await reader.choose(query, found["id"])).text
    assert (await rig.storage.stories.get([story]))[0].topics == ("culture",)
    too_large = f"/headline {'9' * 30} Слова"
    for wrong in (
        "/headline",
        f"/headline {one}",
        "/headline 999999 Слова",
        f"/headline {one} " + "ж" * 201,
        too_large,
    ):
        assert "/headline НОМЕР" in (await rig.answer(editor, wrong)).text


async def test_a_pinned_story_comes_first_in_the_digest_of_who_was_not_told(rig: Rig) -> None:
    _, one, _ = await pair(rig)
    for number in range(3):
        await rig.tell(f"Банк поднял ставку {number}", source=f"Издание {number}")
    editor, reader = await editor_of(rig), await rig.reader()
    await open_editing(rig, editor, one)
    assert await press(rig, editor, "В начало выпуска") == "Новость будет первой в следующем выпуске."
    digest = await rig.answer(reader, "/digest")
    assert "📌 Выбор редакции" in digest.text
    assert digest.text.index("Мост закрыт") < digest.text.index("Банк поднял ставку")
    assert await press(rig, editor, "Открепить") == "Откреплено."


async def test_a_pin_that_has_ended_may_be_set_again(rig: Rig) -> None:
    _, one, _ = await pair(rig)
    editor = await editor_of(rig)
    await open_editing(rig, editor, one)
    await press(rig, editor, "В начало выпуска")
    assert "Закреплена до 25 ноября" in editor.last.text
    rig.clock.advance((PINNED_FOR + timedelta(minutes=1)).total_seconds())
    await open_editing(rig, editor, one)
    assert "Закреплена" not in editor.last.text
    assert await press(rig, editor, "В начало выпуска") == "Новость будет первой в следующем выпуске."


async def test_of_two_editors_at_one_story_the_second_sees_what_the_first_did(rig: Rig) -> None:
    story, one, two = await pair(rig)
    first, second = await editor_of(rig), await editor_of(rig, "Нурлан")
    await open_editing(rig, first, one)
    await open_editing(rig, second, one)
    split = f"1:s:split:{one}:d0:{await stamp(rig, story)}:2:go"
    said = await asyncio.gather(rig.pressed(first, split, first.last), rig.pressed(second, split, second.last))
    assert sorted(text.split(".")[0] for text in said) == ["Разделено", "Тем временем новость изменилась"]
    assert len(set((await rig.storage.articles.stories_of([ArticleId(one), ArticleId(two)])).values())) == 2
    assert await press(rig, second, "🚫 Снять") == "Снято. Кто ещё не получил, тот и не получит."


async def test_a_story_is_not_merged_with_one_that_was_merged_away_meanwhile(rig: Rig) -> None:
    numbers = [await rig.tell(title) for title in ("Мост закрыт", "Рынок открыт", "Снег выпал")]
    articles = [await article_of(rig, number) for number in numbers]
    first, second, third = await rig.storage.stories.get(numbers)
    nobody: Any = None
    room = StoryRoom(rig.storage, nobody, nobody, nobody)
    editing = StoryDesk(rig.storage, room, WITHOUT_WINDOW, lambda _: None)
    chat, now = await rig.chat(await rig.reader()), rig.clock.now()

    def ask(update: int) -> Ask:
        return Ask(chat, True, person_id(7), Role.EDITOR, TEXTS.translator("ru"), now, UpdateId(update))

    assert await editing.merge(first, second, stamp_of(first, second), ask(901)) == "edit-done-merged"
    assert await editing.merge(third, second, stamp_of(third, second), ask(902)) == "edit-changed"
    placed = await rig.storage.articles.stories_of(articles)
    assert [placed[ArticleId(one)] for one in articles] == [numbers[0], numbers[0], numbers[2]]
    (kept,) = await rig.storage.newsroom.changes(limit=9)
    assert kept.change == Change(person_id(7), "story-merged", "Мост закрыт", "Рынок открыт", "Мост закрыт")


async def test_a_story_is_not_merged_with_one_that_an_editor_changed_since_it_was_offered(rig: Rig) -> None:
    numbers = [await rig.tell(title) for title in ("Мост закрыт", "Рынок открыт")]
    one, two = [await article_of(rig, number) for number in numbers]
    first, second = await editor_of(rig), await editor_of(rig, "Нурлан")
    await open_editing(rig, first, one)
    offered = f"1:s:join:{one}:{await stamp(rig, *numbers)}:{two}"
    await rig.pressed(second, f"1:s:subject:{two}:{await stamp(rig, numbers[1])}:culture", second.last)
    assert (await rig.pressed(first, offered, first.last)).startswith("Тем временем новость изменилась")
    assert set((await rig.storage.articles.stories_of([one, two])).values()) == set(numbers)


async def test_a_question_about_a_story_that_changed_meanwhile_is_not_asked(rig: Rig) -> None:
    _, one, _ = await pair(rig)
    editor = await editor_of(rig)
    await open_editing(rig, editor, one)
    said = await rig.pressed(editor, f"1:s:hide:{one}:d0:00000000:ask", editor.last)
    assert said.startswith("Тем временем новость изменилась")
    assert "🚫 Снять и сообщить" in editor.last.buttons


async def test_a_change_is_recorded_with_what_was_before(rig: Rig) -> None:
    story, one, _ = await pair(rig)
    editor = await editor_of(rig)
    await rig.pressed(editor, f"1:s:subject:{one}:{await stamp(rig, story)}:culture")
    await rig.answer(editor, f"/headline {one} Мост закрыт до весны")
    await rig.answer(editor, f"/headline {one}:{await stamp(rig, story)} Мост закрыт до мая")
    kept = [change.change for change in await rig.storage.newsroom.changes(limit=3)]
    assert [(change.action, change.before, change.after) for change in reversed(kept)] == [
        ("story-topic", "economy", "culture"),
        ("story-headline", "", "Мост закрыт до весны"),
        ("story-headline", "Мост закрыт до весны", "Мост закрыт до мая"),
    ]


async def test_a_headline_that_another_editor_gave_is_not_replaced_unseen(rig: Rig) -> None:
    story, one, _ = await pair(rig)
    first, second = await editor_of(rig), await editor_of(rig, "Айгуль")
    await rig.answer(first, f"/headline {one} Мост закрыт до весны")
    asked = (await rig.answer(second, f"/headline {one} Мост & дорога закрыты")).text
    assert "«Мост закрыт до весны»" in asked
    assert await headline(rig, story) == "Мост закрыт до весны"
    command = asked.splitlines()[-1]
    assert command == f"/headline {one}:{await stamp(rig, story)} Мост & дорога закрыты"
    await rig.pressed(first, f"1:s:pin:{one}:d0:{await stamp(rig, story)}:on", first.last)
    again = (await rig.answer(second, command)).text
    assert "«Мост закрыт до весны»" in again, "the story has changed since the command was offered"
    assert (await rig.answer(second, again.splitlines()[-1])).text.startswith("Заголовок изменён")
    assert await headline(rig, story) == "Мост & дорога закрыты"


async def headline(rig: Rig, story: StoryId) -> str | None:
    return (await rig.storage.stories.get([story]))[0].corrected.headline("ru")


async def test_an_editor_who_lost_the_role_changes_nothing_any_more(rig: Rig) -> None:
    story, one, two = await pair(rig)
    editor = await editor_of(rig)
    await open_editing(rig, editor, one)
    await rig.storage.newsroom.set_role(editor.id, None, Change(None, "role"), now=rig.clock.now())
    mark = await stamp(rig, story)
    for forged in (
        f"edit:{one}:d0", f"hide:{one}:d0:{mark}:on", f"hide:{one}:d0:{mark}:ask",
        f"hide:{one}:d0:{mark}:tell", f"pin:{one}:d0:{mark}:on", f"split:{one}:d0:{mark}:2:go",
        f"merge:{one}:d0:{mark}", f"join:{one}:{mark}:{two}", f"subject:{one}:{mark}:culture",
        f"headline:{one}:d0:{mark}:off",
    ):  # fmt: skip
        await rig.pressed(editor, f"1:s:{forged}", editor.last)
    await rig.silence(editor, f"/headline {one} Слова")
    (found,) = await rig.storage.stories.get([story])
    assert stamp_of(found) == mark
    assert [one.change.action for one in await rig.storage.newsroom.changes(limit=9)] == ["role", "role"]


async def test_forged_data_of_an_editor_changes_nothing(rig: Rig) -> None:
    story, one, _ = await pair(rig)
    editor, mark = await editor_of(rig), await stamp(rig, story)
    for forged in (
        f"split:{one}:d0:{mark}:zz:go", f"split:{one}:d0:{mark}:ffffffffff:go", f"split:{one}:d0:{mark}:0:go",
        f"split:{one}:d0:{mark}:3:go", f"split:999999:d0:{mark}:1:go", f"join:{one}:{mark}:{one}",
        f"join:{one}:{mark}:",
        f"subject:{one}:00000000:culture", f"hide:{one}:d0:00000000:on", f"hide:x:d0:{mark}:on", "hide", "edit", "pin:",
    ):  # fmt: skip
        await rig.pressed(editor, f"1:s:{forged}", editor.last)
    assert await stamp(rig, story) == mark
