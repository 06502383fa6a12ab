"""Names that the lexicon does not have: runs of capitalised words, classified by their endings and neighbours."""

import re
from collections.abc import Iterator, Sequence

from domain.article import Name
from text.names.cases import plain, without_case
from text.names.keys import organisation_key, person_key, place_key
from text.names.known import kind_of_place
from text.names.spans import Context, Span

_LONGEST = 5  # the most words in a name
_LONGEST_LIST = 8
_MOST = 3  # the most words in a person's name if nothing else shows that it is one
_SHORTEST = 3  # letters of a word that is taken for a name only because of its position
_LONG_SURNAME = 4  # a word is recognised as a surname by its ending only if it has more letters than this
_ABBREVIATION = range(2, 8)  # possible numbers of letters in an abbreviation
_ROMAN = re.compile(r"[IVXLCМХ]+")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_LATIN = re.compile(r"[A-Za-z]")
_SURE_SURNAME = re.compile(r"...(?:[оеё]ва?|eva?|ova?|зода|zoda)\Z")


def run_spans(context: Context) -> Iterator[Span]:
    """Yield the names made of capitalised words that do not belong to another name."""
    for start, end in _runs(context):
        begin = start
        if context.sentence.opens(start):
            begin = _without_opening(start, end, context)
        found = (_read(first, last, context) for first, last in _parts(begin, end, context))
        yield from (span for span in found if span is not None)


def _runs(context: Context) -> Iterator[tuple[int, int]]:
    """Yield ranges of neighbouring capitalised tokens; initials and words such as уулу (son of) may be among them."""
    tokens, sentence = context.sentence.tokens, context.sentence
    place = 0
    while place < len(tokens):
        if not tokens[place].is_capital or place in context.taken:
            place += 1
            continue
        end = place + 1
        while end < len(tokens) and end not in context.taken:
            is_initial = len(tokens[end - 1].text) == 1 and tokens[end].before.strip() == "."
            if not (sentence.is_joined(end) or is_initial):
                break
            if not tokens[end].is_capital and tokens[end].lower not in context.rules.joining:
                break
            end += 1
        yield place, end
        place = end


def _without_opening(start: int, end: int, context: Context) -> int:
    """Return where a run begins, without a first word that is capitalised only because it opens the sentence."""
    token, rules, sentence = context.sentence.tokens[start], context.rules, context.sentence
    if token.lower in rules.opening:
        return start + 1
    if token.lower in rules.directions and end - start > 1:
        return start
    if (
        token.text in context.inside
        or _is_abbreviation(without_case(token.text, context.language))
        or _is_foreign(token.text, context)
    ):
        return start
    if end - start == 1:
        is_sure = _SURE_SURNAME.search(plain(without_case(token.text, context.language))) or _is_followed(end, context)
        return start if is_sure and token.lower not in context.small else end
    following = sentence.tokens[start + 1]
    is_surname = _is_surname(following.text, context) or following.lower in rules.joining
    is_common = token.lower in context.small or any(mention.start == start for mention in sentence.mentions)
    if is_surname and not (is_common and end - start > 2):
        return start
    return start + 1 if is_common or len(token.text) < _SHORTEST else start


def _is_followed(end: int, context: Context) -> bool:
    """Return whether the words after a run show that it is a name: a kind of place, an epithet, or more names."""
    sentence = context.sentence
    if kind_of_place(end, context) is not None:
        return True
    if sentence.is_joined(end) and sentence.tokens[end].lower in context.rules.epithets:
        return True
    if end + 1 >= len(sentence.tokens) or sentence.gap(end).strip() != "," or not sentence.tokens[end].is_capital:
        return False
    return sentence.gap(end + 1).strip() == "," or sentence.tokens[end + 1].lower in context.rules.listing


def _is_surname(word: str, context: Context) -> bool:
    lower = plain(without_case(word, context.language))
    return len(lower) > _LONG_SURNAME and context.rules.surnames.search(lower) is not None


def _parts(start: int, end: int, context: Context) -> Iterator[tuple[int, int]]:
    """Yield the range of each name in a run of capitalised words: a name ends after a surname or a case ending."""
    first = start
    for place in range(start, end):
        word = context.sentence.tokens[place].text
        following = context.sentence.tokens[place + 1].lower if place + 1 < end else ""
        if not following or place + 1 - first >= _LONGEST:
            continue
        if following in context.rules.joining or context.rules.patronymics.search(following):
            continue
        if place > first and context.sentence.tokens[place].lower in context.rules.joining:
            continue
        is_surname, is_second = _is_surname(word, context), place > first
        is_end = is_second and (is_surname or context.rules.patronymics.search(plain(word)) is not None)
        if not is_end and not is_surname and without_case(word, context.language) != word:
            # A first word that seems to have a case ending does not end the name if a surname follows: then it is a
            # woman's given name, whose own last letters look like an ending.
            is_end = is_second or not _is_surname(following, context)
        if is_end:
            yield first, place + 1
            first = place + 1
    if first < end:
        yield first, end


def _read(start: int, end: int, context: Context) -> Span | None:
    sentence, rules, language = context.sentence, context.rules, context.language
    tokens = sentence.tokens
    has_title = sentence.is_joined(start) and tokens[start - 1].lower.startswith(rules.titles)
    while start < end and (tokens[start].lower in rules.opening or tokens[start].lower.startswith(rules.titles)):
        has_title = has_title or tokens[start].lower.startswith(rules.titles)
        start += 1
    if start == end:
        return None
    words = [token.text for token in tokens[start:end]]
    base = " ".join([*words[:-1], without_case(words[-1], language)])
    kind = kind_of_place(end, context)
    if kind is not None:
        return Span(_place(f"{base} {kind}"), start, end + 1)
    if _is_behind_kind_of_place(start, context):
        return Span(_place(_without_link(base, end, context)), start, end)
    if _is_before_kind_of_places(end, context):
        return Span(_place(base), start, end)
    return _unmarked(
        words, base, Span(Name(base, "person", person_key(base)), start, end), context, has_title=has_title
    )


def _place(base: str) -> Name:
    return Name(base, "place", place_key(base))


def _is_behind_kind_of_place(start: int, context: Context) -> bool:
    """Return whether the word before a name is a kind of place with a linking ending: «ҷазираи Уполу», Upolu island."""
    sentence, rules = context.sentence, context.rules
    before = sentence.tokens[start - 1].lower if sentence.is_joined(start) else ""
    return bool(rules.linking) and before.endswith(rules.linking) and before.startswith(rules.places)


def _without_link(name: str, end: int, context: Context) -> str:
    """Return a name without the ending that links it to a larger place.

    For example, return Чуст for Чусти in «шаҳри Чусти вилояти Наманган» (the town of Chust in Namangan Region).
    """
    sentence, linking = context.sentence, context.rules.linking
    if not sentence.is_joined(end) or not name.endswith(linking):
        return name
    token = sentence.tokens[end]
    return name[:-1] if token.is_capital or token.lower.startswith(context.rules.places) else name


def _is_before_kind_of_places(end: int, context: Context) -> bool:
    """Return whether a list of names ends with a word for their kind of place in the plural.

    An example is «Махамбет, Индер және Исатай аудандары», the districts of Makhambet, Inder and Isatay.
    """
    sentence = context.sentence
    for place in range(end, min(end + _LONGEST_LIST, len(sentence.tokens))):
        token = sentence.tokens[place]
        if context.rules.many_places.match(token.lower):
            return sentence.is_joined(place)
        if not (token.is_capital or token.lower in context.rules.listing) or token.before.strip() not in ("", ","):
            return False
    return False


def _unmarked(words: Sequence[str], base: str, person: Span, context: Context, *, has_title: bool) -> Span | None:
    """Return a run of capitalised words as a name, with the kind that its letters and neighbours show.

    None if it is hardly a name. This is called only for a run that has no word beside it, such as "region", by which it
    would be a place.
    """
    rules, sentence = context.rules, context.sentence
    start, end = person.start, person.end
    is_single = len(words) == 1
    if any(map(str.isdigit, base)) or (is_single and _ROMAN.fullmatch(words[0])):
        return None
    if _is_foreign(base, context) or (is_single and _is_abbreviation(base)):
        # A word with letters of both alphabets, such as «IT-сала», is not a name.
        is_name = not _CYRILLIC.search(base) or not _LATIN.search(base)
        organisation = Span(Name(base, "organisation", organisation_key(base)), start, end)
        return organisation if is_name and not (is_single and _is_shouted(start, end, context)) else None
    if not is_single and not rules.directions.isdisjoint(map(plain, words)):
        return Span(_place(base), start, end)
    is_patronymic = rules.patronymics.search(plain(base)) or words[-1].lower() in rules.joining
    if has_title or is_patronymic or _is_surname(words[-1], context):
        return person
    if sentence.is_joined(end) and sentence.tokens[end].lower in rules.epithets:
        return person
    if _is_of_a_concept(start, end, context):
        return None
    if is_single:
        return _single(words[0], base, person, context)
    return (
        person if len(words) <= _MOST and all(len(word) >= _SHORTEST and not word.isupper() for word in words) else None
    )


def _single(word: str, base: str, person: Span, context: Context) -> Span | None:
    """Return the name that a single capitalised word inside a sentence is; None if it may be a common word.

    It is a place's name if its ending, the word before it, or a place before it in a list shows that; otherwise a
    person's.
    """
    rules, sentence, start, lower = context.rules, context.sentence, person.start, plain(base)
    is_adjective = rules.is_cyrillic and rules.derived.search(lower)
    if lower in rules.opening or is_adjective or len(lower) < _SHORTEST or sentence.opens(start):
        return None
    is_behind = sentence.is_joined(start) and sentence.tokens[start - 1].lower in rules.before_places
    is_located = word != base and rules.locatives.search(plain(word))
    if is_behind or is_located or rules.place_ends.search(lower) or _is_listed_with_place(start, context):
        return Span(_place(base), start, person.end)
    return None if rules.adjectives_have_capitals else person


def _is_abbreviation(word: str) -> bool:
    """Return whether a word is an abbreviation, because all or most of its letters are capitals (ӨКМ, ОшМПУ)."""
    capitals = sum(letter.isupper() for letter in word)
    return len(word) in _ABBREVIATION and "-" not in word and 1 < capitals >= len(word) // 2


def _is_shouted(start: int, end: int, context: Context) -> bool:
    """Return whether a word next to this run is written in capitals, so that capitals mean nothing here."""
    tokens = context.sentence.tokens
    return any(
        0 <= place < len(tokens) and tokens[place].text.isupper() and len(tokens[place].text) > 1
        for place in (start - 1, end)
    )


def _is_of_a_concept(start: int, end: int, context: Context) -> bool:
    """Return whether the words name a concept of the lexicon, such as «Вазирлар Маҳкамаси», a cabinet."""
    return any(
        each.kind == "concept" and each.start <= start and end <= each.start + each.length
        for each in context.sentence.mentions
    )


def _is_foreign(text: str, context: Context) -> bool:
    """Return whether a name has Latin letters although the language has none, like many names of companies."""
    return context.rules.is_cyrillic and _LATIN.search(text) is not None


def _is_listed_with_place(start: int, context: Context) -> bool:
    """Return whether the name that begins at `start` follows a place in a list, as in «Баткен, Токтогул жана Кербен».

    жана means "and"; all three are towns, so the name is taken for a place, too.
    """
    sentence, before = context.sentence, start - 1
    if before >= 0 and sentence.tokens[before].lower in context.rules.listing and sentence.is_joined(start):
        return sentence.is_joined(before) and context.is_place(before - 1)
    return sentence.gap(start).strip() == "," and context.is_place(before)
