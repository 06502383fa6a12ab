"""Mutes: words that a chat does not want to see in any inflection, or a source. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from domain.chat import Chat
from handlers.follows import has_word
from render.markup import tidy
from text.letters import name_key, words

MOST_MUTES = 40  # a chat can mute this many words and this many sources; a keyboard has at most a hundred buttons
LONGEST = 60  # the most UTF-16 units of a mute


@dataclass(frozen=True, slots=True)
class Mute:
    text: str  # words, or the name of a source; "" if what was typed cannot be read
    is_source: bool

    def added_to(self, chat: Chat) -> Chat:
        """Return the chat with this mute as its newest one.

        If there are more than MOST_MUTES, the oldest is dropped.
        """
        if self.is_source:
            names = (*(name for name in chat.muted_sources if name != self.text), self.text)
            return replace(chat, muted_sources=names[-MOST_MUTES:])
        muted = (*(word for word in chat.muted_words if name_key(word) != name_key(self.text)), self.text)
        return replace(chat, muted_words=muted[-MOST_MUTES:])


def mute_of(typed: str, sources: Collection[str]) -> Mute:
    """Return the mute that was typed: a source if it is a publisher's name, in upper or lower case, else words."""
    text = tidy(typed, LONGEST).removesuffix("…")
    source = next((name for name in sources if name_key(name) == name_key(text)), None)
    if source is not None:
        return Mute(source, is_source=True)
    return Mute(text if has_word(words(text)) else "", is_source=False)
