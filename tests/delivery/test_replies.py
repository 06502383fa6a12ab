"""News of a followed story is a reply to the message that told it, unless that message was deleted."""

from dataclasses import replace

from domain.digest import Digest
from domain.ids import ArticleId, MessageId
from domain.post import PostKind
from emulator.people import Person
from storage.interface import Addressee
from tests.builders import chat, digest
from tests.delivery.rig import Rig


def news(*headlines: str) -> Digest:
    drawn = digest(*headlines)
    return replace(
        drawn, stories=tuple(replace(one, articles=(ArticleId(number),)) for number, one in enumerate(drawn.stories, 1))
    )


async def told(rig: Rig, person: Person, reply_to: MessageId) -> dict[str, object]:
    to = [Addressee(chat(person.id), None, reply_to=reply_to)]
    await rig.storage.outbox.enqueue(PostKind.UPDATE, news("Перевал открыт"), to, now=rig.clock.now())
    await rig.deliver()
    assert "Перевал открыт" in person.last.text
    return person.last.raw


async def test_news_comes_as_a_reply(rig: Rig) -> None:
    aizada = await rig.reader()
    await rig.broadcast(news("Перевал закрыт"), chat(aizada.id))
    await rig.deliver()
    raw = await told(rig, aizada, MessageId(aizada.last.id))
    replied = raw["reply_to_message"]
    assert isinstance(replied, dict)
    assert "Перевал закрыт" in replied["text"]


async def test_news_comes_though_the_message_it_answers_is_gone(rig: Rig) -> None:
    aizada = await rig.reader()
    assert "reply_to_message" not in await told(rig, aizada, MessageId(987_654))


async def test_a_single_story_has_one_button(rig: Rig) -> None:
    aizada = await rig.reader()
    await rig.broadcast(news("Перевал закрыт"), chat(aizada.id))
    await rig.deliver()
    assert aizada.last.buttons == ["Подробнее"]
