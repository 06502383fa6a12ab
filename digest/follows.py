"""Finding the follows that an article matches, among thousands, in time linear in the article's length.

Each follow is indexed by the words of one thing that it asks for, and an article's words look up the follows. A follow
of a single word matches at once; only the others are examined further.
"""

from collections import defaultdict
from collections.abc import Iterable

from digest.matching import Matchable, asks, meets, stored_query
from domain.chat import Follow
from domain.ids import FollowId
from text.lexicon.lexicon import Lexicon
from text.query import ParsedQuery, Term


class FollowMatcher:
    """An index of follows; with a lexicon, they also match other languages."""

    def __init__(self, follows: Iterable[Follow], lexicon: Lexicon | None = None) -> None:
        self._follows: dict[FollowId, Follow] = {}
        self._queries: dict[FollowId, ParsedQuery] = {}  # follows that need more than one word
        self._answered: defaultdict[str, list[FollowId]] = defaultdict(
            list
        )  # word → follows that this word alone matches
        self._waiting: defaultdict[str, list[FollowId]] = defaultdict(list)  # word → follows to examine if it occurs
        self._wordless: list[FollowId] = []  # follows of a topic, country or source: few, so always examined
        for follow in follows:
            query = stored_query(follow.query, lexicon)
            if asks(query):
                self._follows[follow.id] = follow
                self._put(follow.id, query)

    def __len__(self) -> int:
        return len(self._follows)

    def match(self, article: Matchable) -> list[Follow]:
        """Return the follows whose query the article matches, in the order of their ids."""
        terms = article.words.terms
        answered = {follow for word in terms & self._answered.keys() for follow in self._answered[word]}
        awake = {follow for word in terms & self._waiting.keys() for follow in self._waiting[word]}
        awake.update(self._wordless)
        answered.update(follow for follow in awake if meets(article, self._queries[follow]))
        return [self._follows[follow] for follow in sorted(answered)]

    def _put(self, follow: FollowId, query: ParsedQuery) -> None:
        wanted = [group for group in query.groups if not group[0].is_excluded]
        if _is_simple(query):
            for word in {word for term in wanted[0] for word in (*term.alternatives, *term.elsewhere)}:
                self._answered[word].append(follow)
            return
        self._queries[follow] = query
        if not wanted:
            self._wordless.append(follow)
            return
        # The longest word is usually the rarest.
        key = max(wanted, key=lambda group: min(map(_length, group)))
        for word in {word for term in key for word in _wakes(term)}:
            self._waiting[word].append(follow)


def _is_simple(query: ParsedQuery) -> bool:
    """Return whether any word of its only group is enough to match the query."""
    if query.topics or query.countries or query.languages or query.sources or query.muted_sources:
        return False
    return len(query.groups) == 1 and not any(term.phrase or term.is_excluded for term in query.groups[0])


def _length(term: Term) -> int:
    return len(_longest(term)[0])


def _wakes(term: Term) -> tuple[str, ...]:
    return _longest(term) if term.phrase else (*term.alternatives, *term.elsewhere)


def _longest(term: Term) -> tuple[str, ...]:
    return (max(term.phrase, key=len),) if term.phrase else term.alternatives[:1]
