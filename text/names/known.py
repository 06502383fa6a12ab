"""Finding the names of the lexicon in a sentence."""

from collections.abc import Iterator

from domain.article import Name
from text.languages import LANGUAGES
from text.lexicon.lexicon import Mention
from text.lexicon.rows import LexiconRow, Rule
from text.names.cases import base_of, owned_base, plain, without_case
from text.names.keys import organisation_key, person_key
from text.names.spans import Context, Span

_PLACES = frozenset({"place", "country", "region"})
_FEW = 2  # the most first names and patronymics before a surname
_ALIKE = 2  # the names of a people and its country have at least this many first letters in common


def known_people_and_bodies(context: Context) -> Iterator[Span]:
    """Yield the persons and bodies of the lexicon, and offices whose name is a single word."""
    for mention in context.sentence.mentions:
        if mention.kind == "person" and _is_written_as_name(mention, context):
            yield _person(mention, context)
        elif mention.kind == "body" and _is_written_as_name(mention, context):
            text = _base(mention, context) or _written(mention.start, mention.start + mention.length, context)
            yield Span(Name(text, "organisation", mention.id), mention.start, mention.start + mention.length)
    for place, token in enumerate(context.sentence.tokens):
        if token.is_capital and token.lower.startswith(context.rules.offices):
            base = owned_base(token.text, context.language) or without_case(token.text, context.language)
            if _is_office(base, context):
                yield Span(Name(base, "organisation", organisation_key(base)), place, place + 1)


def known_places(context: Context) -> Iterator[Span]:
    """Yield the places and countries of the lexicon; if a word for the kind of place follows, the name includes it."""
    for mention in context.sentence.mentions:
        if mention.kind not in _PLACES or not _is_written_as_name(mention, context):
            continue
        end = mention.start + mention.length
        if context.sentence.opens(mention.start) and context.sentence.tokens[mention.start].lower in context.small:
            continue
        base = _base(mention, context)
        if base is not None and _is_of_a_person(mention, base, context):
            continue
        kind = kind_of_place(end, context)
        if base is None or (kind is None and _is_people(mention, base, context)):
            # A word for a people, such as «Кыргыз», or made from a country's name, such as «Кыргызстандык», is never
            # part of another name.
            context.taken.add(mention.start)
            continue
        text = f"{base} {kind}" if kind else base
        yield Span(Name(text, "place", mention.id), mention.start, end + (kind is not None))


def kind_of_place(place: int, context: Context) -> str | None:
    """Return the base form of a token that says of what kind the place before it is; None for any other token.

    For example, «облусу» (region) for the second word of «Ош облусунда» (in Osh region).
    """
    sentence = context.sentence
    if not sentence.is_joined(place):
        return None
    found = context.rules.owned_places.fullmatch(sentence.tokens[place].lower)
    return sentence.tokens[place].text[: found.end("base")] if found else None


def _is_written_as_name(mention: Mention, context: Context) -> bool:
    return context.sentence.tokens[mention.start].is_capital and mention.start not in context.taken


def _written(start: int, end: int, context: Context) -> str:
    return " ".join(token.text for token in context.sentence.tokens[start:end])


def _base(mention: Mention, context: Context) -> str | None:
    last = mention.start + mention.length - 1
    word = context.sentence.tokens[last].text
    base = _listed_base(mention, word, context) or base_of(word, mention.form.words[-1], context.language)
    return base and " ".join([*(token.text for token in context.sentence.tokens[mention.start : last]), base])


def _listed_base(mention: Mention, word: str, context: Context) -> str | None:
    """Return a word without its case ending, if its row of the lexicon lists the word both with and without it.

    None otherwise.
    """
    if mention.length > 1 or mention.form.words[0].rule is not Rule.WHOLE:
        return None
    stripped = without_case(word, context.language, is_known=True)
    forms = context.lexicon.rows[mention.id].forms(context.language)
    letters = LANGUAGES[context.language].in_one_alphabet(plain(stripped))
    return stripped if any(len(form.words) == 1 and form.words[0].letters == letters for form in forms) else None


def _person(mention: Mention, context: Context) -> Span:
    """Return the name of a person whom the lexicon has, together with first names that stand before the mention."""
    start, end, sentence = mention.start, mention.start + mention.length, context.sentence
    while mention.start - start < _FEW and sentence.is_joined(start) and _may_be_first_name(start - 1, context):
        start -= 1
    base = _base(mention, context) or _written(mention.start, end, context)
    text = " ".join([*(token.text for token in sentence.tokens[start : mention.start]), base])
    return Span(Name(text, "person", person_key(text)), start, end)


def _may_be_first_name(place: int, context: Context) -> bool:
    token = context.sentence.tokens[place]
    if not token.is_capital or len(token.text) < 3 or place in context.taken:
        return False
    if token.lower in context.rules.opening or token.lower.startswith(context.rules.titles):
        return False
    if context.sentence.opens(place) and token.lower in context.small:
        return False
    named = any(mention.start <= place < mention.start + mention.length for mention in context.sentence.mentions)
    return not named and without_case(token.text, context.language) == token.text


def _is_office(base: str, context: Context) -> bool:
    lower = plain(base)
    return any(
        lower == office or owned_base(office + lower.removeprefix(office), context.language) == lower
        for office in context.rules.offices
        if lower.startswith(office) and len(lower) - len(office) < _FEW + 1
    )


def _is_of_a_person(mention: Mention, base: str, context: Context) -> bool:
    """Return whether a place's name is here part of a person's name, as Талас (a town) in «Талас Бегалиев»."""
    sentence, end = context.sentence, mention.start + mention.length
    if mention.length > 1:
        return False
    if (
        sentence.is_joined(end)
        and base == sentence.tokens[mention.start].text
        and sentence.tokens[end].is_capital
        and context.rules.surnames.search(plain(without_case(sentence.tokens[end].text, context.language)))
    ):
        return True
    return (
        context.rules.surnames.search(plain(base)) is not None
        and sentence.is_joined(mention.start)
        and _may_be_first_name(mention.start - 1, context)
    )


def _is_people(mention: Mention, base: str, context: Context) -> bool:
    """Return whether a word from a country's row of the lexicon means the country's people, as «Кыргыз» (Kyrgyz) does.

    The first word of a country's row always means the country itself.
    """
    if mention.kind != "country" or mention.length > 1:
        return False
    row: LexiconRow = context.lexicon.rows[mention.id]
    country, letters = row.forms(context.language)[0].words[0].letters, mention.form.words[0].letters
    if plain(base) != plain(base)[: len(letters)]:
        return False  # the word is another one: «Өзбекстан» (Uzbekistan), for example, is no form of «өзбек» (Uzbek)
    alike = country[:_ALIKE] == letters[:_ALIKE]
    is_shorter = len(letters) <= len(country) or context.rules.derived.search(letters) is not None
    return alike and letters != country and is_shorter
