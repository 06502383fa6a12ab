"""A sentence's words with what stands between them, and what the lexicon names among them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from text.letters import APOSTROPHES, STRAIGHT, plain_letters
from text.lexicon.lexicon import Lexicon, Mention
from text.named import NamedInArticle
from text.sentences import split

_WORDS = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_ARTICLE = range(2, 4)  # letters
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_INSIDE = " \u00a0,;()–—-/"  # signs that stand inside a sentence
OPENING_QUOTES, CLOSING_QUOTES = '«“„"', '»”“"'


class Token(NamedTuple):
    text: str
    lower: str  # with straight apostrophes
    before: str  # what stands between it and the word before, or the sentence's beginning
    is_capital: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    tokens: Sequence[Token]
    mentions: Sequence[Mention]  # their places count the tokens
    after: str  # what stands behind the last word
    is_quoting: bool  # a quotation mark opens before one of the tokens

    def gap(self, place: int) -> str:
        """Return what stands before a token, or behind the last one."""
        return self.tokens[place].before if place < len(self.tokens) else self.after

    def is_joined(self, place: int) -> bool:
        """Return whether nothing but a space stands between a token and the one before."""
        return 0 < place < len(self.tokens) and not self.tokens[place].before.strip()

    def opens(self, place: int) -> bool:
        """Return whether a token may have its capital only because it opens a sentence or what somebody says."""
        return place == 0 or bool(self.tokens[place].before.strip(_INSIDE))


def read_sentences(text: str, language: str, lexicon: Lexicon, named: NamedInArticle | None = None) -> list[Sentence]:
    """Return the sentences of a text. Everything named counts for what an ambiguous word means, wherever it stands.

    `named` is what the text's title and beginning are known to name.
    """
    spelt: list[str] = []
    tokens = [_tokens(sentence, spelt) for sentence in split(plain_letters(text))]
    return list(_with_mentions(tokens, _mentions(spelt, language, lexicon, named)))


def _tokens(sentence: str, spelt: list[str]) -> tuple[list[Token], str]:
    """Return a sentence's words and what stands behind the last; add them to all the words spelt."""
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
    """Return whether a name stands behind the article of Arabic names: әл-Фараби."""
    article, _, name = word.partition("-")
    return len(article) in _ARTICLE and name[:1].isupper()


def _mentions(
    spelt: Sequence[str], language: str, lexicon: Lexicon, named: NamedInArticle | None
) -> list[tuple[int, Mention]]:
    """Return what the words name, each with the place of its first word; what is known of the beginning is kept."""
    title, known = (len(named.title.words), [*named.title.words, *named.text.words]) if named else (0, [])
    count = max(len(known) - 1, 0)  # the last may be half a word
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
