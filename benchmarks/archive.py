"""An archive of invented articles for benchmarks: real Russian words in random order.

The words are forms in pymorphy3's dictionary, with frequencies by Zipf's law: the first is in nearly every article, the
last in hardly any. An article depends only on its number, so filling can be interrupted and resumed. Articles are
stored by the storage's own methods, as articles of feeds are, a minute apart; only the annotation of their texts
(topics, names, comparison with stories) is left out.
"""

import asyncio
import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import numpy as np

from catalogue.loader import load_lexicon
from domain.article import Annotation, Article, IndexWords, NewArticle
from domain.features import StoryFeatures
from domain.feed import NewFeed, PollState
from domain.ids import FeedId, StoryId
from storage.interface import Annotated, PollResult, Storage
from text.lexicon.lexicon import Lexicon
from text.mentions import named_in
from text.words import index_words

START = datetime(2023, 1, 1, tzinfo=UTC)
TOPICS = ("economy", "politics", "society", "sports", "culture", "health", "accidents", "education")
COUNTRIES = ("kg", "kz", "uz", "tj", "tm", "world")
FEEDS = 40
TITLE, TEXT = 8, 60  # words of a title and of a text, as many as in most feeds' articles
_OPENINGS = (
    "выбор", "высот", "город", "дорог", "земл", "карт", "конце", "лесн", "народ", "общес", "полев", "порож", "предл",
    "проез", "рад", "разго", "свобо", "собра", "стол", "трав", "хлеб", "цвет", "чист", "школ", "экон", "вод", "газ",
    "дел", "мир", "нов", "раб", "сил", "суд", "тел", "цен", "час", "шум", "ярк",
)  # fmt: skip
_BLOCK = 1000  # consecutive articles whose words are drawn together; the number of the block is the random seed
_ZIPF_SHIFT = 2.7  # Mandelbrot's correction for the most frequent words


@dataclass(frozen=True, slots=True)
class Vocabulary:
    words: tuple[str, ...]  # the most frequent first
    cumulated: np.ndarray  # running sums of the words' probabilities, from the most frequent word

    def common(self, count: int) -> list[str]:
        return list(self.words[:count])

    def rare(self, count: int) -> list[str]:
        return list(self.words[-count:])


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    import pymorphy3

    dictionary = pymorphy3.MorphAnalyzer().dictionary.words
    forms: set[str] = set()
    for opening in _OPENINGS:
        forms.update(word for word in dictionary.keys(opening) if word.isalpha() and 4 <= len(word) <= 14)
    words = sorted(forms)
    np.random.default_rng(1).shuffle(words)
    weights = 1 / (np.arange(len(words)) + _ZIPF_SHIFT)
    return Vocabulary(tuple(words), np.cumsum(weights / weights.sum()))


def articles(first: int, count: int, *, length: int = TEXT) -> list[NewArticle]:
    """Return `count` articles from number `first` on; numbers start at 1."""
    known = vocabulary()
    made = []
    for number in range(first, first + count):
        forms = [known.words[place] for place in _chosen(number // _BLOCK, TITLE + length)[number % _BLOCK]]
        title = " ".join(forms[:TITLE]).capitalize()
        text = ". ".join(" ".join(forms[start : start + 12]).capitalize() for start in range(TITLE, len(forms), 12))
        key = f"article {number}"
        url = f"https://outlet{number % FEEDS}.example/{number}"
        made.append(NewArticle(key, f"hash {number}", url, title, text + ".", "ru", published(number)))
    return made


def published(number: int) -> datetime:
    return START + timedelta(minutes=number)


@lru_cache(maxsize=2)
def _chosen(block: int, length: int) -> list[list[int]]:
    """Return the words of the _BLOCK articles of a block: for each article, a list of indexes into the vocabulary."""
    known = vocabulary()
    places = np.searchsorted(known.cumulated, np.random.default_rng(block).random((_BLOCK, length)))
    chosen: list[list[int]] = np.minimum(places, len(known.words) - 1).tolist()
    return chosen


def prepared(first: int, count: int) -> list[tuple[NewArticle, IndexWords]]:
    """Return the same articles as `articles`, each with the index words that the bot would store."""
    return [(one, index_words_of(one)) for one in articles(first, count)]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the catalogue's lexicon, with which searches find articles in all languages."""
    return load_lexicon(Path(__file__).parent.parent / "catalogue")


def index_words_of(article: NewArticle | Article) -> IndexWords:
    """Return the index words of an article of the archive."""
    title = article.title or ""
    return index_words(title, article.text, "ru", named_in(title, article.text, "ru", lexicon()))


def number_of(article: Article | NewArticle) -> int:
    return int(article.fingerprint.removeprefix("article "))


def annotated(article: Article, words: IndexWords) -> Annotated:
    """Return an invented annotation for the article; only its sentences come from the article's text."""
    return Annotated(article.id, annotation(article, words), StoryId(story_of(article.id)))


def annotation(
    article: Article | NewArticle, words: IndexWords, *, features: StoryFeatures | None = None
) -> Annotation:
    number, title = number_of(article), article.title or ""
    return Annotation(
        language="ru",
        topics=(TOPICS[number % len(TOPICS)],),
        countries=(COUNTRIES[number % len(COUNTRIES)],),
        headline=title,
        sentences=tuple(sentence + "." for sentence in article.text.split(". ")[:3]),
        words=words,
        features=features or StoryFeatures(),
    )


def story_of(number: int) -> int:
    """Return the article's story: every third article is in the story of an earlier one."""
    return number if number % 3 else max(1, number - number % 7 - 1)


async def open_feeds(storage: Storage) -> list[FeedId]:
    """Add the archive's feeds unless they exist; return their ids."""
    ids = []
    for number in range(FEEDS):
        name = f"Издание {number}"
        feed, _ = await storage.feeds.add(
            NewFeed(f"https://outlet{number}.example/rss", name, name, "kg", "ru"), now=START
        )
        ids.append(feed.id)
    return ids


async def put(storage: Storage, feeds: Sequence[int], batch: Sequence[NewArticle], *, now: datetime) -> None:
    """Store a batch of articles: those of each feed as one poll; all these polls are saved concurrently."""
    state = PollState(next_poll_at=now + timedelta(days=1), last_success_at=now)
    by_feed: dict[int, list[NewArticle]] = {}
    for article in batch:
        by_feed.setdefault(feeds[number_of(article) // 50 % len(feeds)], []).append(article)
    await asyncio.gather(
        *(
            storage.feeds.save_poll(PollResult(FeedId(feed_id), now, state, tuple(reversed(group))))
            for feed_id, group in by_feed.items()
        )
    )


async def fill(storage: Storage, wanted: int, *, batch: int = 2000) -> int:
    """Fill the archive up to `wanted` articles and return the number of articles in it.

    Another process makes the next articles while this one stores.
    """
    feeds = await open_feeds(storage)
    there = (await storage.housekeeping.counts())["articles"]
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as maker:
        coming = loop.run_in_executor(maker, prepared, there + 1, max(0, min(batch, wanted - there)))
        while there < wanted:
            made = await coming
            there += len(made)
            coming = loop.run_in_executor(maker, prepared, there + 1, max(0, min(batch, wanted - there)))
            await store(storage, feeds, made, now=published(there) + timedelta(minutes=5))
        await coming
    return there


async def store(
    storage: Storage, feeds: Sequence[int], made: Sequence[tuple[NewArticle, IndexWords]], *, now: datetime
) -> None:
    """Store a batch by the pipeline's two transactions: first the articles, then their annotations."""
    await put(storage, feeds, [article for article, _ in made], now=now)
    waiting = await storage.articles.without_annotation(limit=len(made))
    words = {article.fingerprint: found for article, found in made}
    await storage.articles.save_annotations([annotated(one, words[one.fingerprint]) for one in waiting], now=now)
