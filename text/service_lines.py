"""Removing service lines: related links, credits, invitations to subscribe, widgets, sharing buttons, datelines.

Editors put them between paragraphs, and where line breaks were lost they stand between sentences, so each line and each
sentence is checked. Their words are in catalogue/phrases.toml, the patterns of lines here.
"""

import re

from text.languages import UPPER
from text.letters import APOSTROPHES
from text.phrases import START, WORD, Phrases, Rules, opener_at, rules_of

_SHORT_LINE = 250  # characters of a service line; a longer line is a paragraph that may contain a service sentence
_CREDIT_LINE = 140
_LONGEST_CAPTION = 150
_LINK_LIST = 5  # the most titles of links that are removed below a heading such as «Читайте также:» (Read also)


# One greedy run of these characters; trying shorter runs would take time quadratic in their number.
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[\"»”)]*+(?=\s|$)")
_SCRAPED_DATE = re.compile(
    r"^\s*(?:date|published|updated)[ :]\s*\d{4}(?:-\d\d){0,2}(?:[T ]\d\d:\d\d(?::\d\d)?)?\s+", re.I
)
_DATE_LINE = re.compile(
    r"^[^\w\n]*(?:\d{1,2}[:.]\d\d[^\w\n]+)?\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?:[^\w\n]+\d{1,2}:\d\d(?::\d\d)?)?[^\w\n]*$"
)
_CLOSING_QUOTE = {"«": "»", "“": "”", '"': '"', "„": "“"}
_NEXT_QUOTE = re.compile(rf"(?<=[^\W\d_]) (?=[«“„][{UPPER}])")
_COPYRIGHT = re.compile(r"^\s*(?:©|\([cсCС]\)\s)[^\n]{0,120}$")
# The line that WordPress puts below each item of a feed.
_FEED_FOOTER = re.compile(
    r"^(?:The post .+ appeared first on|Сообщение .+ появились сначала на) "
    rf"(?=[{UPPER}\d]|\S+\.\w)(?:(?!\. ).){{1,80}}$"  # the name of a site, and no other sentence
)

_TOLD = re.compile(r"\s?:\s+([^\W\d_A-ZА-ЯЁ][^.!?…\n]{10,300})[.!?…]")
_LEAST_TOLD = 4  # words of a sentence that follows a word of credits; a credit in lower-case letters mostly has fewer
# Where pictures come from if no name is given: press services, archives, sites, channels and social networks.
_ORIGIN = re.compile(
    r"пресс|басма сөз|баспасөз|матбуот|matbuot|press|архив|arxiv|archive|бойгонӣ|сайт|sayt|site|сомона|канал|kanal"
    r"|соц(?:иал|сет|тарм)|тармак|тармоқ|желі|tarmoq|шабака|сетей|network",
    re.IGNORECASE,
)

_BULLETS = " •·|►▶➡→-–—["


def strip_service(text: str, phrases: Phrases, plain: set[str]) -> str:
    """Return the text without service lines and sentences; what remains of a line stays on its line.

    Lines in `plain` are known to have no service words, so they are not checked. Lines of the text in which nothing is
    found are added to `plain`.
    """
    rules = rules_of(phrases)
    for opening in (_SCRAPED_DATE, rules.dateline):
        found = opening.match(text)
        text = text[found.end() :] if found else text
    lines = text.split("\n")
    has_marks = not plain.issuperset(lines) and _has_marks(text, rules)
    kept: list[str] = []
    links_left = 0
    for line in lines:
        if links_left and _is_link_title(line):
            links_left -= 1
            continue
        links_left = 0
        if line in plain:
            kept.append(line)
            continue
        if _is_heading(line, rules):
            links_left = _LINK_LIST
            continue
        if _is_service_line(line, rules, has_marks=has_marks):
            continue
        rest = _without_sentences(line, rules, has_marks=has_marks)
        if rest == line:
            plain.add(line)
        kept.append(rest)
    return "\n".join(kept)


def _has_marks(text: str, rules: Rules) -> bool:
    folded = text.casefold()
    return any(mark in folded for mark in rules.anywhere)


def _is_heading(line: str, rules: Rules) -> bool:
    """Return whether a line is a heading for links below it, such as «Читайте также:» (Read also)."""
    if len(line) > 60:
        return False
    match = START.match(line)
    found = opener_at(line, match, rules)
    return found is not None and match is not None and found[1] == "related" and (
        not WORD.search(line[found[0] :])
    )  # fmt: skip


def _is_link_title(line: str) -> bool:
    return len(line) <= 160 and line[-1:] not in ".!…:;»" and len(line.split()) > 2


def _is_service_line(line: str, rules: Rules, *, has_marks: bool) -> bool:
    if len(line) > _SHORT_LINE:
        return False
    if (has_marks and any(mark in line.casefold() for mark in rules.anywhere)) or _FEED_FOOTER.match(line):
        return True
    found = opener_at(line, START.match(line), rules)
    if found and found[1] in ("related", "lines"):
        return len(line) <= _SHORT_LINE and (found[1] == "related" or _sentences(line) < 3)
    if len(line) <= _CREDIT_LINE and (_COPYRIGHT.match(line) or _DATE_LINE.match(line) or _is_credit_line(line, rules)):
        return True
    words = WORD.findall(line.casefold())
    return bool(words) and all(word in rules.sharing or word.isdigit() for word in words) and not words[0].isdigit()


def _sentences(line: str) -> int:
    return len(_SENTENCE_END.findall(line.rstrip('.!?…"»”) '))) + 1


def _is_credit_line(line: str, rules: Rules) -> bool:
    """Return whether a line is a credit, such as «Фото: Иван Петров» or «Фото АКИpress» (Photo: …).

    «Фото и видео появились в сети.» (Photos and videos have appeared online.) is not a credit, although it begins with
    the same word.
    """
    if rules.credit is None:
        return False
    lead = re.match(r"[\W_]*", line)
    match = rules.credit.match(line, lead.end() if lead else 0)
    if not match:
        return False
    rest = line[match.end() :].lstrip()
    if not rest or rest[0] in ":/©|—–-":
        return not _is_told(line, match.end())
    return len(line) <= 70 and rest.rstrip(")] ")[-1:] not in ".!?…"


def _is_told(line: str, position: int) -> bool:
    """Return whether a whole sentence, and not a name, follows the colon after a word of credits.

    So it does in «Источник: взрыв на складе произошёл из-за газа.» (Source: the explosion in the store was due to gas.)
    """
    told = _TOLD.match(line, position)
    if told is None or len(told[1].split()) < _LEAST_TOLD:
        return False
    return _CREDIT_NAME.match(line, told.start(1)) is None and _ORIGIN.search(told[1]) is None


def _without_sentences(line: str, rules: Rules, *, has_marks: bool) -> str:
    """Return the line without its service sentences; `has_marks` says that the text has words of `Rules.anywhere`."""
    spans: list[tuple[int, int]] = []
    ends = _Ends(line)
    done = 0
    for match in START.finditer(line):
        start = match.start(1)
        if start < done:
            continue
        found = opener_at(line, match, rules)
        if found is None or found[1] == "recalls":
            continue
        after, kind = found
        done = _title_end(line, after, ends) if kind == "related" else ends.after(after)
        spans.append((start, done))
    if has_marks:
        spans += _marked_spans(line, rules)
    if rules.credit is not None:
        spans += _credit_spans(line, rules.credit)
    return _cut(line, spans)


def _cut(line: str, spans: list[tuple[int, int]]) -> str:
    if not spans:
        return line
    parts, position = [], 0
    for start, end in sorted(spans):
        if start > position:
            parts.append(line[position:start].rstrip(_BULLETS))
        position = max(position, end)
    parts.append(line[position:].lstrip(" |•·]"))
    return " ".join(part for part in parts if part.strip())


class _Ends:
    """Finds where the sentence at a position of a line ends; an end is kept, and serves for all positions up to it."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._asked, self._start, self._end = 0, -1, 0

    def after(self, position: int) -> int:
        if not self._asked <= position <= self._start:
            match = _SENTENCE_END.search(self._line, position)
            self._asked = position
            self._start, self._end = match.span() if match else (len(self._line), len(self._line))
        return self._end


def _title_end(line: str, position: int, ends: _Ends) -> int:
    """Return where the title of a linked article ends, if it begins at `position`.

    A title has no full stop of its own, so the next full stop ends the sentence that the title begins, and the title
    with it. It ends earlier if an opening quotation mark follows a word, as in «… оговорил себя «Есть основания …»
    (… accused himself «There is reason …). If it begins with a quotation, as in «Я рад». Актёр рассказал о … («I am
    glad». The actor spoke of …), a full stop after that quotation does not count.
    """
    while position < len(line) and line[position] in " :—–-…":
        position += 1
    if position < len(line) and line[position] in _CLOSING_QUOTE:
        close = line.find(_CLOSING_QUOTE[line[position]], position + 1, position + 200)
        if close > 0:
            position = close + 1
            if line[position : position + 1] in (".", ",", "!", "?"):
                position += 1
    end = ends.after(position)
    quote = _NEXT_QUOTE.search(line, position, end)
    return quote.start() if quote else end


def _marked_spans(line: str, rules: Rules) -> list[tuple[int, int]]:
    spans = []
    ends = _Ends(line)
    folded = line.casefold()
    if len(folded) != len(line):
        folded = line.lower() if len(line.lower()) == len(line) else line
    for mark in rules.anywhere:
        position = folded.find(mark)
        while position >= 0:
            edge = max(0, position - _SHORT_LINE)
            start = edge
            for end in _SENTENCE_END.finditer(line, edge, position):
                start = end.end()
            if edge and start == edge:
                start = position  # no sentence ends in the _SHORT_LINE characters before `mark`: cut from `mark` on
            stop = ends.after(position)
            spans.append((start, stop))
            position = folded.find(mark, stop)
    return spans


_CREDIT_NAME = re.compile(
    r"[\s:/|©—–-]*(?:"
    r"[^\s,]+\.(?:kg|kz|uz|tj|tm|com|org|net|ru|info|media|news|asia)\b(?:/\S+)?"
    r"|(?:пресс-служб\w+|архив\w*|сайт\w*|предоставлен\w*|со?\b|из\b|courtesy of|from)\s[^.!?\n]{2,80}?(?=[.!?]|$)"
    rf"|[{UPPER}\d][\w{APOSTROPHES}.-]*(?:\s?[/,|]\s?[{UPPER}\d][\w{APOSTROPHES}.-]*|\s[{UPPER}][\w{APOSTROPHES}-]*)"
    rf"{{0,3}}(?=\s*[.)\]]|\s*$)"
    rf"|[{UPPER}\d][\w{APOSTROPHES}-]*(?:\s[{UPPER}][\w{APOSTROPHES}-]*)?"
    r")[.)\]]?"
)
_VERBS = re.compile(r"(?:л|ла|ли|ло|лся|лась|лись|ет|ут|ют|ит|ат|ят|ется|ится|ются|атся|ены?|ана?|аны)$")


def _credit_spans(line: str, credit: re.Pattern[str]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    # A credit is followed by one of these signs. Most lines have none, and the slow pattern is not tried on them.
    if not any(sign in line for sign in ":/©"):
        return spans
    for match in credit.finditer(line):
        after = line[match.end() : match.end() + 2].lstrip()
        if after[:1] not in (":", "/", "©") or not (match[0][0].isupper() or match[0][0] == "©"):
            continue
        if _is_told(line, match.end()):
            continue
        start = match.start()
        if line[max(0, start - 2) : start].strip() in ("(", "["):
            start = max(line.rfind("(", start - 2, start), line.rfind("[", start - 2, start))
        name = _CREDIT_NAME.match(line, match.end())
        end = name.end() if name else match.end() + 1
        spans.append((_caption_start(line, start), end))
    return spans


def _caption_start(line: str, start: int) -> int:
    """Return where the caption before the credit at `start` begins; `start` if there is no caption.

    A caption is a short sentence without a verb.
    """
    edge = max(0, start - _LONGEST_CAPTION)
    before = line[edge:start].rstrip()
    if before[-1:] != ".":
        return start
    begin = 0
    for end in _SENTENCE_END.finditer(before, 0, len(before) - 1):
        begin = end.end()
    caption = before[begin:].strip(" .")
    words = caption.split()
    is_caption = 0 < len(words) <= 8 and not re.search(r"[\d,«»\"]", caption)
    return edge + begin if begin and is_caption and not any(_VERBS.search(word) for word in words) else start
