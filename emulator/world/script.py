"""The script of the sample world: who publishes what, on which day and at which hour.

The day on which the world begins is day 0. The script runs from day -2, so that a newcomer finds news of the last days,
to day 4, and then starts again with its first day. The id of an article contains its date, so next week's news is new.
Texts are in stories/*.toml: a story has articles; an article has `outlet`, `at` ("day hour:minute", in the outlet's own
zone), `title`, `text` (paragraphs separated by empty lines, with {date-1} and the like for dates), and may have `photo`
(a credit), `related` (a title for "Read also") and `edit`: later versions of the article, each with its `at`.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from emulator.world.dates import fill

FIRST_DAY = -2
CYCLE = 7  # days after which the script starts again
HOME_ZONE = ZoneInfo("Asia/Bishkek")  # today's date in this zone is day 0, unless another date is given
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Outlet:
    key: str
    name: str
    kind: str  # who is behind the outlet, in the words of the catalogue: state, private, abroad and so on
    about: str
    country: str | None
    language: str
    zone: ZoneInfo
    format: str  # rss or atom
    encoding: str
    teaser: bool  # whether an item's description is only the first paragraph, and another element has the whole text
    related: str  # the words before a related link
    footer: tuple[str, ...]  # the lines at the end of every article


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an article's text, which is shown from a certain moment on."""

    day: int
    at: time
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScriptArticle:
    slug: str  # different from those of the outlet's other articles
    story: str
    topics: tuple[str, ...]
    outlet: str
    versions: tuple[Version, ...]  # oldest first, at least one
    photo: str | None
    related: str | None


@dataclass(frozen=True, slots=True)
class PublishedArticle:
    """An article in the version that it has at one moment."""

    id: str  # made of the article's date and slug
    story: str
    title: str
    paragraphs: tuple[str, ...]
    photo: str | None
    related: str | None
    published_at: datetime
    updated_at: datetime


class Script:
    """The outlets and their articles from the files beside this module; `first_day` is the date of day 0."""

    def __init__(self, first_day: date, *, folder: Path = _HERE) -> None:
        self.outlets = _load_outlets(folder / "outlets.toml")
        self.articles = tuple(_load_articles(sorted((folder / "stories").glob("*.toml")), self.outlets))
        self._first_day = first_day
        self._by_outlet: dict[str, list[ScriptArticle]] = {key: [] for key in self.outlets}
        for article in self.articles:
            self._by_outlet[article.outlet].append(article)

    def published(self, outlet: Outlet, now: datetime, *, limit: int) -> list[PublishedArticle]:
        """Return what the outlet has published by `now`, newest first, at most `limit` articles."""
        last = (now.astimezone(outlet.zone).date() - self._first_day).days
        last_cycle = (last - FIRST_DAY) // CYCLE
        found: list[PublishedArticle] = []
        for cycle in range(last_cycle, -1, -1):
            shown = (self._shown(article, outlet, cycle, now) for article in self._by_outlet[outlet.key])
            found += [article for article in shown if article is not None]
            if len(found) >= limit:
                break
        return sorted(found, key=lambda article: (article.published_at, article.id), reverse=True)[:limit]

    def find(self, outlet: Outlet, article_id: str, now: datetime) -> PublishedArticle | None:
        """Return the outlet's article with that id in its version at `now`; None if it is not published by then."""
        for article in self._by_outlet[outlet.key]:
            if not article_id.endswith(f"-{article.slug}"):
                continue
            try:
                day = datetime.strptime(article_id.removesuffix(f"-{article.slug}"), "%Y%m%d").replace(tzinfo=UTC)
            except ValueError:
                continue
            cycle, rest = divmod((day.date() - self._first_day).days - article.versions[0].day, CYCLE)
            if rest == 0 and cycle >= 0:
                return self._shown(article, outlet, cycle, now)
        return None

    def _shown(self, article: ScriptArticle, outlet: Outlet, cycle: int, now: datetime) -> PublishedArticle | None:
        moments = [self._moment(version, outlet, cycle) for version in article.versions]
        shown = [pair for pair in zip(moments, article.versions, strict=True) if pair[0] <= now]
        if not shown:
            return None
        moment, version = shown[-1]
        day = moments[0].astimezone(outlet.zone).date()
        return PublishedArticle(
            id=f"{day:%Y%m%d}-{article.slug}",
            story=article.story,
            title=fill(version.title, day, outlet.language),
            paragraphs=tuple(fill(paragraph, day, outlet.language) for paragraph in version.paragraphs),
            photo=article.photo,
            related=article.related,
            published_at=moments[0],
            updated_at=moment,
        )

    def _moment(self, version: Version, outlet: Outlet, cycle: int) -> datetime:
        day = self._first_day + timedelta(days=version.day + cycle * CYCLE)
        return datetime.combine(day, version.at, tzinfo=outlet.zone).astimezone(UTC)


def _load_outlets(path: Path) -> dict[str, Outlet]:
    entries: Mapping[str, Mapping[str, Any]] = tomllib.loads(path.read_text("utf-8"))
    return {
        key: Outlet(
            key=key,
            name=entry["name"],
            kind=entry["kind"],
            about=entry["about"],
            country=entry.get("country"),
            language=entry["language"],
            zone=ZoneInfo(entry["zone"]),
            format=entry.get("format", "rss"),
            encoding=entry.get("encoding", "utf-8"),
            teaser=entry.get("teaser", False),
            related=entry["related"],
            footer=tuple(entry.get("footer", ())),
        )
        for key, entry in entries.items()
    }


def _load_articles(paths: list[Path], outlets: Mapping[str, Outlet]) -> Iterator[ScriptArticle]:
    slugs: set[tuple[str, str]] = set()
    for path in paths:
        for key, story in tomllib.loads(path.read_text("utf-8")).items():
            for entry in story["article"]:
                outlet = outlets[entry["outlet"]].key
                slug, number = key, 1
                while (outlet, slug) in slugs:
                    number += 1
                    slug = f"{key}-{number}"
                slugs.add((outlet, slug))
                yield ScriptArticle(
                    slug=slug,
                    story=key,
                    topics=tuple(story["topics"]),
                    outlet=outlet,
                    versions=tuple(_version(entry, later) for later in (entry, *entry.get("edit", ()))),
                    photo=entry.get("photo"),
                    related=entry.get("related"),
                )


def _version(first: Mapping[str, Any], entry: Mapping[str, Any]) -> Version:
    day, _, clock = entry["at"].partition(" ")
    text: str = entry["text"]
    return Version(
        day=int(day),
        at=time.fromisoformat(clock),
        title=entry.get("title", first["title"]),
        paragraphs=tuple(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n")),
    )
