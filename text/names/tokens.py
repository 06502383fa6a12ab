"""The words of a sentence, the text between them, and the things of the lexicon that they name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from text.letters import APOSTROPHES, STRAIGHT, plain_letters
from text.lexicon.lexicon import Lexicon, Mention
from text.mentions import NamedInArticle
from text.sentences import split

_WORDS = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_ARTICLE = range(2, 4)  # possible numbers of letters in the Arabic article before a name, as әл in әл-Фараби
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_INSIDE = (
    " \u00a0,;()–—-/"  # if only these stand between two words, the second one does not begin a sentence or quotation
)
OPENING_QUOTES, CLOSING_QUOTES = '«“„"', '»”“"'


class Token(NamedTuple):
    text: str
    lower: str  # the word in lower case, with ' for every kind of apostrophe
    before: str  # the text between the word before and this word, or from the beginning of the sentence
    is_capital: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    tokens: Sequence[Token]
    mentions: Sequence[Mention]  # the things that the sentence names; their positions count tokens, not letters
    after: str  # the text after the last word
    is_quoting: bool  # whether a quotation mark opens before one of the tokens

    def gap(self, place: int) -> str:
        """Return the text before the token with this number; for one more than the last, the text after all tokens."""
        return self.tokens[place].before if place < len(self.tokens) else self.after

    def is_joined(self, place: int) -> bool:
        """Return whether there is only a space between a token and the one before it."""
        return 0 < place < len(self.tokens) and not self.tokens[place].before.strip()

    def opens(self, place: int) -> bool:
        """Return whether a token may have a capital only because a sentence or quotation begins with it."""
        return place == 0 or bool(self.tokens[place].before.strip(_INSIDE))


def read_sentences(text: str, language: str, lexicon: Lexicon, named: NamedInArticle | None = None) -> list[Sentence]:
    """Return the sentences of a text; what the whole text names decides what an ambiguous word means.

    `named` is what the title and the beginning of the text name; None if it was not looked up before.
    """
    spelt: list[str] = []
    tokens = [_tokens(sentence, spelt) for sentence in split(plain_letters(text))]
    return list(_with_mentions(tokens, _mentions(spelt, language, lexicon, named)))


def _tokens(sentence: str, spelt: list[str]) -> tuple[list[Token], str]:
    """Return the tokens of a sentence and the text after the last one; the words are appended to `spelt`."""
    found, end = [], 0
    is_straight = sentence.isascii() or not _APOSTROPHE.search(sentence)
    for match in _WORDS.finditer(sentence if is_straight else sentence.translate(STRAIGHT)):
        (start, stop), straight = match.span(), match[0]
        is_capital = straight[0].isupper() or ("-" in straight and _is_behind_article(straight))
        text = straight if is_straight else sentence[start:stop]
        spelt.append(straight)
        found.append(Token(text, straight.lower(), sentence[end:start], is_capital))
        end = stop
    return found, sentence[end:]


def _is_behind_article(word: str) -> bool:
    """Return whether a word is a name with the Arabic “al-” before it, as in әл-Фараби (“al-Farabi”)."""
    article, _, name = word.partition("-")
    return len(article) in _ARTICLE and name[:1].isupper()


def _mentions(
    spelt: Sequence[str], language: str, lexicon: Lexicon, named: NamedInArticle | None
) -> list[tuple[int, Mention]]:
    """Return what the words name, as (position of the first word, mention).

    The words that `named` covers are not looked up again.
    """
    title, known = (len(named.title.words), [*named.title.words, *named.text.words]) if named else (0, [])
    count = max(len(known) - 1, 0)  # words that `named` has read; its last word is left out, as it may be cut off
    if named is None or known[:count] != spelt[:count]:
        return [(each.start, each) for each in lexicon.mentions([word.lower() for word in spelt], language)]
    found = [(each.start, each) for each in named.title.mentions]
    found += [(title + each.start, each) for each in named.text.mentions if title + each.start + each.length <= count]
    rest = lexicon.mentions([word.lower() for word in spelt[count:]], language)
    return found + [(count + each.start, each) for each in rest]


def _with_mentions(
    tokens: Sequence[tuple[list[Token], str]], mentions: Sequence[tuple[int, Mention]]
) -> Iterator[Sentence]:
    first, place = 0, 0
    for each, after in tokens:
        end, own = first + len(each), []
        while place < len(mentions) and mentions[place][0] < end:
            start, mention = mentions[place]
            if start + mention.length <= end:
                own.append(Mention(mention.id, mention.form, start - first, mention.length, mention.is_bare))
            place += 1
        is_quoting = any(token.before and token.before[-1] in OPENING_QUOTES for token in each)
        yield Sentence(each, own, after, is_quoting)
        first = end
