"""Finding the things of the lexicon that an article names, once for all later steps."""

import re
from dataclasses import dataclass

from text.letters import straight
from text.lexicon.lexicon import Lexicon, Mention

TITLE_LENGTH = 300  # characters; a longer title is read as a text
TEXT_LENGTH = 2000  # characters of the text; its beginning says what the article is about
_WORDS = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class NamedWords:
    """The words of a text, as written but with ' for every apostrophe, and the things that they name."""

    plain: str  # the text in the form that text.letters.straight returns
    words: tuple[str, ...]
    mentions: tuple[Mention, ...]  # in the order of the text; the position of a mention is an index into `words`
    parts: tuple[Mention, ...] = ()  # mentions of single words inside a longer mention

    def opening(self, text: str) -> "NamedWords":
        """Return those words and mentions that are in `text`, an unchanged beginning of the text that was read."""
        plain = straight(text)
        count = len(_WORDS.findall(plain))
        named = tuple(mention for mention in self.mentions if mention.start + mention.length <= count)
        return NamedWords(plain, self.words[:count], named)


@dataclass(frozen=True, slots=True)
class NamedInArticle:
    title: NamedWords
    text: NamedWords  # the words of the first TEXT_LENGTH characters of the text


def spelt(text: str) -> tuple[str, ...]:
    """Return the words of a text in the spelling of the lexicon, with ' for every kind of apostrophe."""
    return tuple(_WORDS.findall(straight(text)))


def named_words(text: str, language: str, lexicon: Lexicon) -> NamedWords:
    """Return the words of a text, and the things of the lexicon that they name."""
    plain = straight(text)
    words = tuple(_WORDS.findall(plain))
    lower = [word.lower() for word in words]
    mentions = tuple(lexicon.mentions(lower, language))
    return NamedWords(plain, words, mentions, tuple(lexicon.parts(lower, mentions, language)))


def named_in(title: str | None, text: str, language: str, lexicon: Lexicon) -> NamedInArticle:
    """Return what an article names in its title and at the beginning of its text."""
    return NamedInArticle(
        named_words((title or "")[:TITLE_LENGTH], language, lexicon),
        named_words(text[:TEXT_LENGTH], language, lexicon),
    )
