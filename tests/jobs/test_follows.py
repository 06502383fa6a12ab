"""Follows that push at once: each new story, once, to chats that follow something in it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from digest.follows import FollowMatcher
from digest.matching import Matchable
from domain.chat import ChatState, Follow
from domain.ids import ArticleId, ChatId, StoryId
from domain.story import Story
from jobs.follows import PER_DAY, FollowTick
from tests.jobs.rig import Newsroom, open_newsroom, utc


async def follow(newsroom: Newsroom, query: str, chat_id: int = 1, *, at_once: bool = True) -> None:
    await newsroom.storage.follows.add(ChatId(chat_id), query, at_once=at_once, now=newsroom.clock.now())


def ticking(newsroom: Newsroom) -> FollowTick:
    return newsroom.follow_tick()


@pytest.mark.parametrize(
    ("query", "pushes"),
    [
        ("землетрясения", 1), ("Землетрясение горы", 1), ('"в горах"', 1), ("пожар OR землетрясение", 1),
        ("землетрясение -горы", 0), ("пожар", 0), ("тема:общество", 1), ("землетрясение страна:kz", 0),
        ("source:тандем", 1), ("-пожар", 0), ("ptvktnhzctybt", 1),
    ],
)  # fmt: skip
async def test_a_story_that_answers_a_follow_is_pushed_once(tmp_path: Path, query: str, pushes: int) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 06:00") as newsroom:
        await newsroom.chat()
        await follow(newsroom, query)
        tick = ticking(newsroom)
        story = await newsroom.article("Землетрясение в горах")
        assert await tick.run_once() == pushes
        await newsroom.article("Землетрясение в горах, подробности", story=story, source="Вестник")
        assert await tick.run_once() == 0
        assert await ticking(newsroom).run_once() == 0, "a restart tells nothing twice"
        assert await newsroom.headlines() == [["Землетрясение в горах"]] * pushes


async def test_what_is_read_late_is_matched_though_later_articles_were_before_it(tmp_path: Path) -> None:
    """Later articles may be annotated before one whose text has failed."""
    async with open_newsroom(tmp_path, "2026-03-01 06:00") as newsroom:
        await newsroom.chat()
        await follow(newsroom, "землетрясение")
        tick = ticking(newsroom)
        story = await newsroom.article("Землетрясение в горах", source="Вестник", is_read=False)
        articles, now = newsroom.storage.articles, newsroom.clock.now()
        (late,) = await articles.without_annotation(limit=1)
        await articles.put_off(late.id, tries=1, until=now + timedelta(minutes=5), now=now)
        await newsroom.article("Открыт новый парк")
        assert await tick.run_once() == 0
        newsroom.clock.moment += timedelta(minutes=5)
        assert await articles.queue_put_off(now=newsroom.clock.now()) == 1
        await newsroom.read("Землетрясение в горах", story=story)
        assert await tick.run_once() == 1
        assert await newsroom.headlines() == [["Землетрясение в горах"]]
        assert await tick.run_once() == 0


async def test_only_follows_that_ask_for_it_push_at_once(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 06:00") as newsroom:
        await newsroom.chat(hours="14:00")
        await follow(newsroom, "землетрясение", at_once=False)
        await newsroom.article("Землетрясение в горах", topics=("sports",))
        assert await ticking(newsroom).run_once() == 0
        await newsroom.pass_time(utc("2026-03-01 08:00"))
        assert await newsroom.headlines() == [["Землетрясение в горах"]]


async def test_what_was_pushed_is_not_repeated_in_the_digest(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 06:00") as newsroom:
        await newsroom.chat(hours="14:00")
        await follow(newsroom, "землетрясение")
        await newsroom.article("Землетрясение в горах")
        await ticking(newsroom).run_once()
        await newsroom.article("Открыт новый парк")
        await newsroom.pass_time(utc("2026-03-01 08:00"))
        assert await newsroom.headlines() == [["Землетрясение в горах"], ["Открыт новый парк"]]


@pytest.mark.parametrize(
    "changes",
    [
        {"state": ChatState.STOPPED}, {"muted_words": ("горы",)}, {"muted_sources": ("Тандем",)},
        {"languages": ("ky",)}, {"countries": ("uz",)}, {"paused_until": utc("2026-03-09 00:00").date()},
    ],
)  # fmt: skip
async def test_mutes_languages_and_pauses_hold_for_follows_too(tmp_path: Path, changes: dict[str, Any]) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 06:00") as newsroom:
        await newsroom.chat()
        await newsroom.change(**changes)
        await follow(newsroom, "землетрясение")
        await newsroom.article("Землетрясение в горах")
        assert await ticking(newsroom).run_once() == 0


async def test_topics_do_not_narrow_what_is_followed(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 06:00") as newsroom:
        await newsroom.chat(topics=("sports",))
        await follow(newsroom, "землетрясение")
        await newsroom.article("Землетрясение в горах")
        assert await ticking(newsroom).run_once() == 1


async def test_a_follow_asks_for_what_comes_after_it_and_news_that_may_be_pushed(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 06:00") as newsroom:
        await newsroom.chat()
        await newsroom.article("Землетрясение вчера")
        newsroom.clock.moment += timedelta(minutes=1)
        await follow(newsroom, "землетрясение")
        assert await ticking(newsroom).run_once() == 0


async def test_several_follows_of_one_chat_push_a_story_once_and_other_chats_get_it_too(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 06:00") as newsroom:
        for chat_id in (1, 2, 3):
            await newsroom.chat(chat_id)
            await follow(newsroom, "землетрясение", chat_id)
        await follow(newsroom, "горы")
        await newsroom.article("Землетрясение в горах")
        assert await ticking(newsroom).run_once() == 3
        assert [len(await newsroom.queued(chat_id)) for chat_id in (1, 2, 3)] == [1, 1, 1]


async def test_a_follow_of_a_common_word_is_no_flood(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 06:00") as newsroom:
        await newsroom.chat()
        await follow(newsroom, "весть")
        tick = ticking(newsroom)
        for number in range(PER_DAY + 3):
            await newsroom.article(f"Весть номер {number}")
        assert await tick.run_once() == PER_DAY
        newsroom.clock.moment += timedelta(hours=25)
        await newsroom.article("Весть нового дня")
        assert await tick.run_once() == 1


async def test_a_follow_that_is_dropped_pushes_no_more(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 06:00") as newsroom:
        chat = await newsroom.chat()
        await follow(newsroom, "весть")
        tick = ticking(newsroom)
        await newsroom.article("Весть первая")
        assert await tick.run_once() == 1
        (kept,) = await newsroom.storage.follows.of(ChatId(1))
        await newsroom.storage.follows.remove(ChatId(1), kept.id, now=newsroom.clock.now())
        await newsroom.article("Весть вторая")
        assert await tick.run_once() == 0
        await newsroom.storage.chats.save(replace(chat, topics=("economy",)), now=newsroom.clock.now())
        await follow(newsroom, "весть")
        await newsroom.article("Весть третья")
        assert await tick.run_once() == 1


async def test_what_goes_to_another_story_while_it_is_matched_is_pushed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 06:00") as newsroom:
        await newsroom.chat()
        await follow(newsroom, "землетрясение")
        await newsroom.article("Землетрясение в горах", story=5)
        get = newsroom.storage.stories.get

        async def get_later(_: object, ids: Sequence[StoryId]) -> tuple[Story, ...]:
            monkeypatch.undo()
            await newsroom.storage.stories.regroup({ArticleId(1): StoryId(6)}, now=newsroom.clock.now())
            return await get(ids)

        monkeypatch.setattr(type(newsroom.storage.stories), "get", get_later)
        assert await ticking(newsroom).run_once() == 1
        assert await newsroom.headlines() == [["Землетрясение в горах"]]


async def test_an_article_that_cannot_be_matched_costs_no_other_its_push(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    match = FollowMatcher.match

    def failing(matcher: FollowMatcher, article: Matchable) -> list[Follow]:
        if article.source == "Вестник":
            raise ValueError("секрет")
        return match(matcher, article)

    monkeypatch.setattr(FollowMatcher, "match", failing)
    async with open_newsroom(tmp_path, "2026-03-01 06:00") as newsroom:
        await newsroom.chat()
        await follow(newsroom, "землетрясение")
        tick = ticking(newsroom)
        await newsroom.article("Землетрясение на море", source="Вестник")
        await newsroom.article("Землетрясение в горах")
        with capture_logs() as lines:
            assert await tick.run_once() == 1
            assert await tick.run_once() == 0
        failures = [line for line in lines if line["log_level"] == "error"]
        assert len(failures) == 1
        assert "секрет" not in str(failures)


@pytest.mark.parametrize(("own_language_only", "query", "pushes"), [
    (False, "пожар", 1), (True, "пожар", 0), (True, "өрт", 1), (False, "пожар -горы", 0), (False, "пожар lang:ru", 0),
])  # fmt: skip
async def test_a_follow_finds_what_other_languages_say(
    tmp_path: Path, query: str, pushes: int, *, own_language_only: bool
) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 06:00") as newsroom:
        await newsroom.chat(languages=("ru", "ky"), own_language_only=own_language_only)
        await follow(newsroom, query)
        await newsroom.article("Тоодо өрт чыкты", language="ky")
        assert await ticking(newsroom).run_once() == pushes
