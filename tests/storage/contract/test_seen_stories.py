"""The storage refuses a correction of a story that has changed since the editor saw it."""

from datetime import timedelta

import pytest

from domain.audit import Change
from domain.correction import Correction, CorrectionKind, SeenStory, merged
from domain.ids import ArticleId, StoryId, UpdateId, person_id
from storage.interface import Storage, StorageError, StorageFault
from tests.storage.shelf import NOW, Shelf

WEEK_AGO = NOW - timedelta(days=7)
LATER = NOW + timedelta(hours=2)


async def test_a_story_that_is_another_by_now_is_not_corrected(storage: Storage) -> None:
    shelf, corrections = Shelf(storage), storage.corrections
    one, two = await shelf.tell("Парк закрыт", story=1), await shelf.tell("Мост закрыт", story=2)
    ((first,), (second,)) = [await storage.stories.get([StoryId(number)]) for number in (1, 2)]
    pin, change = [Correction(one, CorrectionKind.PINNED, NOW, until=LATER)], Change(person_id(7), "story-pinned")
    for is_first in (True, False):  # an update that comes again is not somebody else's change
        put = corrections.put(pin, now=NOW, seen=[first.seen], change=change, update_id=UpdateId(5))
        assert await put is is_first
    # The first story was pinned since, and the second has another article.
    await shelf.tell("Мост перекрыт", story=2)
    for seen in ([first.seen], [second.seen], [SeenStory((ArticleId(999),))]):
        for refused in (
            corrections.put(pin, now=NOW, seen=seen, change=change, update_id=UpdateId(6)),
            corrections.remove([one], CorrectionKind.PINNED, now=NOW, seen=seen, change=change, update_id=UpdateId(6)),
            corrections.hide([one], since=WEEK_AGO, now=NOW, seen=seen, change=change, update_id=UpdateId(6)),
            corrections.tie(merged([one], [two], NOW), {two: StoryId(1)}, now=NOW, seen=seen, update_id=UpdateId(6)),
        ):
            with pytest.raises(StorageError) as caught:
                await refused
            assert caught.value.key == StorageFault.STORY_CHANGED
    assert not await storage.inbox.is_applied(UpdateId(6))
    assert [kept.change for kept in await storage.newsroom.changes(limit=9)] == [change]
    assert await corrections.said(since=WEEK_AGO) == ()
    now = [story.seen for story in await storage.stories.get([StoryId(1), StoryId(2)])]
    assert await corrections.remove([one], CorrectionKind.PINNED, now=NOW, seen=now)
