"""Broadcasts: one draft a chat, its segment, deliveries behind digests, and a stop after which nothing leaves."""

from dataclasses import replace
from datetime import timedelta

from domain.audit import Change
from domain.broadcast import BroadcastState, Fates, Segment
from domain.chat import ChatState, Place
from domain.ids import BroadcastId, ChatId, MessageId, UpdateId, person_id
from domain.post import Announcement, DeliveryReason, DeliveryState, PostKind, Wording
from storage.interface import Addressee, DeliveryOutcome, QueuedDigest, Storage
from tests.builders import chat, digest
from tests.storage.shelf import NOW

HERE = Place(ChatId(1))
WORDS = Announcement("<b>Привет</b>", "photo", (("Сайт", "https://tandem.example"),))
LEASE = timedelta(minutes=1)
STARTED, STOPPED = (
    Change(person_id(1), "broadcast-started", "Привет"),
    Change(person_id(2), "broadcast-stopped", "Привет"),
)


async def readers(storage: Storage) -> None:
    for one in (
        chat(1, countries=("kg",), topics=("economy",)),
        chat(2, locale="kk", countries=("kz", "kg")),
        chat(3, locale="kk", topics=("sports",)),
        chat(4, state=ChatState.STOPPED),
    ):
        await storage.chats.save(one, now=NOW)


async def started(storage: Storage) -> int:
    draft = await storage.broadcasts.compose(HERE, WORDS, now=NOW)
    assert draft is not None
    assert await storage.broadcasts.start(draft.id, message_id=MessageId(70), now=NOW, change=STARTED) is not None
    return draft.id


async def actions(storage: Storage) -> list[str]:
    return [kept.change.action for kept in await storage.newsroom.changes(limit=9)]


async def test_a_chat_has_one_draft_and_an_update_makes_one(storage: Storage) -> None:
    first = await storage.broadcasts.compose(HERE, Announcement("Раз"), now=NOW)
    draft = await storage.broadcasts.compose(HERE, WORDS, now=NOW, update_id=UpdateId(3))
    assert first is not None
    assert draft is not None
    assert await storage.broadcasts.compose(HERE, WORDS, now=NOW, update_id=UpdateId(3)) is None
    assert await storage.broadcasts.get(first.id) is None
    assert await storage.broadcasts.get(draft.id) == draft
    assert draft.content == WORDS
    await storage.broadcasts.aim(draft.id, Segment(("kk",), ("kz",), ()), now=NOW)
    assert await storage.broadcasts.get(draft.id) == replace(draft, segment=Segment(("kk",), ("kz",), ()))
    spoken = replace(WORDS, versions={"kk": Wording("<b>Сәлем</b>")})
    await storage.broadcasts.reword(draft.id, spoken, now=NOW)
    assert await storage.broadcasts.get(draft.id) == replace(
        draft, content=spoken, segment=Segment(("kk",), ("kz",), ())
    )
    await storage.broadcasts.discard(draft.id, now=NOW)
    assert await storage.broadcasts.get(draft.id) is None


async def test_what_was_started_is_changed_no_more(storage: Storage) -> None:
    await readers(storage)
    number = await started(storage)
    before = await storage.broadcasts.get(BroadcastId(number))
    await storage.broadcasts.reword(BroadcastId(number), Announcement("Другое"), now=NOW)
    await storage.broadcasts.aim(BroadcastId(number), Segment(("kk",)), now=NOW)
    await storage.broadcasts.discard(BroadcastId(number), now=NOW)
    assert await storage.broadcasts.get(BroadcastId(number)) == before


async def test_a_segment_counts_active_chats_and_one_without_a_choice_reads_of_everything(storage: Storage) -> None:
    await readers(storage)
    counts = [
        await storage.broadcasts.count(segment)
        for segment in (
            Segment(), Segment(locales=("kk",)), Segment(countries=("kz",)), Segment(topics=("economy",)),
            Segment(("kk",), ("kg",), ("economy",)), Segment(locales=("tg",)),
        )
    ]  # fmt: skip
    assert counts == [{"kk": 2, "ru": 1}, {"kk": 2}, {"kk": 2}, {"kk": 1, "ru": 1}, {"kk": 1}, {}]


async def test_it_goes_to_everybody_in_its_segment_behind_digests(storage: Storage) -> None:
    await readers(storage)
    number = await started(storage)
    due = chat(2, locale="kk", next_due_at=NOW)
    await storage.chats.save(due, now=NOW)
    await storage.outbox.enqueue_digests([QueuedDigest(digest("Парк"), [Addressee(due, None)])], now=NOW)
    claimed = await storage.outbox.claim(now=NOW, limit=1, lease=LEASE)
    assert [one.chat_id for one in claimed] == [2]
    post = await storage.outbox.post(claimed[0].post_id)
    assert post is not None
    assert post.kind is PostKind.DIGEST
    rest = await storage.outbox.claim(now=NOW, limit=9, lease=LEASE)
    assert sorted((one.chat_id, one.locale) for one in rest) == [(1, "ru"), (3, "kk")]
    post = await storage.outbox.post(rest[0].post_id)
    assert post is not None
    assert (post.kind, post.content) == (PostKind.BROADCAST, WORDS)
    assert await storage.broadcasts.start(BroadcastId(number), message_id=None, now=NOW, change=STARTED) is None
    assert await actions(storage) == ["broadcast-started"], "only what changes something is recorded"
    assert await storage.broadcasts.fates(BroadcastId(number)) == {
        "kk": Fates(waiting=2), "ru": Fates(waiting=1),
    }  # fmt: skip


async def test_what_became_of_each_chat_is_counted(storage: Storage) -> None:
    for number in range(1, 8):
        await storage.chats.save(chat(number), now=NOW)
    number = await started(storage)
    claimed = await storage.outbox.claim(now=NOW, limit=9, lease=LEASE)
    ends = (
        (DeliveryState.SENT, None), (DeliveryState.DROPPED, DeliveryReason.GONE),
        (DeliveryState.DROPPED, DeliveryReason.CLOSED), (DeliveryState.REFUSED, DeliveryReason.REFUSED),
        (DeliveryState.DROPPED, DeliveryReason.PAUSED), (DeliveryState.WAITING, DeliveryReason.FLOOD),
    )  # fmt: skip
    await storage.outbox.record(
        [DeliveryOutcome(one.id, state, reason=reason) for one, (state, reason) in zip(claimed, ends, strict=False)],
        now=NOW,
    )
    assert await storage.broadcasts.fates(BroadcastId(number)) == {
        "ru": Fates(waiting=2, sent=1, lost=2, refused=1, skipped=1)
    }
    assert [one.id for one in await storage.broadcasts.running()] == [number]
    await storage.broadcasts.finish(BroadcastId(number), now=NOW)
    assert await storage.broadcasts.running() == ()
    done = await storage.broadcasts.get(BroadcastId(number))
    assert done is not None
    assert (done.state, done.content) == (BroadcastState.DONE, Announcement(""))


async def test_after_a_stop_nothing_waits_and_nothing_is_left_to_send(storage: Storage) -> None:
    await readers(storage)
    number = await started(storage)
    (sending,) = await storage.outbox.claim(now=NOW, limit=1, lease=LEASE)
    post_id = await storage.broadcasts.stop(BroadcastId(number), now=NOW, change=STOPPED)
    assert post_id == sending.post_id
    assert await storage.broadcasts.stop(BroadcastId(number), now=NOW, change=STOPPED) is None
    assert await actions(storage) == ["broadcast-stopped", "broadcast-started"]
    assert await storage.outbox.post(sending.post_id) is None
    assert await storage.outbox.claim(now=NOW + LEASE, limit=9, lease=LEASE) == ()
    found = await storage.broadcasts.fates(BroadcastId(number))
    assert sum(found.values(), Fates()) == Fates(waiting=1, stopped=2)
    stopped = await storage.broadcasts.get(BroadcastId(number))
    assert stopped is not None
    assert (stopped.state, stopped.message_id) == (BroadcastState.STOPPED, 70)


async def test_who_had_everything_deleted_is_named_by_no_broadcast(storage: Storage) -> None:
    await readers(storage)
    number = await started(storage)
    draft = await storage.broadcasts.compose(HERE, WORDS, now=NOW)
    assert draft is not None
    await storage.chats.delete(HERE.chat_id, now=NOW)
    assert await storage.broadcasts.get(draft.id) is None
    running = await storage.broadcasts.get(BroadcastId(number))
    assert running is not None
    assert (running.place, running.message_id) == (Place(ChatId(0)), None)
    assert sum((await storage.broadcasts.fates(BroadcastId(number))).values(), Fates()) == Fates(waiting=2)
