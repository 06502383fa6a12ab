"""What a chat does not want to see: words in any inflection, or everything of a source. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from domain.chat import Chat
from render.markup import tidy
from text.letters import name_key

MOST_MUTES = 40  # words, and as many sources: a keyboard holds a hundred buttons
LONGEST = 60  # UTF-16 units


@dataclass(frozen=True, slots=True)
class Muted:
    text: str
    is_source: bool


def muted(chat: Chat, typed: str, sources: Collection[str]) -> tuple[Chat, Muted]:
    """The chat without them; a publisher's name, typed in any case, mutes the publisher."""
    text = tidy(typed, LONGEST).removesuffix("…")
    source = next((name for name in sources if name_key(name) == name_key(text)), None)
    if source is not None:
        names = (*(name for name in chat.muted_sources if name != source), source)
        return replace(chat, muted_sources=names[-MOST_MUTES:]), Muted(source, is_source=True)
    words = (*(word for word in chat.muted_words if name_key(word) != name_key(text)), text)
    return replace(chat, muted_words=words[-MOST_MUTES:]), Muted(text, is_source=False)
