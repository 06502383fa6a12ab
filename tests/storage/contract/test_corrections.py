"""Corrections by editors, and their effect on deliveries."""

from dataclasses import replace
from datetime import timedelta

from domain.audit import Change
from domain.chat import ChatState, Place
from domain.correction import SETTLES_IN, Corrected, Correction, CorrectionKind, merged
from domain.digest import Digest, DigestStory, Window
from domain.ids import ArticleId, ChatId, MessageId, PostId, StoryId, UpdateId, person_id
from domain.post import Delivery, DeliveryState, Notice, PostKind
from storage.interface import Addressee, DeliveryOutcome, Storage, StoryQuery
from tests.builders import chat
from tests.storage.shelf import NOW, Shelf

WEEK_AGO = NOW - timedelta(days=7)
NOTICE = Notice("correction-hidden", {"headline": "Парк закрыт"})
LATER = NOW + timedelta(hours=2)


def told(*stories: tuple[int, tuple[int, ...]]) -> Digest:
    """Return a digest of stories, each given as its id and its articles."""
    sources = (("Тандем", None),)
    shown = (
        DigestStory(
            StoryId(key), f"Новость {key}", None, "ru", None, (), sources, (), NOW, articles=tuple(map(ArticleId, ids))
        )
        for key, ids in stories
    )
    return Digest(Window(NOW - timedelta(days=1), NOW), tuple(shown))


async def queue(storage: Storage, digest: Digest, *chats: int) -> PostId:
    for one in chats:
        await storage.chats.save(chat(one), now=NOW)
    to = [Addressee(chat(one), None) for one in chats]
    return await storage.outbox.enqueue(PostKind.BREAKING, digest, to, now=NOW)


async def claim(storage: Storage, limit: int = 100) -> tuple[Delivery, ...]:
    return await storage.outbox.claim(now=LATER, limit=limit, lease=timedelta(minutes=1))


async def record(storage: Storage, delivery: Delivery, state: DeliveryState, parts: int = 1) -> None:
    outcome = DeliveryOutcome(delivery.id, state, parts, tuple(map(MessageId, range(70, 70 + parts))))
    await storage.outbox.record([outcome], now=NOW)


async def hide(storage: Storage, *articles: int, notice: Notice | None = NOTICE) -> tuple[PostId, ...]:
    return await storage.corrections.hide(
        list(map(ArticleId, articles)), since=WEEK_AGO, now=NOW + timedelta(hours=1), notice=notice
    )


async def test_a_story_is_hidden_once_for_one_update(storage: Storage) -> None:
    hidden = await Shelf(storage).tell("Парк закрыт", story=2)
    post = await queue(storage, told((1, (901,)), (2, (hidden,))), 1)
    update = UpdateId(4)
    assert await storage.corrections.hide([hidden], since=WEEK_AGO, now=NOW, update_id=update) == (post,)
    assert await storage.corrections.hide([hidden], since=WEEK_AGO, now=NOW, update_id=update) == ()


async def stories_of(storage: Storage, post_id: PostId) -> list[int]:
    post = await storage.outbox.post(post_id)
    assert post is not None
    assert isinstance(post.content, Digest)
    return [story.story_id for story in post.content.stories]


async def test_what_is_said_of_an_article_holds_of_the_story_that_it_goes_to(storage: Storage) -> None:
    shelf = Shelf(storage)
    one, other = await shelf.tell("Парк открыт", story=1), await shelf.tell("Парк открыли", story=1)
    said = [
        Correction(one, CorrectionKind.TOPIC, NOW, "economy"),
        Correction(one, CorrectionKind.HEADLINE, NOW, "Парк открыт заново", "ru"),
        Correction(one, CorrectionKind.PINNED, NOW, until=LATER),
        Correction(ArticleId(999), CorrectionKind.HIDDEN, NOW),
    ]
    assert await storage.corrections.put(said, now=NOW)
    await storage.stories.regroup({one: StoryId(7)}, now=NOW)
    (moved, left) = await storage.stories.get([StoryId(7), StoryId(1)])
    assert moved.corrected == Corrected(False, LATER, "economy", (("ru", "Парк открыт заново"),))
    assert moved.topics == ("economy",)
    assert left.corrected == Corrected()
    assert [article.id for article in left.articles] == [other]


async def test_the_latest_of_two_headlines_in_a_language_counts_and_is_removed_by_its_kind(storage: Storage) -> None:
    shelf = Shelf(storage)
    one, other = await shelf.tell("Парк", story=1), await shelf.tell("Парк", story=1)
    for minute, article_id, text in ((2, one, "Второй"), (1, other, "Первый")):
        headline = Correction(article_id, CorrectionKind.HEADLINE, NOW + timedelta(minutes=minute), text, "ru")
        await storage.corrections.put([headline], now=NOW)
    (story,) = await storage.stories.get([StoryId(1)])
    assert story.corrected.headline("ru") == "Второй"
    assert story.corrected.headline("kk") is None
    assert not await storage.corrections.remove([one, other], CorrectionKind.TOPIC, now=NOW)
    assert await storage.corrections.remove([one, other], CorrectionKind.HEADLINE, now=NOW)
    assert (await storage.stories.get([StoryId(1)]))[0].corrected == Corrected()


async def test_the_editors_headline_comes_with_the_story_wherever_it_is_read(storage: Storage) -> None:
    shelf = Shelf(storage)
    closed = await shelf.tell("Парк закрыт", story=1)
    await shelf.tell("Парк открыт", story=2)
    await storage.stories.save_affairs({StoryId(2): StoryId(1)}, now=NOW)
    await storage.corrections.put([Correction(closed, CorrectionKind.HEADLINE, NOW, "Парк на ремонте", "ru")], now=NOW)
    (opened,) = await storage.stories.get([StoryId(2)])
    assert opened.earlier_corrected.headline("ru") == "Парк на ремонте"
    assert opened.corrected == Corrected()
    (first, _) = await storage.stories.affair(StoryId(2), limit=9)
    assert first.headline(first.articles[0]) == "Парк на ремонте"
    found = {story.id: story for story in (await shelf.page("парк")).stories}
    assert found[StoryId(1)].corrected == first.corrected
    (alone,) = await storage.stories.get([StoryId(1)])
    assert alone.earlier_corrected == Corrected()


async def test_a_hidden_story_is_found_nowhere_until_it_is_shown_again(storage: Storage) -> None:
    shelf = Shelf(storage)
    await shelf.tell("Парк открыт", story=1)
    hidden = await shelf.tell("Парк закрыт", story=2)
    late = await shelf.tell("Парк закрыт совсем", story=2)
    await hide(storage, hidden)
    assert [story.id for story in await storage.stories.find(StoryQuery())] == [1]
    assert {one.story_id for one in await storage.stories.fresh(seen=(), since=WEEK_AGO, limit=9)} == {1}
    assert hidden not in await shelf.found("парк")
    assert late not in await shelf.found("парк")
    (story,) = await storage.stories.get([StoryId(2)])
    assert story.corrected.is_hidden  # editors can still open it
    await storage.corrections.remove([hidden, late], CorrectionKind.HIDDEN, now=NOW)
    assert [story.id for story in await storage.stories.find(StoryQuery())] == [2, 1]


async def test_a_pinned_story_is_found_from_before_the_window_as_long_as_it_is_pinned(storage: Storage) -> None:
    shelf = Shelf(storage)
    pinned = await shelf.tell("Парк открыт", story=1)
    await shelf.tell("Мост открыт", story=2, at=NOW + timedelta(hours=1))
    await storage.corrections.put([Correction(pinned, CorrectionKind.PINNED, NOW, until=LATER)], now=NOW)
    window = Window(NOW + timedelta(minutes=30), LATER)

    async def found(**more: object) -> list[int]:
        return [story.id for story in await storage.stories.find(StoryQuery(window=window, **more))]  # type: ignore[arg-type]

    assert await found(pinned_at=NOW) == [2, 1]
    assert await found(pinned_at=LATER) == [2]
    assert await found() == [2]


async def test_a_story_moved_to_a_topic_is_found_under_that_topic_alone(storage: Storage) -> None:
    moved = await Shelf(storage).tell("Парк открыт", story=1, topics=("society", "culture"))
    await storage.corrections.put([Correction(moved, CorrectionKind.TOPIC, NOW, "economy")], now=NOW)
    for topic, ids in (("society", []), ("culture", []), ("economy", [1])):
        assert [story.id for story in await storage.stories.find(StoryQuery(topics=(topic,)))] == ids


async def test_an_update_corrects_once(storage: Storage) -> None:
    one = await Shelf(storage).tell("Парк", story=1)
    pin, update = Correction(one, CorrectionKind.PINNED, NOW, until=LATER), UpdateId(5)
    assert await storage.corrections.put([pin], now=NOW, update_id=update)
    assert await storage.corrections.remove([one], CorrectionKind.PINNED, now=NOW)
    assert not await storage.corrections.put([pin], now=NOW, update_id=update)
    assert (await storage.stories.get([StoryId(1)]))[0].corrected == Corrected()
    assert not await storage.corrections.remove([one], CorrectionKind.PINNED, now=NOW, update_id=update)


async def test_what_waits_goes_out_without_a_hidden_story(storage: Storage) -> None:
    hidden = await Shelf(storage).tell("Парк закрыт", story=2)
    post = await queue(storage, told((1, (901,)), (2, (hidden,))), 1, 2, 3)
    first, second, third = await claim(storage)
    await record(storage, first, DeliveryState.SENT)
    await record(storage, third, DeliveryState.WAITING, parts=1)  # a part of it was sent
    assert await hide(storage, hidden, notice=None) == (post,)
    await record(storage, second, DeliveryState.WAITING, parts=0)
    again = {delivery.chat_id: delivery for delivery in await claim(storage)}
    assert again.keys() == {2, 3}
    assert await stories_of(storage, again[ChatId(2)].post_id) == [1]
    assert again[ChatId(3)].post_id == post
    begun = await storage.outbox.post(post)
    assert begun is not None
    assert begun.left == frozenset({StoryId(1)})
    fresh = await storage.outbox.post(again[ChatId(2)].post_id)
    assert fresh is not None
    assert fresh.left is None
    articles = await storage.told.articles([Place(ChatId(1)), Place(ChatId(2))], since=WEEK_AGO)
    assert articles == {Place(ChatId(1)): {901, hidden}, Place(ChatId(2)): {901}}


async def test_a_second_hidden_story_leaves_the_digest_that_went_out_without_the_first(storage: Storage) -> None:
    shelf = Shelf(storage)
    one, other = await shelf.tell("Парк", story=1), await shelf.tell("Мост", story=2)
    post = await queue(storage, told((1, (one,)), (2, (other,)), (3, (903,))), 1)
    await hide(storage, one)
    assert post in await hide(storage, other)
    (delivery,) = await claim(storage)
    assert await stories_of(storage, delivery.post_id) == [3]


async def test_a_digest_composed_before_and_queued_after_is_stored_without_the_story(storage: Storage) -> None:
    hidden = await Shelf(storage).tell("Парк закрыт", story=2)
    await hide(storage, hidden)
    post = await queue(storage, told((1, (901,)), (2, (hidden,))), 1)
    assert await stories_of(storage, post) == [1]


async def test_who_was_told_gets_the_notice_once_and_nobody_else(storage: Storage) -> None:
    hidden = await Shelf(storage).tell("Парк закрыт", story=2)
    digest = told((2, (hidden,)), (3, (903,)))
    await queue(storage, digest, 1, 2, 3, 4)
    await queue(storage, digest, 1)  # a second post that told the same chat
    await queue(storage, told((3, (903,))), 5)
    sent = await claim(storage, limit=3)
    await record(storage, sent[0], DeliveryState.SENT, parts=2)
    await record(storage, sent[1], DeliveryState.SENT)
    await storage.chats.save(replace(chat(2), state=ChatState.STOPPED), now=NOW)
    await storage.told.record_shown(Place(ChatId(6)), digest, now=NOW)
    assert await storage.corrections.reach([hidden], since=WEEK_AGO) == 2, "the first chat once, and the sixth"
    assert await storage.corrections.reach([hidden], since=LATER) == 0
    await hide(storage, hidden)
    await record(storage, sent[2], DeliveryState.SENT)  # the message was being transmitted already
    assert await storage.corrections.tell(now=LATER) == 1
    assert await storage.corrections.tell(now=LATER) == 0
    notices = []
    while claimed := await claim(storage):
        for delivery in claimed:
            post = await storage.outbox.post(delivery.post_id)
            notices += [delivery] if post and post.kind is PostKind.CORRECTION else []
            await record(storage, delivery, DeliveryState.SENT)
    assert sorted((one.chat_id, one.reply_to, one.locale) for one in notices) == [
        (1, 71, "ru"), (3, 70, "ru"), (6, None, "en"),
    ]  # fmt: skip
    assert (await storage.outbox.post(notices[0].post_id)).content == NOTICE  # type: ignore[union-attr]


async def test_a_story_that_is_shown_again_is_no_longer_retracted(storage: Storage) -> None:
    hidden = await Shelf(storage).tell("Парк закрыт", story=2)
    await queue(storage, told((2, (hidden,))), 1, 2)
    first, second = await claim(storage)  # the second message is still being transmitted when the story is shown again
    await record(storage, first, DeliveryState.SENT)
    await hide(storage, hidden)
    assert await storage.corrections.remove([hidden], CorrectionKind.HIDDEN, now=LATER)
    await record(storage, second, DeliveryState.SENT)
    assert (await storage.corrections.tell(now=LATER), await claim(storage)) == (0, ())


async def test_a_notice_stays_open_while_the_story_may_still_arrive_and_not_longer(storage: Storage) -> None:
    hidden = await Shelf(storage).tell("Парк закрыт", story=2)
    await queue(storage, told((2, (hidden,))), 1)
    (delivery,) = await claim(storage)
    await hide(storage, hidden)
    hidden_at = NOW + timedelta(hours=1)
    assert await storage.corrections.tell(now=hidden_at + 2 * SETTLES_IN) == 0  # the message is still being transmitted
    await record(storage, delivery, DeliveryState.SENT)
    assert await storage.corrections.tell(now=hidden_at + 3 * SETTLES_IN) == 1
    await storage.told.record_shown(Place(ChatId(6)), told((2, (hidden,))), now=LATER)
    assert await storage.corrections.tell(now=LATER) == 0  # the notice was finished


async def test_a_correction_and_its_record_are_stored_together_and_once_for_one_update(storage: Storage) -> None:
    shelf, corrections, days = Shelf(storage), storage.corrections, WEEK_AGO
    one, two = await shelf.tell("Парк закрыт", story=1), await shelf.tell("Парк закрыли", story=2)
    pin = [Correction(one, CorrectionKind.PINNED, NOW)]
    for _ in range(2):
        await corrections.put(pin, now=NOW, change=Change(person_id(7), "put"), update_id=UpdateId(1))
        await corrections.remove(
            [one], CorrectionKind.PINNED, now=NOW, change=Change(person_id(7), "off"), update_id=UpdateId(2)
        )
        await corrections.hide([one], since=days, now=NOW, change=Change(person_id(7), "hide"), update_id=UpdateId(3))
        await corrections.tie(
            merged([one], [two], NOW), {}, now=NOW, change=Change(person_id(7), "tie"), update_id=UpdateId(4)
        )
    assert not await corrections.remove([one], CorrectionKind.PINNED, now=NOW, change=Change(person_id(7), "nothing"))
    assert [kept.change.action for kept in await storage.newsroom.changes(limit=9)] == ["tie", "hide", "off", "put"]
