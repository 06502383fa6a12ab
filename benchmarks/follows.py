"""`follows`: compares one new article with many follows.

Follows are words and pairs of words of the archive's vocabulary, some with exclusions, phrases or fields; one in fifty
has one of the hundred most frequent words. Articles are the archive's. The vocabulary has only a few thousand words in
all their forms, so an article matches hundreds of follows, far more than real news does. The measured time is that of
the tick for each article: preparing its stored words, and comparing them.
"""

import argparse
import random
import time
from typing import Any

from benchmarks.archive import COUNTRIES, TOPICS, articles, index_words_of, lexicon, vocabulary
from benchmarks.search import quantile
from digest.follows import FollowMatcher
from digest.matching import Matchable, Words
from domain.chat import Follow
from domain.ids import ChatId, FollowId

_COMMON_SHARE = 0.02


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--follows", type=int, default=10_000)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--length", type=int, default=250, help="words of an article")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return match_p50_ms, match_p99_ms, match_max_ms, and the time to prepare the follows."""
    chance, known = random.Random(2), vocabulary()

    def query() -> str:
        # People follow names and things; only a few follow one of the most frequent words.
        words = chance.choices(known.words, k=3)
        if chance.random() < _COMMON_SHARE:
            words[0] = chance.choice(known.words[:100])
        shape = chance.choice(("{0}", "{0}", "{0} {1}", '"{0} {1}"', "{0} -{1}", "{0} OR {1}", "{0} topic:economy"))
        return shape.format(*words)

    follows = [Follow(FollowId(number), ChatId(number), query()) for number in range(args.follows)]
    lexicon()  # the lexicon is loaded before the measurement, as in the bot
    started = time.perf_counter()
    matcher = FollowMatcher(follows, lexicon())
    ready = time.perf_counter() - started
    read = [index_words_of(one) for one in articles(1, args.articles, length=args.length)]
    times, matches = [], 0
    for number, words in enumerate(read):
        started = time.perf_counter()
        topic, country = TOPICS[number % len(TOPICS)], COUNTRIES[number % len(COUNTRIES)]
        matches += len(matcher.match(Matchable(Words(words), (topic,), (country,), "ru", "Издание")))
        times.append((time.perf_counter() - started) * 1000)
    return {
        "follows": len(matcher),
        "articles": len(read),
        "matches_per_article": round(matches / len(read), 1),
        "match_p50_ms": quantile(times, 0.5),
        "match_p99_ms": quantile(times, 0.99),
        "match_max_ms": round(max(times), 2),
        "ready_s": round(ready, 2),
    }
