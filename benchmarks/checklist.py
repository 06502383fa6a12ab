"""A checklist of rules for summaries, as a reader of a digest sees them in each language.

A summary must be understandable without its article; it must not only say who reported; it must have no dateline,
credit or sentence that recalls older news, and no figure that is not in its articles; and each outlet that it quotes
must be named below it. The lists of words here are separate from those of the summariser.
"""

import asyncio
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks import lines
from digest.compose import compose
from domain.article import Annotation, Article
from domain.digest import DigestRequest, DigestStory, Window
from domain.story import Story, StoryArticle, commonest
from render.digest import sources_html
from render.texts import Texts
from stories.index import StoryIndex
from text.languages import LOCALES

_ROOT = Path(__file__).resolve().parent.parent
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_LONGEST_ATTRIBUTION = 8  # words of a sentence that only says who reported
# Beginnings of sentences that refer to a person or thing mentioned before.
_POINTS_BACK = {
    "ru": "он она они его её их ему ей им это этот эта эти там тогда также кроме того при этом однако поэтому затем",
    "ky": "ал алар анын алардын ага аны бул мындай ошол ошондой ошондуктан бирок андан",
    "kk": "ол олар оның олардың оған оны бұл мұндай осы сондай сондықтан бірақ одан",
    "uz": "u ular uning ularning unga uni bu bunday o'sha shu shuningdek shuning ammo lekin undan",
    "tg": "ӯ онҳо вай ин он чунин ҳамчунин бинобар аммо инчунин",
    "en": "he she they it his her their this that these those there also however meanwhile but then",
}
# Exceptions from _POINTS_BACK: "This year" and "Бул жылы" name a time, and do not refer to anything mentioned before.
_TIMES = re.compile(
    r"^\W*\w+ (?:год|недел|месяц|утр|день|ноч|жыл|жум|апта|ай|күн|йил|yil|hafta|oy|kun|сол|моҳ|ҳафта|рӯз|year"
    r"|week|month"
    r"|morning|day|night|spring|summer|autumn|winter)",
    re.IGNORECASE,
)
_ATTRIBUTIONS = re.compile(
    r"^\W*(?:об этом|бул тууралуу|бул жөнүндө|бұл туралы|bu haqda|bu haqida|дар ин бора|ин хабарро|this was"
    r"|the information"
    r"|as reported)\b",
    re.IGNORECASE,
)
_CAPITAL = "A-ZА-ЯЁҚҒӨҮҢҲҶӢӮІ"
# A town with a date or an agency, such as "Бишкек, 5 мая — ". A town with only a dash is none: "Бишкек — Ош" is a road.
_DATELINES = re.compile(
    rf"^[{_CAPITAL}][\w'-]+(?:,? \d{{1,2}}[ -]\w+[.,]?|[,.] ?/?[{_CAPITAL}][\w.]+/?) ?[—–] "
    rf"|^[{_CAPITAL}]{{3,}}[,.] \d|^\w+\. ?/\w+/"
)
_CREDITS = re.compile(
    r"(?:фото|видео|сүрөт|сурет|surat|foto|акс|photo|image|source|источник|булак|дереккөз|manba|манбаъ)\s*:"
    r"|читайте|окуңуз:|оқыңыз:|o'qing:|хонед:|read more|subscribe|подпис(?:ывайтесь|аться)|жазылыңыз|реклама"
    r"|©|https?://|\bt\.me\b",
    re.IGNORECASE,
)
_REMINDERS = re.compile(
    r"^\W*(?:напомним|ранее сообщалось|эске салсак|эскерте кетсек|белгилей кетсек|еске салайық"
    r"|eslatib o['ʻ‘]t|eslatamiz|ёдовар"
    r"|хотиррасон|to recall|earlier,? (?:it was|we) reported|as we reported)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A summary in one language, with the rules that it breaks."""

    language: str
    text: str
    faults: tuple[str, ...]


def figures(file: Path) -> dict[str, float]:
    """Return the number of summaries, the part of them without a fault, and how many break each rule."""
    judged = summaries(file)
    broken: defaultdict[str, float] = defaultdict(float)
    for one in judged:
        for fault in one.faults:
            broken[fault] += 1
    return {
        "checklist_summaries": float(len(judged)),
        "checklist_clean": sum(not one.faults for one in judged) / max(1, len(judged)),
        "checklist_unsupported_figures": broken["figure"],
        **{f"checklist_{name}": broken[name] for name in ("dangling", "attribution", "service", "outlet")},
    }


def summaries(file: Path) -> list[Judged]:
    """Return the summaries of the stories in a file of articles, judged as readers of each language see them."""
    texts = Texts(_ROOT / "locales")
    found = []
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    for story in asyncio.run(_stories(rows)):
        told = {article.url: article for article in story.articles}
        for language in sorted({article.language for article in story.articles} & set(LOCALES)):
            window = Window(story.created_at - timedelta(days=1), story.updated_at + timedelta(days=1))
            digest = compose([story], DigestRequest(window, languages=(language,)), now=window.end)
            for shown in digest.stories:
                named = sources_html(
                    shown.sources,
                    texts.translator(language),
                    quoted=[(sentence.source, sentence.url) for sentence in shown.summary],
                )
                found.append(Judged(language, _text(shown), tuple(sorted(set(faults(shown, language, told, named))))))
    return found


def _text(shown: DigestStory) -> str:
    return " ".join(sentence.text for sentence in shown.summary)


def faults(shown: DigestStory, language: str, told: Mapping[str | None, StoryArticle], named: str) -> Iterator[str]:
    """Yield the rules that a story's summary breaks; a rule is named once for each sentence that breaks it.

    `told` is address → article, `named` the text that names the outlets below the summary.
    """
    for place, sentence in enumerate(shown.summary):
        text = sentence.text.replace("ʻ", "'").replace("‘", "'").replace("’", "'")
        if place == 0 and _points_back(text, language):
            yield "dangling"
        if len(text.split()) <= _LONGEST_ATTRIBUTION and _ATTRIBUTIONS.match(text):
            yield "attribution"
        if _CREDITS.search(text) or _REMINDERS.match(text) or (place == 0 and _DATELINES.match(text)):
            yield "service"
        article = told[sentence.url]
        held = set(_NUMBER.findall(" ".join((article.headline, *article.sentences))))
        if not held.issuperset(_NUMBER.findall(sentence.text)):
            yield "figure"
        if sentence.source not in named:
            yield "outlet"


def _points_back(text: str, language: str) -> bool:
    first = re.match(r"^\W*([\w']+)", text)
    return first is not None and first[1].lower() in _POINTS_BACK[language].split() and not _TIMES.match(text)


async def _stories(rows: Sequence[Mapping[str, Any]]) -> list[Story]:
    articles, annotations = await lines.read(rows)
    return _joined(articles, annotations)


def _joined(articles: Sequence[Article], annotations: Sequence[Annotation]) -> list[Story]:
    index = StoryIndex(next_story_id=1)
    for item in lines.items(articles, annotations):
        index.assign(item)
    index.rejoin()
    place = {article.article_id: story for article, story in index.window()}
    members: defaultdict[int, list[StoryArticle]] = defaultdict(list)
    for article, found in zip(articles, annotations, strict=True):
        members[place[article.id]].append(
            StoryArticle(
                id=article.id, source=article.source, url=article.url, headline=found.headline, language=found.language,
                published_at=article.published_at, stored_at=article.stored_at, is_pushable=True, topics=found.topics,
                countries=found.countries, sentences=found.sentences,
            )
        )  # fmt: skip
    return [
        Story(
            id=place[told[0].id],
            created_at=min(article.stored_at for article in told),
            updated_at=max(article.stored_at for article in told),
            articles=tuple(told),
            topics=commonest([article.topics for article in told]),
            countries=commonest([article.countries for article in told]),
        )
        for told in members.values()
    ]
