"""A sentence's words with what stands between them, and what the lexicon names among them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from text.letters import STRAIGHT, plain_letters
from text.lexicon.lexicon import Lexicon, Mention
from text.sentences import split

_WORDS = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
OPENING_QUOTES, CLOSING_QUOTES = '«“„"', '»”“"'


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    lower: str  # with straight apostrophes
    before: str  # what stands between it and the word before, or the sentence's beginning

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Sentence:
    tokens: Sequence[Token]
    mentions: Sequence[Mention]  # their places count the tokens
    after: str  # what stands behind the last word

    def gap(self, place: int) -> str:
        """Return what stands before a token, or behind the last one."""
        return self.tokens[place].before if place < len(self.tokens) else self.after

    def is_joined(self, place: int) -> bool:
        """Return whether nothing but a space stands between a token and the one before."""
        return 0 < place < len(self.tokens) and not self.tokens[place].before.strip()

    def opens(self, place: int) -> bool:
        """Return whether a token may have its capital only because it opens a sentence or what somebody says."""
        return place == 0 or any(sign in OPENING_QUOTES + ":…•" for sign in self.gap(place))


def read_sentences(text: str, language: str, lexicon: Lexicon) -> list[Sentence]:
    """Return the sentences of a text. Everything named counts for what an ambiguous word means, wherever it stands."""
    tokens = [_tokens(sentence) for sentence in split(plain_letters(text))]
    mentions = lexicon.mentions([token.lower for each, _ in tokens for token in each], language)
    return list(_with_mentions(tokens, mentions))


def _tokens(sentence: str) -> tuple[list[Token], str]:
    found, end = [], 0
    for match in _WORDS.finditer(sentence.translate(STRAIGHT)):
        text = sentence[match.start() : match.end()]
        found.append(Token(text, match[0].lower(), sentence[end : match.start()]))
        end = match.end()
    return found, sentence[end:]


def _with_mentions(tokens: Sequence[tuple[list[Token], str]], mentions: Sequence[Mention]) -> Iterator[Sentence]:
    first, place = 0, 0
    for each, after in tokens:
        end, own = first + len(each), []
        while place < len(mentions) and mentions[place].start < end:
            mention = mentions[place]
            if mention.start + mention.length <= end:
                own.append(Mention(mention.id, mention.form, mention.start - first, mention.length))
            place += 1
        yield Sentence(each, own, after)
        first = end
