"""Finding organisations by a word for their kind.

Such words are кызматы (service) in «Бажы кызматы» (Customs Service) and донишгоҳ (university) in «Донишгоҳи миллии
Тоҷикистон» (National University of Tajikistan).
"""

from collections.abc import Iterator

from domain.article import Name
from text.names.cases import owned_base, plain, without_case
from text.names.keys import organisation_key
from text.names.known import kind_of_place
from text.names.rules import NOTHING
from text.names.spans import Context, Span
from text.names.tokens import CLOSING_QUOTES, OPENING_QUOTES

_BETWEEN = 4  # the most lower-case words that a name may have inside
_BETWEEN_FIRST = 2  # the most lower-case words that a name at the beginning of a sentence may have inside
_LONGEST = 6  # the most words in a name
_QUOTED = 4  # the most words in a name that stands in quotation marks


def organisation_spans(context: Context) -> Iterator[Span]:
    """Yield the organisations of a sentence that are not in the lexicon."""
    sentence, rules = context.sentence, context.rules
    yield from _by_pattern(context)
    quoted = list(_quotations(context))
    for start, end in quoted:
        around = [place for place in (start - 1, end) if 0 <= place < len(sentence.tokens)]
        if any(rules.organisations.fullmatch(sentence.tokens[place].lower) for place in around):
            yield _span(start, end, context)
    for place, token in enumerate(sentence.tokens):
        if place in context.taken or not rules.organisations.fullmatch(token.lower):
            continue
        found = _linked(place, context) if rules.linking else _closing(place, context)
        if found is not None:
            yield _span(*found, context)


def quoted_names(context: Context) -> Iterator[Span]:
    """Yield the names in quotation marks that are not part of another name."""
    for start, end in _quotations(context):
        tokens = context.sentence.tokens[start:end]
        if all(token.is_capital and len(token.text) > 1 for token in tokens) and not _is_common(start, context):
            yield _span(start, end, context)


def _is_common(place: int, context: Context) -> bool:
    lower = context.sentence.tokens[place].lower
    return lower in context.small or lower in context.rules.opening


def _span(start: int, end: int, context: Context) -> Span:
    words = [token.text for token in context.sentence.tokens[start:end]]
    is_kind = context.rules.organisations.fullmatch(plain(words[-1])) is not None
    kind = owned_base(words[-1], context.language) if is_kind else None
    words[-1] = kind or without_case(words[-1], context.language)
    name = " ".join(words)
    return Span(Name(name, "organisation", organisation_key(name)), start, end)


def _by_pattern(context: Context) -> Iterator[Span]:
    """Yield offices by the language's pattern: the word for the kind comes first, then capitalised words."""
    if context.rules.office.pattern == NOTHING.pattern:
        return
    written, starts = "", []
    for token in context.sentence.tokens:
        written += token.before
        starts.append(len(written))
        written += token.text
    for match in context.rules.office.finditer(written):
        covered = [place for place, start in enumerate(starts) if match.start() <= start < match.end()]
        if covered:
            yield _span(covered[0], covered[-1] + 1, context)


def _quotations(context: Context) -> Iterator[tuple[int, int]]:
    """Yield the ranges of tokens in quotation marks that may be a name: few words, the first of them capitalised."""
    sentence = context.sentence
    if not sentence.is_quoting:
        return
    for start, token in enumerate(sentence.tokens):
        if token.before[-1:] not in OPENING_QUOTES or not token.before or not token.is_capital:
            continue
        for end in range(start + 1, min(start + _QUOTED, len(sentence.tokens)) + 1):
            gap = sentence.gap(end)
            if gap[:1] and gap[0] in CLOSING_QUOTES:
                yield start, end
                break
            if gap.strip() and end < len(sentence.tokens):
                break


def _linked(place: int, context: Context) -> tuple[int, int] | None:
    """Return the range of tokens of a name that begins with the word for its kind, at `place`; None if there is none.

    Every word before the last must have the ending that links it to the next word, as in «Донишгоҳи миллии Тоҷикистон»
    (National University of Tajikistan). If the word for the kind has a small first letter, the name is only the single
    capitalised word after it.
    """
    sentence, linking = context.sentence, context.rules.linking
    end = place + 1
    while (
        end - place < _LONGEST
        and sentence.is_joined(end)
        and sentence.tokens[end - 1].lower.endswith(linking)
        and end not in context.taken
        and not _opens_another(end, context)
    ):
        end += 1
    if end == place + 1:
        return None
    if sentence.tokens[place].is_capital:
        return place, end
    last = end - 1
    named = any(mention.start == last and ":" in mention.id for mention in sentence.mentions)
    return (last, end) if last == place + 1 and sentence.tokens[last].is_capital and not named else None


def _opens_another(place: int, context: Context) -> bool:
    token = context.sentence.tokens[place]
    return token.is_capital and context.rules.organisations.fullmatch(token.lower) is not None


def _closing(place: int, context: Context) -> tuple[int, int] | None:
    """Return the range of tokens of a body's name that ends with the word for its kind, which is at `place`.

    The name begins with a capital. None if there is no such name.
    """
    sentence = context.sentence
    owned = owned_base(sentence.tokens[place].text, context.language) is not None
    start = place
    while place - start <= _BETWEEN and sentence.is_joined(start) and start - 1 not in context.taken:
        start -= 1
        token = sentence.tokens[start]
        if token.is_capital:
            break
    if start == place or not sentence.tokens[start].is_capital:
        return None
    is_described = all(context.rules.derived.search(token.lower) for token in sentence.tokens[start:place])
    is_owned = (owned or _says_business(start, place, context)) and kind_of_place(start + 1, context) is None
    if place - start > 1 and not is_owned and not is_described:
        return None
    if kind_of_place(place, context) is not None and context.is_known_place(place - 1):
        return None
    while sentence.is_joined(start) and sentence.tokens[start - 1].is_capital and start - 1 not in context.taken:
        if not _may_begin(start - 1, place, context):
            break
        start -= 1
    return (start, place + 1) if _may_begin(start, place, context) and place - start < _LONGEST else None


def _may_begin(start: int, place: int, context: Context) -> bool:
    sentence, token, rules = context.sentence, context.sentence.tokens[start], context.rules
    if any(each.start == start and each.length > 1 and each.start + each.length > place for each in sentence.mentions):
        return True  # the lexicon has the whole name, from here to the word for its kind, as it has those of ministries
    if token.lower.startswith(rules.titles) and not (place == start + 1 and sentence.tokens[place].is_capital):
        return False
    if token.lower in rules.opening and not token.lower.startswith(rules.titles):
        return False
    if without_case(token.text, context.language) != token.text:
        return False
    if not sentence.opens(start):
        return True
    is_kind = token.lower.startswith(rules.places) or rules.organisations.fullmatch(token.lower) is not None
    is_close = place - start <= _BETWEEN_FIRST + 1 or _says_business(start, place, context)
    return not is_kind and token.lower not in context.small and is_close


def _says_business(start: int, place: int, context: Context) -> bool:
    """Return whether the words before the word for an office's kind, at `place`, say what the office is for.

    For example, in «Дин иштери боюнча комитет» (committee for religious affairs) they do.
    """
    return any(token.lower in context.rules.concerning for token in context.sentence.tokens[start + 1 : place])
