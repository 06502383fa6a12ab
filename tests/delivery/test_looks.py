"""One post is drawn in the layout of each reader; all its messages but the first are silent."""

from domain.chat import Layout, Look
from domain.post import PostKind
from tests.builders import chat, digest
from tests.delivery.rig import Rig

SENTENCE = "В городе открыли новый парк."


async def test_each_reader_gets_a_digest_in_their_own_look_and_an_alert_as_it_is(rig: Rig) -> None:
    plain, brief = await rig.reader(), await rig.reader("Бакыт", look=Look(Layout.HEADLINES, has_picture=True))
    to = [chat(person.id) for person in (plain, brief)]
    await rig.broadcast(digest("Парк открыли"), *to, kind=PostKind.DIGEST)
    await rig.deliver()
    assert SENTENCE in plain.last.text
    assert plain.last.raw["link_preview_options"] == {"is_disabled": True}
    assert SENTENCE not in brief.last.text
    assert "Парк открыли · Тандем" in brief.last.text
    assert brief.last.raw["link_preview_options"] == {
        "url": "https://tandem.example/1",
        "prefer_large_media": True,
        "show_above_text": True,
    }
    await rig.broadcast(digest("Парк закрыли"), *to)
    await rig.deliver()
    assert SENTENCE in brief.last.text


async def test_only_the_first_part_of_a_long_digest_makes_a_sound(rig: Rig) -> None:
    reader = await rig.reader()
    await rig.broadcast(digest(*("Парк " + "я" * 250 for _ in range(20))), chat(reader.id), kind=PostKind.DIGEST)
    await rig.deliver()
    parts = reader.received[-2:]
    assert [part.is_silent for part in parts] == [False, True]
