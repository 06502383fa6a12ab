"""Troubles of which the newsroom is told, who hears of which, and the habits of feeds."""

from dataclasses import replace
from datetime import timedelta

from domain.chat import ChatKind
from domain.ids import ChatId, FeedId, UpdateId, person_id
from domain.post import Notice, PostKind
from domain.trouble import EARLIER, HISTORY, LATEST, History, OpenTrouble, Rest, Sample, Trouble, TroubleKind
from storage.interface import Addressee, PollResult, Storage
from tests.builders import chat
from tests.storage.openers import Opened
from tests.storage.shelf import NOW, Shelf

GONE = Trouble(TroubleKind.GONE, FeedId(12), {"title": "Тандем", "days": 3})
NOTICE = Notice("trouble-feed-gone", {"title": "Тандем"})
HOUR = timedelta(hours=1)


def to(*people: int) -> list[Addressee]:
    return [Addressee(chat(person, kind=ChatKind.PRIVATE), None) for person in people]


async def queued(storage: Storage, person: ChatId) -> int:
    return sum(post.kind is PostKind.NOTICE for post in await storage.outbox.of(person))


async def test_a_trouble_begins_once_and_ends_once_and_each_time_its_notice_is_queued(storage: Storage) -> None:
    assert await storage.troubles.begin(GONE, NOTICE, to(7, 8), now=NOW)
    assert not await storage.troubles.begin(GONE, NOTICE, to(7, 8), now=NOW + HOUR)
    disk = Trouble(TroubleKind.DISK)
    assert await storage.troubles.begin(disk, NOTICE, (), now=NOW - HOUR)
    assert await storage.troubles.current() == (OpenTrouble(disk, NOW - HOUR), OpenTrouble(GONE, NOW))
    assert [await queued(storage, ChatId(person)) for person in (7, 8)] == [1, 1]
    assert await storage.troubles.end(GONE.key, NOTICE, to(7), now=NOW)
    assert not await storage.troubles.end(GONE.key, NOTICE, to(7), now=NOW)
    assert [await queued(storage, ChatId(person)) for person in (7, 8)] == [2, 1]
    assert [one.trouble.key for one in await storage.troubles.current()] == ["disk"]


async def test_wishes_are_added_and_taken_back_one_by_one(storage: Storage) -> None:
    await storage.troubles.wish(person_id(7), list(TroubleKind), is_on=True, now=NOW)
    await storage.troubles.wish(person_id(7), [TroubleKind.DISK], is_on=False, now=NOW, update_id=UpdateId(5))
    await storage.troubles.wish(person_id(7), [TroubleKind.FLOOD], is_on=False, now=NOW, update_id=UpdateId(5))
    await storage.troubles.wish(person_id(8), [TroubleKind.GONE], is_on=True, now=NOW)
    await storage.troubles.wish(person_id(8), [TroubleKind.GONE], is_on=False, now=NOW)
    assert await storage.troubles.wishes() == {7: frozenset(TroubleKind) - {TroubleKind.DISK}}


async def test_a_mute_outlasts_the_trouble_and_a_later_reminder_does_not(storage: Storage) -> None:
    await storage.troubles.begin(GONE, NOTICE, to(7, 8), now=NOW)
    muted, later = Rest(person_id(7), GONE.key, None), Rest(person_id(8), GONE.key, NOW + HOUR)
    await storage.troubles.rest(Rest(person_id(7), GONE.key, NOW), now=NOW)
    for rest in (muted, later, Rest(person_id(7), "disk", NOW + HOUR)):
        await storage.troubles.rest(rest, now=NOW)
    assert await storage.troubles.rests() == (Rest(person_id(7), "disk", NOW + HOUR), muted, later)
    await storage.troubles.end(GONE.key, NOTICE, (), now=NOW)
    assert await storage.troubles.rests() == (Rest(person_id(7), "disk", NOW + HOUR), muted)
    await storage.troubles.wake(person_id(7), "disk", now=NOW)
    assert await storage.troubles.rests() == (muted,)
    await storage.troubles.wake(person_id(7), now=NOW)
    assert await storage.troubles.rests() == ()


async def test_a_reminder_is_queued_for_those_who_asked_and_their_wish_is_forgotten(storage: Storage) -> None:
    await storage.troubles.begin(GONE, NOTICE, to(7, 8), now=NOW)
    for person in (7, 8):
        await storage.troubles.rest(Rest(person_id(person), GONE.key, NOW + HOUR), now=NOW)
    await storage.troubles.remind(GONE.key, NOTICE, to(7), now=NOW + HOUR)
    assert await storage.troubles.rests() == (Rest(person_id(8), GONE.key, NOW + HOUR),)
    assert [await queued(storage, ChatId(person)) for person in (7, 8)] == [2, 1]


async def test_what_somebody_wants_to_hear_of_is_deleted_with_them(opened: Opened) -> None:
    troubles = opened.storage.troubles
    await troubles.wish(person_id(7), list(TroubleKind), is_on=True, now=NOW)
    await troubles.rest(Rest(person_id(7), GONE.key, None), now=NOW)
    await opened.storage.chats.delete(ChatId(7), now=NOW)
    assert (await troubles.wishes(), await troubles.rests()) == ({}, ())
    assert await opened.inside.traces(7) == []


async def test_a_history_has_the_longest_gap_the_days_and_the_newest_texts(shelf: Shelf) -> None:
    feed_id, troubles = await shelf.feed(), shelf.storage.troubles
    assert await troubles.histories(now=NOW) == {}
    for day in (-70, -20, -13, -12, -11):
        at = NOW + timedelta(days=day, hours=1)
        for number in range(5):
            published = at + number * timedelta(minutes=10)
            await shelf.poll(shelf.article(f"День {day}, {number}", published_at=published), at=at)
    for number in range(LATEST):
        article = shelf.article(f"Сегодня {number}", published_at=NOW - 3 * HOUR)
        await shelf.storage.feeds.save_poll(PollResult(feed_id, NOW - HOUR, shelf.state(), (article,)))
    assert await troubles.histories(now=NOW) == {
        feed_id: History(
            first_at=NOW - timedelta(days=20) + HOUR,
            newest_at=NOW - 3 * HOUR,
            longest_gap=timedelta(days=11) - 4 * HOUR - timedelta(minutes=40),
            days=(5, 5, 5, 5),
            today=LATEST,
            latest=Sample(LATEST, 0, LATEST),
            earlier=Sample(EARLIER, 0, EARLIER),
        )
    }
    assert await troubles.histories(now=NOW + HISTORY + HOUR) == {}


async def test_texts_that_are_empty_or_begin_alike_are_counted(shelf: Shelf) -> None:
    feed_id = await shelf.feed()
    same = "Мы используем файлы cookie, чтобы сайт работал лучше. " * 4
    for text in (*(same for _ in range(LATEST)), *("" for _ in range(LATEST - 2)), "Мост открыт.", "Рынок открыт."):
        article = replace(shelf.article("Заголовок"), text=text)
        await shelf.poll(replace(article, content_hash=article.fingerprint))
    history = (await shelf.storage.troubles.histories(now=shelf.now))[feed_id]
    assert history.latest == Sample(LATEST, LATEST - 2, 3)
    assert history.earlier == Sample(LATEST, 0, 1)
