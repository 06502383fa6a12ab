"""/stats shows counts to the newsroom, and none by which somebody could be recognised."""

import pytest

from domain.audit import Change
from domain.chat import ChatState
from domain.post import DeliveryState, PostKind
from domain.roles import Role
from render.newsroom.stats import stats_message
from tests.builders import chat
from tests.handlers.rig import TEXTS, Rig
from text.languages import LOCALES


async def test_an_editor_reads_how_many_readers_there_are(rig: Rig) -> None:
    for number in range(100, 106):
        await rig.storage.chats.save(chat(number, locale="kk", countries=("kz",)), now=rig.clock.now())
    await rig.tell("Мост открыт")
    reader = await rig.reader()
    assert "Чаты" not in (await rig.answer(reader, "/stats")).text
    await rig.storage.newsroom.set_role(reader.id, Role.EDITOR, Change(None, "role"), now=rig.clock.now())
    answer = await rig.answer(reader, "/stats")
    assert "Қазақша: 6" in answer.text
    assert "Казахстан: 6" in answer.text
    assert "Русский: < 5" in answer.text
    assert "Статей: 1" in answer.text


@pytest.mark.parametrize("locale", LOCALES)
def test_every_state_kind_and_fate_has_a_name_in_every_language(locale: str) -> None:
    t = TEXTS.translator(locale)
    counts = {
        "state": {str(state): 9 for state in ChatState},
        "delivery": {f"{kind} {state}": 9 for kind in PostKind for state in DeliveryState},
    }
    for part in (counts["state"], *({key: 9} for key in counts["delivery"])):
        group = "state" if part is counts["state"] else "delivery"
        assert "stats-" not in stats_message({group: part}, 30, t).html
