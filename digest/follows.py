"""Which follows an article answers: thousands of them in time linear in the article.

Each follow waits under the words of one thing it asks for; an article's words wake those that wait under them, and only
these are looked at closely.
"""

from collections import defaultdict
from collections.abc import Iterable

from digest.matching import Matchable, answers, asks, stored_query
from domain.chat import Follow
from text.query import ParsedQuery, Term


class FollowMatcher:
    def __init__(self, follows: Iterable[Follow]) -> None:
        self._follows: dict[int, Follow] = {}
        self._queries: dict[int, ParsedQuery] = {}
        self._waiting: defaultdict[str, list[int]] = defaultdict(list)
        self._wordless: list[int] = []  # ask for a topic, a country, a source: few, and always looked at
        for follow in follows:
            query = stored_query(follow.query)
            if not asks(query):
                continue
            self._follows[follow.id], self._queries[follow.id] = follow, query
            wanted = [group for group in query.groups if not group[0].is_excluded]
            if not wanted:
                self._wordless.append(follow.id)
                continue
            # The longest word is the rarest, more often than not.
            key = max(wanted, key=lambda group: min(map(_length, group)))
            for word in {word for term in key for word in (_longest(term) if term.phrase else term.alternatives)}:
                self._waiting[word].append(follow.id)

    def __len__(self) -> int:
        return len(self._follows)

    def match(self, article: Matchable) -> list[Follow]:
        """The follows whose query the article answers, in order."""
        awake = {follow for word in article.words.terms & self._waiting.keys() for follow in self._waiting[word]}
        awake.update(self._wordless)
        return [self._follows[follow] for follow in sorted(awake) if answers(article, self._queries[follow])]


def _length(term: Term) -> int:
    return len(_longest(term)[0])


def _longest(term: Term) -> tuple[str, ...]:
    return (max(term.phrase, key=len),) if term.phrase else term.alternatives[:1]
