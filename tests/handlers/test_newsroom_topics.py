"""Editors add, change, merge and hide topics in the chat; readers have them at once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from catalogue.loader import load_topics
from domain.article import NewArticle
from domain.audit import Change
from domain.draft import DraftKind
from domain.feed import NewFeed, PollState
from domain.ids import person_id
from domain.post import Notice
from domain.roles import Role
from domain.topic import EditedTopic
from emulator.people import MessageView, Person
from render.newsroom.topics import list_screen
from render.notice import render_notice
from storage.interface import PollResult
from tests.handlers.rig import ROOT, Rig, open_rig
from tests.texts import TEXTS

OWNER = person_id(5_000_000_001)  # the emulator numbers people from here
TITLES = "ru: Пчеловодство\nky: Балчылык\nkk: Ара шаруашылығы\nuz: Asalarichilik\ntg: Занбӯрпарварӣ\nen: Beekeeping"
SEEDS = "ru: пчела, пчеловод, улей, мёд, пасека\nky: аары, бал"
TOLD = (
    ("Пчеловоды Токтогула ждут урожая мёда", "Пасеки стоят у реки. Пчеловоды говорят, что мёда будет больше."),
    ("Сборная сыграла вничью", "Футболисты сборной сыграли вничью, тренер назвал состав команды."),
)


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[tuple[Rig, Person]]:
    topics = load_topics(ROOT / "catalogue")
    async with open_rig(tmp_path, admin_ids=frozenset({OWNER}), with_workers=True, patient=True, topics=topics) as rig:
        await rig.newcomer("ru")
        editor = await rig.reader("ru")
        await rig.storage.newsroom.set_role(editor.id, Role.EDITOR, Change(OWNER, "role"), now=rig.clock.now())
        now = rig.clock.now()
        feed, _ = await rig.storage.feeds.add(NewFeed("https://a.example/rss", "Тандем", "Тандем"), now=now)
        state = PollState(next_poll_at=now, last_success_at=now)
        articles = tuple(
            NewArticle(title, title, f"https://a.example/{place}", title, text, "ru", now)
            for place, (title, text) in enumerate(TOLD)
        )
        await rig.storage.feeds.save_poll(PollResult(feed.id, now, state, articles))
        await read(rig)
        yield rig, editor


async def read(rig: Rig) -> None:
    while await rig.news.annotator.run_once():
        pass


async def screen(rig: Rig, editor: Person) -> MessageView:
    seen = await rig.answer(editor, "/topics")
    return await press(rig, editor, "🛠 Темы бота (для редакции)", seen)


async def press(rig: Rig, editor: Person, label: str, seen: MessageView) -> MessageView:
    await editor.answered(await editor.press(label, seen), timeout=60)
    await rig.inbox.settle()
    return editor.last


async def reply(rig: Rig, editor: Person, text: str, question: MessageView) -> MessageView:
    before = len(editor.received)
    await editor.send(text, reply_to=question)
    await rig.emulator.wait_for(lambda: len(editor.received) > before)
    await rig.inbox.settle()
    return editor.last


async def use(rig: Rig, editor: Person, preview: MessageView) -> MessageView:
    """Put a change in use, while the annotator sorts the articles again."""
    query = await editor.press("✔️ Применить", preview)
    for _ in range(100):
        await read(rig)
        if query is not None and query.answer is not None:
            break
        await asyncio.sleep(0.05)
    await rig.inbox.settle()
    await read(rig)
    return preview


async def add_bees(rig: Rig, editor: Person) -> MessageView:
    question = await press(rig, editor, "➕ Новая тема", await screen(rig, editor))
    assert "ru:" in question.text
    draft = await reply(rig, editor, TITLES, question)
    question = await press(rig, editor, "🌱 Слова", draft)
    draft = await reply(rig, editor, SEEDS, question)
    assert "ru (5): пчела, пчеловод, улей, мёд, пасека" in draft.text
    return await press(rig, editor, "🔍 Проверить на новостях", draft)


async def test_a_topic_added_in_the_chat_is_in_readers_settings_and_in_the_next_digest(
    newsroom: tuple[Rig, Person],
) -> None:
    rig, editor = newsroom
    preview = await add_bees(rig, editor)
    assert "из 2 новостей последних суток эту тему получат 1" in preview.text
    assert "Пчеловоды Токтогула ждут урожая мёда (Тандем)" in preview.text
    reader = await rig.reader("en")
    assert "Beekeeping" not in (await rig.answer(reader, "/topics")).buttons
    seen = await use(rig, editor, preview)
    assert "Применено" in seen.text
    assert await rig.storage.drafts.of(DraftKind.TOPIC) == ()
    settings = await rig.answer(reader, "/topics")
    assert "Beekeeping" in settings.buttons
    await reader.answered(await reader.press("Beekeeping", settings), timeout=30)
    await rig.inbox.settle()
    assert (await rig.chat(reader)).topics == ("beekeeping",)
    digest = (await rig.answer(editor, "/latest пчеловодство")).text
    assert "Пчеловоды Токтогула" in digest
    assert "Сборная" not in digest
    (change,) = [one.change for one in await rig.storage.newsroom.changes(limit=1)]
    assert (change.person, change.action, change.subject) == (editor.id, "topic-added", "beekeeping")
    await rig.storage.newsroom.set_role(editor.id, Role.ADMIN, Change(OWNER, "role"), now=rig.clock.now())
    audit = (await rig.answer(editor, "/audit")).text
    assert "Новая тема: Пчеловодство" in audit, "a topic is named in the language of who reads"


async def test_what_will_not_do_is_said_and_nothing_that_was_typed_is_lost(newsroom: tuple[Rig, Person]) -> None:
    rig, editor = newsroom
    question = await press(rig, editor, "➕ Новая тема", await screen(rig, editor))
    again = await reply(rig, editor, "Пчеловодство", question)
    assert "нет строк вида" in again.text
    draft = await reply(rig, editor, "ru: Пчеловодство\nen: Beekeeping", again)
    draft = await press(rig, editor, "🔍 Проверить на новостях", draft)
    assert "Нет названия на языках: ky, kk, uz, tg" in draft.text
    question = await press(rig, editor, "✏️ Названия", draft)
    assert "en: Beekeeping" in question.text
    draft = await reply(rig, editor, TITLES, question)
    assert "Нет ни одного слова" in draft.text
    question = await press(rig, editor, "🌱 Слова", draft)
    assert "Слово «а» не подходит" in (await reply(rig, editor, "ru: а", question)).text
    assert "beekeeping" not in rig.news.topics.every


async def test_two_editors_at_once_do_not_overwrite_each_other(newsroom: tuple[Rig, Person]) -> None:
    rig, editor = newsroom
    previews = []
    for title in ("Спорт и туризм", "Игры"):
        card = await press(rig, editor, "Спорт", await screen(rig, editor))
        draft = await press(rig, editor, "✏️ Изменить", card)
        draft = await reply(rig, editor, f"ru: {title}", await press(rig, editor, "✏️ Названия", draft))
        previews.append(await press(rig, editor, "🔍 Проверить на новостях", draft))
    await use(rig, editor, previews[0])
    assert "изменил кто-то ещё" in (await use(rig, editor, previews[1])).text
    assert rig.news.topics.titles["ru"]["sports"] == "Спорт и туризм"
    await rig.pressed(editor, "1:s:topic:use:1", previews[0])
    assert "уже нет" in previews[0].text


async def test_only_who_began_a_change_edits_it_and_puts_it_in_use(newsroom: tuple[Rig, Person]) -> None:
    rig, editor = newsroom
    preview = await add_bees(rig, editor)
    (draft,) = await rig.storage.drafts.of(DraftKind.TOPIC)
    used = next(row[0]["callback_data"] for row in preview.keyboard if "Применить" in row[0]["text"])
    colleague = await rig.reader()
    await rig.storage.newsroom.set_role(colleague.id, Role.EDITOR, Change(OWNER, "role"), now=rig.clock.now())
    seen = await screen(rig, colleague)
    for forged in (used, *(f"1:s:topic:{step}:{draft.id}" for step in ("draft", "titles", "seeds", "try", "drop"))):
        assert (await rig.pressed(colleague, forged, seen)).startswith("Это начал кто-то из коллег"), forged
    assert "Темы бота" in seen.text
    assert await rig.storage.drafts.of(DraftKind.TOPIC) == (draft,)
    assert await rig.storage.topics.edited() == ()


async def test_a_change_that_is_confirmed_again_after_a_crash_is_said_to_be_in_use(
    newsroom: tuple[Rig, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    rig, editor = newsroom
    preview = await add_bees(rig, editor)

    async def dies(*_: Any, **__: Any) -> None:
        raise RuntimeError("as if the process were killed")

    with monkeypatch.context() as patch:
        patch.setattr(type(rig.storage.drafts), "drop", dies)
        await use(rig, editor, preview)
    assert "Применено" not in preview.text
    await read(rig)
    await rig.handle(rig.updates[-1])
    assert "Применено" in preview.text
    assert await rig.storage.drafts.of(DraftKind.TOPIC) == ()
    assert len([one for one in await rig.storage.newsroom.changes(limit=9) if one.change.action == "topic-added"]) == 1


async def test_a_merged_topic_gives_its_readers_and_articles_to_the_other(newsroom: tuple[Rig, Person]) -> None:
    rig, editor = newsroom
    await use(rig, editor, await add_bees(rig, editor))
    reader = await rig.reader("en")
    await rig.pressed(reader, "1:s:topics:beekeeping:on", await rig.answer(reader, "/topics"))
    card = await press(rig, editor, "Пчеловодство", await screen(rig, editor))
    others = await press(rig, editor, "🔗 Объединить", card)
    draft = await press(rig, editor, "Экономика", others)
    preview = await press(rig, editor, "🔍 Проверить на новостях", draft)
    await use(rig, editor, preview)
    assert (await rig.chat(reader)).topics == ("economy",)
    assert "Beekeeping" not in (await rig.answer(reader, "/topics")).buttons
    topics = await rig.storage.topics.topics_since(rig.clock.now().replace(year=2000))
    assert any("economy" in one for one in topics.values())
    assert not any("beekeeping" in one for one in topics.values())


async def test_a_hidden_topic_rests_with_readers_who_chose_it_and_can_come_back(newsroom: tuple[Rig, Person]) -> None:
    rig, editor = newsroom
    await rig.pressed(editor, "1:s:topics:sports:on", await rig.answer(editor, "/topics"))
    card = await press(rig, editor, "Спорт", await screen(rig, editor))
    preview = await press(rig, editor, "🔍 Проверить на новостях", await press(rig, editor, "🙈 Скрыть", card))
    assert "Убудет: 1" in preview.text
    await use(rig, editor, preview)
    assert (await rig.chat(editor)).topics == ("sports",)
    told = await rig.storage.outbox.claim(now=rig.clock.now(), limit=9, lease=timedelta(minutes=1))
    (post,) = [await rig.storage.outbox.post(one.post_id) for one in told]
    assert post is not None
    assert isinstance(post.content, Notice)
    notice = render_notice(post.content, TEXTS.translator("ru"))
    assert "Тему «Спорт» редакция больше не ведёт" in notice.html
    asked = await rig.answer(editor, "/topics")
    assert "✅ ⏸ Спорт" in asked.buttons
    await rig.pressed(editor, notice.buttons[0][0].data or "", asked)
    assert "✅ ⏸ Спорт" in asked.buttons
    assert "⏸ Спорт" in (await rig.answer(editor, "/settings")).text
    card = await press(rig, editor, "🙈 Спорт", await screen(rig, editor))
    assert "Скрыта" in card.text
    preview = await press(rig, editor, "🔍 Проверить на новостях", await press(rig, editor, "👁 Вернуть", card))
    await use(rig, editor, preview)
    assert "✅ Спорт" in (await rig.answer(editor, "/topics")).buttons


def test_topics_beyond_a_keyboard_are_turned_to_and_hidden_ones_come_last() -> None:
    t = TEXTS.translator("ru")
    every = [
        EditedTopic(f"topic-{number}", {"ru": f"Тема {number}"}, {}, is_hidden=number < 90) for number in range(130)
    ]
    titles = {one.key: one.titles["ru"] for one in every}
    pages = [list_screen(every, titles, t, page) for page in range(5)]
    labels = [button.text for page in pages[:4] for row in page.buttons for button in row]
    assert [label for label in labels if "Тема" in label] == [
        *(f"Тема {number}" for number in range(90, 130)),
        *(f"🙈 Тема {number}" for number in range(90)),
    ]
    assert all(sum(map(len, page.buttons)) <= 100 for page in pages)
    assert pages[4] == pages[3]  # the last page is shown again, because there is no further one
    turns = [[button.text for button in page.buttons[-2]] for page in pages]
    assert turns == [["→"], ["←", "→"], ["←", "→"], ["←"], ["←"]]
    assert pages[1].buttons[-2][1].data == pages[3].buttons[-2][0].data == "1:s:topic:list:2"


async def test_a_topic_does_not_come_back_when_there_is_no_room_for_it(
    newsroom: tuple[Rig, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    rig, editor = newsroom
    card = await press(rig, editor, "Спорт", await screen(rig, editor))
    await use(
        rig, editor, await press(rig, editor, "🔍 Проверить на новостях", await press(rig, editor, "🙈 Скрыть", card))
    )
    monkeypatch.setattr("handlers.newsroom.topics.desk.MOST_TOPICS", len(load_topics(ROOT / "catalogue")) - 1)
    card = await press(rig, editor, "🙈 Спорт", await screen(rig, editor))
    preview = await press(rig, editor, "🔍 Проверить на новостях", await press(rig, editor, "👁 Вернуть", card))
    seen = await press(rig, editor, "✔️ Применить", preview)
    assert "Тем может быть не больше" in seen.text
    assert "Спорт" not in (await rig.answer(editor, "/topics")).buttons


async def test_words_that_were_changed_since_the_trial_are_not_put_in_use(newsroom: tuple[Rig, Person]) -> None:
    rig, editor = newsroom
    tried = await add_bees(rig, editor)
    (draft,) = await rig.storage.drafts.of(DraftKind.TOPIC)
    await rig.pressed(editor, f"1:s:topic:seeds:{draft.id}", tried)
    await reply(rig, editor, "ru: сборная, состав", editor.last)
    await press(rig, editor, "✔️ Применить", tried)
    assert "ещё не применена" in tried.text
    assert "сборная, состав" in tried.text
    assert await rig.storage.topics.edited() == ()


async def test_a_reader_sees_no_way_to_the_topics_and_cannot_answer_the_question(newsroom: tuple[Rig, Person]) -> None:
    rig, editor = newsroom
    reader = await rig.reader()
    assert not any("🛠" in label for label in (await rig.answer(reader, "/topics")).buttons)
    question = await press(rig, editor, "➕ Новая тема", await screen(rig, editor))
    await rig.storage.newsroom.set_role(editor.id, None, Change(OWNER, "role"), now=rig.clock.now())
    assert "ещё не применена" not in (await reply(rig, editor, TITLES, question)).text
    assert await rig.storage.drafts.of(DraftKind.TOPIC) == ()
