"""Mutes: words that a chat does not want to see in any inflection, or a source. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from domain.chat import Chat
from render.markup import tidy
from text.letters import name_key

MOST_MUTES = 40  # words, and as many sources; a keyboard holds a hundred buttons
LONGEST = 60  # UTF-16 units


@dataclass(frozen=True, slots=True)
class Mute:
    text: str  # words, or the name of a source; empty if nothing readable was typed
    is_source: bool

    def added_to(self, chat: Chat) -> Chat:
        """Return the chat with this mute as its newest; beyond MOST_MUTES the oldest is dropped."""
        if self.is_source:
            names = (*(name for name in chat.muted_sources if name != self.text), self.text)
            return replace(chat, muted_sources=names[-MOST_MUTES:])
        words = (*(word for word in chat.muted_words if name_key(word) != name_key(self.text)), self.text)
        return replace(chat, muted_words=words[-MOST_MUTES:])


def mute_of(typed: str, sources: Collection[str]) -> Mute:
    """Return the typed mute: a source if a publisher's name was typed, in any case, else words."""
    text = tidy(typed, LONGEST).removesuffix("…")
    source = next((name for name in sources if name_key(name) == name_key(text)), None)
    return Mute(text, is_source=False) if source is None else Mute(source, is_source=True)
