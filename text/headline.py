"""A headline: the title, or one made from the text where there is none, compressed.

Compression only takes away at both ends of a sentence, so what is left still stands in the text, and drops brackets
inside it only for a headline.
"""

import re
from collections.abc import Sequence

from text.cutting import shortened_at_word

LONGEST = 160
_FEWEST_WORDS = 5  # that a cut must leave
_CLAUSE_WORDS = 7  # after so many words a subordinate clause may go
_ASIDES = re.compile(r"\s*\([^()]{0,120}\)")
_DATE = r"\d{1,2}[ .](?:\w{3,10}|\d\d)(?:[ .]\d{2,4})?(?: года| г\.)?"
_DATELINE = re.compile(
    rf"^[А-ЯЁӘІҢҒҮҰҚӨҺЎҲA-Z][\w\- .]{{1,40}}(?:,\s*{_DATE})?[.,]?\s*(?:[—–-]\s*[\w .«»\"-]{{2,30}})?"
    r"(?:[—–]|\s-|/)\s+(?=[А-ЯЁA-Z«\"])"
)
_LABEL = re.compile(
    rf"^[А-ЯЁӘІҢҒҮҰҚӨҺЎҲA-Z][\w\- ]{{1,40}}, {_DATE}(?:[,.—–/ -]+[«\"]?[А-ЯЁA-Z][\w. -]{{1,25}}[»\"]?)?[.]?$"
)
_REPORTS = (
    r"(?:сообщ|переда[её]?[тл]|пиш[еу]|информир|рассказ|заяв|отме[тч]|уточн|подч[её]рк|добав|говорит|свидетельств|указ"
    r"|следует из|сказано|объясн|поясн|увер[еия]|напис|утвержда|счита[ею]|ссыла)"
)
_OPENING_REPORT = re.compile(
    rf"^(?:Как (?:ранее |уже |стало )?(?:{_REPORTS}|известно|выясн)\w*"
    r"|По (?:данным|словам|информации|сообщению|мнению))"
    r"[^,.]{0,90},\s+(?:что\s+)?(?=\w|«|\")"
)
_OPENING_TIME = re.compile(
    rf"^(?:(?:Сегодня|Вчера|Накануне|Завтра|Утром|Дн[её]м|Вечером|Ночью|Уже|В ночь на {_DATE}|Во? "
    r"(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье))"
    rf"(?: (?:утром|вечером|дн[её]м|ночью|в (?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)))?"
    rf"(?:, {_DATE},?)?|{_DATE},?),?\s+(?=\w)"
)
_CLOSING_REPORT = re.compile(
    rf",?\s+(?:[—–-]\s+)?(?:как\s+|об этом\s+|о ч[её]м\s+|что\s+)?{_REPORTS}\w*\b(?! о\b| об\b| что\b)[^.!?]*[.!?]?$"
)
_CLOSING_SOURCE = re.compile(r",\s+(?:по данным|со ссылкой на|ссылаясь на|по словам|по информации)\b[^.!?]*[.!?]?$")
_CLAUSE = re.compile(
    r",\s+(?:(?:из |в |на |с |по |о |об |к |за |у |от |для |при |через )?котор\w+|чтобы|где|когда|поскольку|так как"
    r"|потому что|а также|в том числе|в частности|включая|после чего|при этом|причем|причём|хотя|если|несмотря"
    r"|\w+(?:вш|ющ|ящ|ущ|ащ)(?:ий|ая|ее|ие|его|ей|их|ему|ую|им|ими|ем)|\w{4,}(?:нн|т)(?:ый|ая|ое|ые|ого|ой|ых|ому|ую|ым)"
    r"|\w{3,}(?:ая|яя|вши)(?:сь)?)\s"
)


def headline(title: str | None, sentences: Sequence[str], language: str) -> str:
    """At most LONGEST characters, without a full stop; empty when there is nothing to say."""
    if title and title.strip():
        return title.strip()
    if not sentences:
        return ""
    told = next((sentence for sentence in sentences[:3] if not is_label(sentence)), sentences[0])
    made = _ASIDES.sub("", compress(told, language)).rstrip(" .")
    made = made[:1].upper() + made[1:]
    return shortened_at_word(made, LONGEST)


def is_label(sentence: str) -> bool:
    """Whether a "sentence" is a dateline, a rubric or a name that tells nothing: «Москва, 17 мая.»"""
    return len(sentence.split()) < 4 or bool(_LABEL.match(sentence))


def compress(sentence: str, language: str) -> str:
    """A sentence without dateline, opening time, report of who said it and closing clause: a part that stands in it."""
    short = sentence.strip()
    if language != "ru":
        return short
    for opening in (_DATELINE, _OPENING_REPORT, _OPENING_TIME):
        short = _kept(short, opening.sub("", short, count=1))
    for closing in (_CLOSING_SOURCE, _CLOSING_REPORT):
        short = _kept(short, closing.sub("", short, count=1))
    for clause in _CLAUSE.finditer(short):
        if len(short[: clause.start()].split()) >= _CLAUSE_WORDS:
            short = short[: clause.start()]
            break
    return _unquoted(short)


def _kept(before: str, after: str) -> str:
    return after if len(after.split()) >= _FEWEST_WORDS else before


def _unquoted(text: str) -> str:
    """Without a quotation mark that opens the text and never closes."""
    if text[:1] == '"' and text.count('"') % 2:
        return text[1:]
    if text[:1] == "«" and text.count("«") > text.count("»"):
        return text[1:]
    return text
