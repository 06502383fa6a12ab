"""Finding the follows that match an article, among thousands of follows, in time linear in the article's length.

For each follow one of its words is chosen, and the follow is found by that word in an article. A follow of a single
word then matches at once; only the others have to be examined further.
"""

from collections import defaultdict
from collections.abc import Iterable

from digest.matching import Matchable, asks, meets, stored_query
from domain.chat import Follow
from domain.ids import FollowId
from text.lexicon.lexicon import Lexicon
from text.query import ParsedQuery, Term


class FollowMatcher:
    """An index of follows; with a lexicon, follows match articles in other languages as well."""

    def __init__(self, follows: Iterable[Follow], lexicon: Lexicon | None = None) -> None:
        self._follows: dict[FollowId, Follow] = {}
        self._queries: dict[FollowId, ParsedQuery] = {}  # the follows for which one matching word is not enough
        # Word → the follows that match every article with this word.
        self._answered: defaultdict[str, list[FollowId]] = defaultdict(list)
        # Word → the follows to examine for articles with this word.
        self._waiting: defaultdict[str, list[FollowId]] = defaultdict(list)
        # Follows of a topic, country or source, which are few and are examined for every article.
        self._wordless: list[FollowId] = []
        for follow in follows:
            query = stored_query(follow.query, lexicon)
            if asks(query):
                self._follows[follow.id] = follow
                self._put(follow.id, query)

    def __len__(self) -> int:
        return len(self._follows)

    def match(self, article: Matchable) -> list[Follow]:
        """Return the follows whose query matches the article, in the order of their ids."""
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
        # The longest word of a query is usually its rarest one, so few articles have it.
        key = max(wanted, key=lambda group: min(map(_length, group)))
        for word in {word for term in key for word in _wakes(term)}:
            self._waiting[word].append(follow)


def _is_simple(query: ParsedQuery) -> bool:
    """Return whether a query has a single group, and any one of its words is enough to match."""
    if query.topics or query.countries or query.languages or query.sources or query.muted_sources:
        return False
    return len(query.groups) == 1 and not any(term.phrase or term.is_excluded for term in query.groups[0])


def _length(term: Term) -> int:
    return len(_longest(term)[0])


def _wakes(term: Term) -> tuple[str, ...]:
    return _longest(term) if term.phrase else (*term.alternatives, *term.elsewhere)


def _longest(term: Term) -> tuple[str, ...]:
    return (max(term.phrase, key=len),) if term.phrase else term.alternatives[:1]
