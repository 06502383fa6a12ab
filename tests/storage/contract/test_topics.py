"""Topics changed by the newsroom, readers who chose them, and articles that are sorted again."""

from dataclasses import replace
from datetime import timedelta

from domain.audit import Change
from domain.chat import Chat, ChatKind, ChatState, Place, Timetable
from domain.ids import ArticleId, ChatId, person_id
from domain.post import Notice
from domain.tastes import topic_key
from domain.topic import EditedTopic
from storage.interface import Storage, StoryQuery
from storage.search_request import request_of
from tests.builders import chat
from tests.storage.shelf import NOW, Shelf
from text.query import parse

WATER = EditedTopic("water", {"ru": "Вода", "en": "Water"}, {"ru": ("вода", "полив"), "ky": ("суу",)})
SAVED = Change(person_id(5), "topic-added", "Вода")


async def save(storage: Storage, *topics: EditedTopic, **more: object) -> bool:
    values = {"sort_since": NOW - timedelta(days=1), "now": NOW} | more
    return await storage.topics.save(topics, [SAVED], **values)  # type: ignore[arg-type]


async def test_topics_come_back_as_they_were_saved_and_the_change_is_kept(storage: Storage) -> None:
    roads = EditedTopic("roads", {"en": "Roads"}, {"en": ("road",)}, is_hidden=True, merged_into="water")
    assert await save(storage, WATER)
    assert await save(storage, roads, replace(WATER, version=2, titles={"ru": "Реки"}))
    assert await storage.topics.edited() == (replace(WATER, version=2, titles={"ru": "Реки"}), roads)
    assert [one.change for one in await storage.newsroom.changes(limit=9)] == [SAVED, SAVED]


async def test_of_two_editors_at_once_the_second_changes_nothing(storage: Storage) -> None:
    assert await save(storage, WATER)
    assert await save(storage, replace(WATER, version=2, seeds={"ru": ("река",)}))
    assert not await save(storage, replace(WATER, version=2, seeds={"ru": ("озеро",)}), moves={"economy": "water"})
    assert not await save(storage, EditedTopic("new", {}, {}), replace(WATER, version=1))
    (kept,) = await storage.topics.edited()
    assert kept.seeds == {"ru": ("река",)}
    assert len(await storage.newsroom.changes(limit=9)) == 2


async def test_what_is_saved_again_as_it_is_is_saved(storage: Storage) -> None:
    for _ in range(2):
        assert await storage.topics.save([WATER], [SAVED], sort_since=NOW, now=NOW)
    assert len(await storage.newsroom.changes(limit=9)) == 1


async def test_readers_of_a_merged_topic_have_the_other(storage: Storage) -> None:
    reader = Chat(
        ChatId(7), ChatKind.PRIVATE, "ru", Timetable("Asia/Bishkek"), topics=("sport", "roads", "law-and-crime"),
        tastes=((topic_key("roads"), 2),),
    )  # fmt: skip
    other = replace(reader, id=ChatId(8), topics=("society",), tastes=())
    both = replace(
        reader, id=ChatId(9), topics=("roads", "water"), tastes=((topic_key("roads"), 2), (topic_key("water"), -1))
    )
    for one in (reader, other, both):
        await storage.chats.save(one, now=NOW)
    await save(storage, WATER, moves={"roads": "water"})
    found = [await storage.chats.get(Place(ChatId(number))) for number in (7, 8, 9)]
    assert [one.topics for one in found if one] == [("sport", "water", "law-and-crime"), ("society",), ("water",)]
    assert [one.tastes for one in found if one] == [((topic_key("water"), 2),), (), ((topic_key("water"), -1),)]


async def test_a_hidden_topic_stays_with_its_readers_and_those_who_have_no_other_are_told_once(
    storage: Storage,
) -> None:
    only, another = chat(1, topics=("water",)), chat(2, topics=("water", "economy"))
    group = chat(-100, topics=("water",), set_up_by=person_id(3))
    stopped = chat(4, topics=("water",), state=ChatState.STOPPED)
    for one in (only, another, group, stopped, chat(5)):
        await storage.chats.save(one, now=NOW)
    gone = Notice("topic-gone", {"topic": "Water", "screen": "topics"})
    assert await save(storage, WATER, notice=gone)  # which is not hidden
    assert await storage.outbox.waiting() == 0
    hidden = replace(WATER, is_hidden=True, version=2)
    assert await save(storage, hidden, notice=gone)
    assert await save(storage, hidden, notice=gone)  # the same again
    told = await storage.outbox.claim(now=NOW, limit=9, lease=timedelta(minutes=1))
    posts = {one.chat_id: await storage.outbox.post(one.post_id) for one in told}
    said = {chat_id: post.content for chat_id, post in posts.items() if post}
    assert said == {1: gone, 3: Notice("topic-gone-afar", {"topic": "Water"})}
    kept = {number: await storage.chats.get(Place(ChatId(number))) for number in (1, 2, -100)}
    assert [one.topics for one in kept.values() if one] == [("water",), ("water", "economy"), ("water",)]
    roads = EditedTopic("roads", {"en": "Roads"}, {"en": ("road",)}, is_hidden=True)
    assert await save(storage, roads, notice=gone)
    assert await storage.outbox.waiting() == len(told)  # who has been told is not told again


async def test_articles_of_the_last_day_wait_and_get_their_topics_wherever_topics_are_asked_for(
    storage: Storage, shelf: Shelf
) -> None:
    await shelf.tell("Старая весть", at=NOW - timedelta(days=2))
    first = await shelf.tell("В канале нет воды", at=NOW)
    second = await shelf.tell("В Нарыне снег", topics=("society", "sport"))
    assert await storage.topics.unsorted_count() == 0
    await save(storage, WATER, sort_since=NOW)
    assert await storage.topics.topics_since(NOW) == {first: ("society",), second: ("society", "sport")}
    assert [one.id for one in await storage.topics.unsorted(limit=1)] == [second]
    await storage.topics.sort({first: ("law-and-crime", "water"), ArticleId(99_999): ("sport",)}, now=NOW)
    assert [one.id for one in await storage.topics.unsorted(limit=9)] == [second]
    assert await storage.topics.unsorted_count() == 1
    assert await storage.topics.topics_since(NOW) == {first: ("law-and-crime", "water"), second: ("society", "sport")}
    for topic in ("water", "law-and-crime"):
        (story,) = await storage.stories.find(StoryQuery(topics=(topic,)))
        assert [one.id for one in story.articles] == [first]
    asked = request_of(parse("вода", now=NOW), limit=9)
    for topics, found in ((("water",), (first,)), (("society",), ()), ((), (first,))):
        assert (await storage.search.search(replace(asked, topics=topics))).best == found


async def test_an_article_that_retention_takes_waits_no_more(storage: Storage, shelf: Shelf) -> None:
    await shelf.tell("В канале нет воды", at=NOW)
    await save(storage, WATER, sort_since=NOW)
    now = NOW + timedelta(days=90)
    await storage.housekeeping.retain(now=now, keep=timedelta(days=30))
    assert await storage.topics.unsorted_count() == 0
    assert await storage.topics.unsorted(limit=9) == ()
