"""Summarising a story with sentences of its articles, each with its source.

The first sentences of the lead make a better summary than sentences chosen by text ranking, so they are used, except
sentences that say little there: datelines, sentences that recall older news, and sentences about somebody who was named
before. If several articles tell the story, the second sentence is the one that adds most, from any of these articles.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import inf

from domain.digest import SummarySentence
from domain.story import StoryArticle
from text.denials import denials, denies, refutes
from text.digits import figure
from text.headline import compress, is_label
from text.languages import LANGUAGES
from text.languages.language import Openers
from text.letters import STRAIGHT
from text.phrases import NO_PHRASES, Phrases, is_recall
from text.words import stems

# If an article's opening has few of its headline's words, two consecutive early sentences that have more replace it.
_EARLY = 5  # the two are looked for among this many sentences at the beginning of the article
_MORE = 0.35  # the part of the headline's words by which the two must cover more than the opening
_LONGEST_PAIR = 60  # the most words that two sentences that replace an opening may have together
_FIRST_OF = 6  # sentences are chosen from this many sentences at the beginning of each article
_ARTICLES = 8
_LONGEST_QUOTATION = 8  # the most sentences in a quotation
_NOTHING = "(?!)"  # a pattern that matches nowhere
_SAME = 0.6  # two sentences say the same if they share this part of the shorter one's stems
# Two sentences of which only one denies something contradict each other if they share this part of all their stems.
_OPPOSITE, _FLATLY = 0.55, 0.75


def summarise(
    articles: Sequence[StoryArticle], *, sentences: int = 2, phrases: Phrases = NO_PHRASES
) -> tuple[SummarySentence, ...]:
    """Return up to `sentences` sentences that together cover the story; each of them says something new.

    The first one is from the first article. A summary of one sentence is shortened like a headline: introductory and
    closing words that are not news are removed. Sentences that recall older news, such as «Напомним, …», are avoided;
    they are recognised by `phrases`.
    """
    if not articles or sentences < 1:
        return ()
    lead = articles[0]
    opening = _opening(lead, sentences if len(articles) == 1 else 1, phrases)
    chosen = [(lead, sentence) for sentence in dict.fromkeys((*_verdict(lead), *opening))][:sentences]
    if len(articles) > 1:
        _cover(chosen, articles, sentences, phrases)
    if sentences == 1:
        chosen = [(article, compress(sentence, article.language)) for article, sentence in chosen]
    return tuple(SummarySentence(sentence, article.source, article.url) for article, sentence in chosen)


def _verdict(article: StoryArticle) -> list[str]:
    """Return the first sentence if it is a few words that call the headline untrue, such as «Это фейк.» (a fake).

    The list is empty for any other sentence, and if the headline was made from a sentence of the text.
    """
    first, made = article.sentences[0] if article.sentences else "", article.headline.rstrip(".…")
    is_made = any(made in sentence for sentence in article.sentences)
    return [first] if not is_made and is_label(first) and refutes(first, article.language) else []


def _opening(article: StoryArticle, count: int, phrases: Phrases) -> list[str]:
    """Return the first `count` sentences that tell the news and can be understood alone.

    Left out are labels, and sentences that only say who reported, recall older news, repeat another sentence, or refer
    to a sentence that was left out.
    """
    told = [sentence for sentence in article.sentences if not is_label(sentence)] or list(article.sentences)
    taken: list[int] = []
    parts = _parts(told)
    # A part of a quotation is better than no second sentence: many posts are a quotation with a sentence before it.
    for skipped in (parts, frozenset[int]()):
        for place, sentence in enumerate(told):
            if len(taken) == count:
                break
            if place in taken or (taken and place in skipped):
                continue
            follows_taken = place - 1 in taken
            if is_recall(sentence, phrases) or (is_dangling(sentence, article.language) and not follows_taken):
                continue
            if taken and _only_attributes(sentence, article.language):
                continue
            if not any(says_same(sentence, told[other], article.language) for other in taken):
                taken.append(place)
    taken.sort()
    if not taken:
        return list(dict.fromkeys(told))[:count]
    found = [told[place] for place in taken]
    return _promised(article, found, told[:_EARLY], phrases) if len(found) == 2 else found


def _promised(article: StoryArticle, opening: list[str], early: Sequence[str], phrases: Phrases) -> list[str]:
    """Return the opening, or two other early sentences if they cover clearly more of the headline's words."""
    promise = content(article.headline, article.language)

    def held(pair: Sequence[str]) -> float:
        said = content(" ".join(pair), article.language)
        return len(promise & said) / max(1, len(promise))

    best, most = opening, held(opening) + _MORE
    for pair in pairwise(early):
        is_fit = len(" ".join(pair).split()) <= _LONGEST_PAIR and not says_same(*pair, article.language)
        is_fit = is_fit and not (is_dangling(pair[0], article.language) or _only_attributes(pair[1], article.language))
        if is_fit and not any(is_recall(sentence, phrases) for sentence in pair):
            share = held(pair)
            if share > most:
                best, most = list(pair), share
    return best


def _only_attributes(sentence: str, language: str) -> bool:
    """Return whether a sentence only says who reported the news, such as «Об этом сообщает …» (this is reported by)."""
    openers = _openers(language)
    return len(sentence.split()) <= openers.longest_attribution and bool(
        openers.attribution.match(sentence.translate(STRAIGHT))
    )


def _cover(
    chosen: list[tuple[StoryArticle, str]], articles: Sequence[StoryArticle], count: int, phrases: Phrases
) -> None:
    """Add sentences to `chosen` until it has `count`; each time the one that covers most of what is not said yet.

    A sentence that flatly denies a chosen one comes before all others, even if it has no new words.
    """
    language = articles[0].language
    letters = _second_alphabet(articles[0])
    told = [one for one in articles if one.language == language and _second_alphabet(one) == letters][:_ARTICLES]
    candidates = [
        (article, place, sentence, content(sentence, language))
        for article, parts in [(one, _parts(one.sentences)) for one in told]
        for place, sentence in enumerate(article.sentences[:_FIRST_OF])
        if not is_label(sentence) and not is_recall(sentence, phrases) and not is_dangling(sentence, language)
        if place not in parts
    ]
    spread = Counter(
        stem for article in told for stem in {s for mine, _, _, said in candidates if mine is article for s in said}
    )
    while len(chosen) < count:
        covered = {stem for _, sentence in chosen for stem in content(sentence, language)}
        best, gain = None, 0.0
        for article, place, sentence, said in candidates:
            if not said or any(says_same(sentence, other, language) for _, other in chosen):
                continue
            claim = claim_of(sentence, language)
            is_flat = any(contradict(claim, claim_of(other, language), share=_FLATLY) for _, other in chosen)
            new = sum(spread[stem] for stem in said - covered) / (8 + len(said)) / (1 + 0.25 * place)
            new = inf if is_flat else new
            if new > gain:
                best, gain = (article, sentence), new
        if best is None:
            return
        chosen.append(best)


def _parts(sentences: Sequence[str]) -> set[int]:
    """Return the places of sentences that lack something which another sentence says.

    They announce a list that follows, or they are a part of a quotation of several sentences, of which only the first
    or the last says whose words these are.
    """
    found = {place for place, sentence in enumerate(sentences) if sentence.endswith(":")}
    for opening, closing in ("«»", "“”"):
        open_by = [sentence.count(opening) - sentence.count(closing) for sentence in sentences]
        for place, marks in enumerate(open_by):
            if marks <= 0 or place in found:
                continue
            for end in range(place + 1, min(place + _LONGEST_QUOTATION, len(sentences))):
                if open_by[end] < 0:
                    found.update(range(place, end + 1))
                    break
    return found


def _second_alphabet(article: StoryArticle) -> bool:
    """Return whether an article is written in the second alphabet of its language, such as Uzbek in Cyrillic letters.

    A summary has sentences in one alphabet only.
    """
    other = LANGUAGES[article.language].other_letters if article.language in LANGUAGES else ""
    if not other:
        return False
    text = " ".join((article.headline, *article.sentences[:_FIRST_OF])).lower()
    return 2 * len(re.findall(f"[{other}]", text)) > sum(map(str.isalpha, text))


def is_dangling(sentence: str, language: str) -> bool:
    """Return whether a sentence begins with words that refer to something before it.

    Such words are «Он также…» ("He also…") and «По его словам…» ("According to him…").
    """
    return bool(_openers(language).pointing_back.match(sentence))


@dataclass(frozen=True, slots=True)
class _Openers:
    """For one language, patterns of sentences with which a summary must not begin."""

    pointing_back: re.Pattern[str]
    attribution: re.Pattern[str]
    longest_attribution: int


@cache
def _openers(language: str) -> _Openers:
    known = LANGUAGES[language].openers if language in LANGUAGES else Openers()
    # «Бул жылы …» ("This year …") and "This week …" do not refer to something before; they only say when.
    not_a_time = rf"(?!(?:{known.this}) (?:{known.times})(?!\w))" if known.this else ""
    return _Openers(
        re.compile(
            rf"[\"«“—–-]*\s*{not_a_time}(?:{'|'.join(known.pointing_back) or _NOTHING})(?=[\s,.])", re.IGNORECASE
        ),
        re.compile(rf"[\"«—– ]*(?:{'|'.join(known.attributions) or _NOTHING})(?!\w)", re.IGNORECASE),
        known.longest_attribution,
    )


def says_same(one: str, other: str, language: str) -> bool:
    """Return whether the longer of two sentences says most of what the shorter one says, and does not deny it."""
    a, b = content(one, language), content(other, language)
    least = min(len(a), len(b))
    if one == other:
        return True
    is_alike = least > 0 and len(a & b) / least >= _SAME
    return is_alike and not contradict(claim_of(one, language), claim_of(other, language))


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence says: its stems without words such as "not", and whether it has such a word."""

    stems: frozenset[str]
    is_denial: bool


def claim_of(sentence: str, language: str) -> Claim:
    return Claim(frozenset(content(sentence, language) - _denying(language)), denies(sentence, language))


def contradict(one: Claim, other: Claim, *, share: float = _OPPOSITE) -> bool:
    """Return whether one claim denies what the other says in nearly the same words, as "is open" and "is not open".

    `share` is the part of all their stems that they must share.
    """
    if one.is_denial == other.is_denial or not one.stems:
        return False
    return len(one.stems & other.stems) >= share * len(one.stems | other.stems)


@cache
def _denying(language: str) -> frozenset[str]:
    return frozenset(content(" ".join(denials(language)), language))


def content(sentence: str, language: str) -> set[str]:
    """Return the stems and the numbers of a sentence, without words of one letter."""
    return {figure(stem) for stem in stems(sentence, language) if len(stem) > 1 or stem.isdecimal()}
