"""A press that is handled again after a crash is answered as the first time, and changes nothing more."""

import pytest
from aiogram import Bot

from tests.handlers.rig import Rig
from tests.handlers.test_corrections import editor_of, open_editing, pair, stamp
from tests.handlers.test_story import article_of


async def test_every_correction_of_a_story_is_said_to_be_made(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    story, one, _ = await pair(rig)
    other = await rig.tell("Снег выпал")
    editor = await editor_of(rig)
    await open_editing(rig, editor, one)
    presses = {
        f"pin:{one}:d0:{await stamp(rig, story)}:on": "Новость будет первой",
        f"split:{one}:d0:MARK:2:go": "Разделено",
        f"join:{one}:MARKS:{await article_of(rig, other)}": "Объединено",
        f"hide:{one}:d0:MARK:on": "Снято",
    }
    answered: list[str | None] = []

    async def note(_: Bot, query_id: str, text: str | None = None) -> None:
        answered.append(text)

    for data, said in presses.items():
        kept = len(await rig.storage.newsroom.changes(limit=99))
        mark, marks = await stamp(rig, story), await stamp(rig, story, other)
        assert (await rig.pressed(editor, f"1:s:{data.replace('MARKS', marks).replace('MARK', mark)}")).startswith(said)
        with monkeypatch.context() as patch:  # Telegram accepts only one answer to a press
            patch.setattr(Bot, "answer_callback_query", note)
            await rig.handle(rig.updates[-1])
        assert (answered[-1] or "").startswith(said), data
        assert len(await rig.storage.newsroom.changes(limit=99)) == kept + 1
