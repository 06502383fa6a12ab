"""Pairs of articles that editors joined or kept apart."""

from datetime import timedelta

import pytest

from domain.correction import Correction, CorrectionKind, merged, parted
from domain.ids import StoryId, UpdateId
from storage.interface import Storage
from tests.storage.shelf import NOW, Shelf

WEEK_AGO = NOW - timedelta(days=7)


@pytest.mark.parametrize("with_update", [True, False])
async def test_pairs_are_kept_with_their_texts_and_articles_move(storage: Storage, *, with_update: bool) -> None:
    shelf = Shelf(storage)
    a, b, c = [await shelf.tell(title, story=story) for title, story in (("Парк", 1), ("Сквер", 1), ("Мост", 2))]
    update = UpdateId(9) if with_update else None
    pairs = merged([a, b], [c], NOW)
    assert await storage.corrections.tie(pairs, {c: StoryId(1)}, now=NOW, update_id=update)
    assert await storage.stories.get([StoryId(2)]) == ()
    assert await storage.articles.stories_of([a, b, c]) == {a: 1, b: 1, c: 1}
    assert set(await storage.corrections.said(since=WEEK_AGO)) == set(pairs)
    stated, articles = await storage.corrections.labelled()
    assert [(one.one, one.other, one.is_same) for one in stated] == [(a, c, True), (b, c, True)]
    assert [(one.id, one.title, one.source) for one in articles] == [
        (a, "Парк", "Тандем"), (b, "Сквер", "Тандем"), (c, "Мост", "Тандем"),
    ]  # fmt: skip
    if with_update:
        assert not await storage.corrections.tie(pairs, {c: StoryId(5)}, now=NOW, update_id=update)
        assert await storage.articles.stories_of([c]) == {c: 1}


async def test_a_pair_is_what_was_said_of_it_last_and_the_last_comes_first(storage: Storage) -> None:
    shelf = Shelf(storage)
    a, b, c = [await shelf.tell(title, story=1) for title in ("Парк", "Сквер", "Мост")]
    await storage.corrections.tie(merged([a], [b, c], NOW), {}, now=NOW)
    later = NOW + timedelta(minutes=1)
    await storage.corrections.tie(parted([a], [b, c], later), {a: StoryId(8)}, now=later)
    said = await storage.corrections.said(since=WEEK_AGO)
    assert [(one.one, one.other, one.is_same) for one in said] == [(a, b, False), (a, c, False), (b, c, True)]
    await storage.corrections.tie(parted([b], [a, c], later), {}, now=later)  # so that a and c stay together
    stated, _ = await storage.corrections.labelled()
    assert [(one.one, one.other, one.is_same) for one in stated] == [(a, b, False), (b, c, False)]
    await storage.corrections.tie(merged([a], [c], later), {}, now=later)
    await storage.corrections.tie(parted([b], [a, c], later), {}, now=later)
    stated, _ = await storage.corrections.labelled()
    assert [(one.one, one.other, one.is_same) for one in stated] == [(a, b, False), (a, c, True), (b, c, False)]
    assert await storage.corrections.said(since=later + timedelta(days=1)) == ()


async def test_pairs_outlive_their_articles_as_labels_and_bind_nothing_any_more(storage: Storage) -> None:
    shelf = Shelf(storage)
    a, b = await shelf.tell("Парк", story=1), await shelf.tell("Сквер", story=2)
    await storage.corrections.tie(merged([a], [b], NOW), {b: StoryId(1)}, now=NOW)
    await storage.corrections.put([Correction(a, CorrectionKind.PINNED, NOW)], now=NOW)
    while await storage.housekeeping.retain(now=NOW + timedelta(days=400), keep=timedelta(days=100)):
        pass
    assert await storage.corrections.said(since=WEEK_AGO) == ()
    stated, articles = await storage.corrections.labelled()
    assert len(stated) == 1
    assert [one.title for one in articles] == ["Парк", "Сквер"]
