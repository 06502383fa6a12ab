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
_ARTICLE = range(2, 4)  # letters of an article
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_INSIDE = " \u00a0,;()–—-/"  # characters that may occur inside a sentence
OPENING_QUOTES, CLOSING_QUOTES = '«“„"', '»”“"'


class Token(NamedTuple):
    text: str
    lower: str  # in lower case with straight apostrophes
    before: str  # the text between this word and the one before, or the sentence's beginning
    is_capital: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    tokens: Sequence[Token]
    mentions: Sequence[Mention]  # positions count the tokens
    after: str  # the text after the last word
    is_quoting: bool  # a quotation mark opens before one of the tokens

    def gap(self, place: int) -> str:
        """Return the text before a token, or after the last one."""
        return self.tokens[place].before if place < len(self.tokens) else self.after

    def is_joined(self, place: int) -> bool:
        """Return whether only a space separates a token from the one before."""
        return 0 < place < len(self.tokens) and not self.tokens[place].before.strip()

    def opens(self, place: int) -> bool:
        """Return whether a token may be capitalised only because it opens a sentence or a quotation."""
        return place == 0 or bool(self.tokens[place].before.strip(_INSIDE))


def read_sentences(text: str, language: str, lexicon: Lexicon, named: NamedInArticle | None = None) -> list[Sentence]:
    """Return the sentences of a text. All mentions in it help to decide what an ambiguous word means.

    `named` holds the things that the title and beginning of the text name; None if they were not looked up.
    """
    spelt: list[str] = []
    tokens = [_tokens(sentence, spelt) for sentence in split(plain_letters(text))]
    return list(_with_mentions(tokens, _mentions(spelt, language, lexicon, named)))


def _tokens(sentence: str, spelt: list[str]) -> tuple[list[Token], str]:
    """Return a sentence's tokens and the text after the last one; append the words to `spelt`."""
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
    """Return whether a name follows the Arabic article in this word: әл-Фараби."""
    article, _, name = word.partition("-")
    return len(article) in _ARTICLE and name[:1].isupper()


def _mentions(
    spelt: Sequence[str], language: str, lexicon: Lexicon, named: NamedInArticle | None
) -> list[tuple[int, Mention]]:
    """Return what the words name, as (position of the first word, mention); reuse the mentions in `named`."""
    title, known = (len(named.title.words), [*named.title.words, *named.text.words]) if named else (0, [])
    count = max(len(known) - 1, 0)  # the last word may be cut
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
