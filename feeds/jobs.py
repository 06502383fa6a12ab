"""The jobs of the worker processes: module-level functions over bytes and strings, called by WorkerPool.run.

The fork server imports this module, calls prepare() at its start and load() before the first text is read, so that the
workers share what was loaded. The bot's own process imports this module only for the names of the functions; therefore
each function imports what it needs itself. Nothing here may import aiogram or aiohttp.
"""

import io
import pickle
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from domain.article import Annotation
from domain.feed import Reason
from domain.ids import ArticleId, StoryId
from feeds.parsing.parsed import FeedContext, FoundFeed, NotAFeed, ReadFeed
from stories.ties import Said
from workers.answers import Classes
from workers.marks import needs_models
from workers.pool import WorkerPool

if TYPE_CHECKING:
    from domain.digest import SummarySentence
    from domain.story import StoryArticle
    from feeds.fetching.robots import Robots
    from feeds.opml import OpmlFile
    from text.annotate import ArticleReader
    from text.clean import Phrases
    from text.topics import Topic

# The classes of the objects that jobs return and of these objects' fields, by module. A worker's answer may name no
# other class, because unpickling could otherwise run anything.
ANSWERS: Classes = {
    "datetime": frozenset({"datetime", "timedelta", "timezone"}),
    "domain.article": frozenset({"Annotation", "IndexWords", "Name", "NewArticle"}),
    "domain.digest": frozenset({"SummarySentence"}),
    "domain.features": frozenset({"StoryFeatures"}),
    "domain.feed": frozenset({"LeftOut", "NewFeed", "Outlet", "Reason"}),
    "feeds.fetching.robots": frozenset({"Robots"}),
    "feeds.opml": frozenset({"OpmlFile", "Outline", "RefusedLine"}),
    "feeds.parsing.parsed": frozenset({"ChannelPage", "FoundFeed", "ReadFeed"}),
}

_catalogue_dir: Path | None = None
_phrases: "Phrases | None" = None
_reader: "ArticleReader | None" = None
_READERS_KEPT = 2  # the ArticleReader for the topics in use, and the one for topics that an editor is trying
_readers: "list[tuple[tuple[Topic, ...], ArticleReader]]" = []


def make_pool(catalogue_dir: Path, *, processes: int = 2, is_lasting: bool = False) -> WorkerPool:
    """Return the pool of workers for these jobs; it is not started yet.

    With `is_lasting`, workers fill their caches when they start; the workers of a command end before that would pay.
    """
    return WorkerPool(catalogue_dir, processes=processes, preload=__name__, answers=ANSWERS, fills_caches=is_lasting)


def prepare(catalogue_dir: Path) -> None:
    """Load what every job needs; called once in the fork server, before any worker is started."""
    global _catalogue_dir, _phrases
    from catalogue.loader import load_phrases
    from feeds.parsing.articles import warm_up

    _catalogue_dir = catalogue_dir
    _phrases = load_phrases(catalogue_dir)
    warm_up()


def is_there() -> bool:
    """Return True, which shows that a worker answers."""
    return True


def load() -> None:
    """Load what is needed to read texts; called once in the fork server, before the first worker that reads texts."""
    global _reader
    # Jobs that put articles into stories need these modules. Workers share the memory of what is imported before the
    # fork.
    import stories.affairs
    import stories.index  # noqa: F401
    from catalogue.loader import load_lexicon, load_topics
    from text.annotate import ArticleReader  # this import also loads the models

    assert _catalogue_dir is not None
    assert _phrases is not None
    reader = ArticleReader(load_topics(_catalogue_dir), _phrases, load_lexicon(_catalogue_dir))
    reader.load()
    _reader = reader


def fill_caches() -> None:
    """Fill the caches of words; called in each worker of a lasting pool that shares the models, before its jobs.

    Reading texts fills caches and copies memory pages that were shared with the fork server, which takes 40 MB for each
    worker. It is done here at once, because memory would otherwise grow over the worker's first thousand jobs.
    """
    assert _reader is not None
    _reader.fill_caches()


def read_feed(body: bytes, content_type: str, context: FeedContext) -> ReadFeed | Reason:
    """Parse and clean the body of a feed."""
    from feeds.parsing.articles import read
    from feeds.parsing.kinds import parse

    assert _phrases is not None
    try:
        return read(parse(body, content_type, context.url), context, _phrases)
    except NotAFeed as error:
        return Reason(error.key)


def read_page(body: bytes, content_type: str, url: str) -> str:
    """Return the cleaned text of the article on a page; "" if there is none."""
    from feeds.parsing.articles import page_text

    assert _phrases is not None
    return page_text(body, content_type, url, _phrases)


def clean_articles(
    articles: Sequence[tuple[str | None, str, str]],
) -> list[tuple[str | None, str, str]]:
    """Clean (title, plain text, HTML) of articles as items of feeds are cleaned; return (title, text, language)."""
    from feeds.parsing.articles import clean_text, language_of, plain_title
    from feeds.parsing.parsed import RawText
    from text.markup import Form

    assert _phrases is not None
    cleaned = []
    for title, text, markup in articles:
        plain = plain_title(title)
        words = clean_text([RawText(markup) if markup else RawText(text, Form.TEXT)], _phrases)
        # If an article consists only of service phrases, no words are left of it; then its language is told from these
        # phrases.
        sample = words if words or plain else text
        cleaned.append((plain, words, language_of(plain, sample, hint=None)))
    return cleaned


def read_robots(body: bytes) -> "Robots":
    """Return the rules in a robots.txt."""
    from feeds.fetching import robots

    return robots.read(body)


@needs_models
def annotate(
    articles: Sequence[tuple[str | None, str, str | None, str | None]], topics: "Sequence[Topic] | None" = None
) -> list[Annotation]:
    """Annotate articles, each given as (title, text, country of the source, language).

    `topics` are the topics to find; None means those of the catalogue.
    """
    reader = _reader_of(topics)
    return [
        reader.annotate(title, text, source_country=country, language=language)
        for title, text, country, language in articles
    ]


@needs_models
def find_topics(
    articles: Sequence[tuple[str | None, str, str | None, str | None]], topics: "Sequence[Topic] | None" = None
) -> list[tuple[str, ...]]:
    """Return for each article the topics that `annotate` would find; it takes the articles in the same form."""
    reader = _reader_of(topics)
    return [reader.topics(title, text, language=language) for title, text, _, language in articles]


def _reader_of(topics: "Sequence[Topic] | None") -> "ArticleReader":
    """Return a reader that finds these topics; each worker makes it for the first job that needs it."""
    assert _reader is not None
    if topics is None:
        return _reader
    key = tuple(topics)
    for known, reader in _readers:
        if known == key:
            return reader
    del _readers[: 1 - _READERS_KEPT]
    _readers.append((key, _reader.with_topics(key)))
    return _readers[-1][1]


def summarise(groups: "Sequence[Sequence[StoryArticle]]") -> "list[tuple[SummarySentence, ...]]":
    """Summarise stories; each is given as its articles in one language."""
    from digest.summarise import summarise

    assert _phrases is not None
    return [summarise(group, phrases=_phrases) for group in groups]


def rejoin(
    window: bytes, next_story_id: int, said: Sequence[Said] = ()
) -> tuple[Mapping[ArticleId, StoryId], Mapping[StoryId, StoryId]]:
    """Cluster the window again; return article → story for articles that move, and story → the one it develops.

    `window` is StoryIndex.window(), pickled in parts by a single pickler; `said` are editors' judgements on pairs of
    articles.
    """
    from stories.affairs import affairs  # imported here, because only this job needs it
    from stories.index import Placed, regroup

    stream = io.BytesIO(window)
    unpickler = pickle.Unpickler(stream)  # noqa: S301 - made by our own process
    placed: list[Placed] = []
    while stream.tell() < len(window):
        placed += unpickler.load()
    moves = regroup(placed, next_story_id=next_story_id, said=said)
    return moves, affairs([(article, moves.get(article.article_id, story_id)) for article, story_id in placed])


def find_links(body: bytes, content_type: str, url: str) -> tuple[FoundFeed, ...]:
    """Return the feeds to which a document links."""
    from feeds.parsing import kinds

    return kinds.find_links(body, content_type, url)


def read_opml(document: bytes) -> "OpmlFile | Reason":
    """Return the feeds in an OPML file with their folders, and the lines that cannot be used."""
    from feeds import opml

    try:
        return opml.read(document)
    except NotAFeed as error:
        return Reason(error.key)
