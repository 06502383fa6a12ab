"""Which follows an article answers: thousands of them in time linear in the article.

Each follow waits under the words of one thing it asks for; an article's words wake those that wait under them, and only
these are looked at closely.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from domain.article import IndexWords
from domain.chat import Follow
from text.query import ParsedQuery, Term, parse


class FollowMatcher:
    def __init__(self, follows: Iterable[Follow]) -> None:
        self._queries: dict[int, ParsedQuery] = {}
        self._waiting: defaultdict[str, list[int]] = defaultdict(list)
        parsed: dict[str, ParsedQuery] = {}
        for follow in follows:
            query = parsed.get(follow.query) or parsed.setdefault(follow.query, parse(follow.query))
            wanted = [group for group in query.groups if not group[0].is_excluded]
            if not wanted:
                continue  # nothing but exclusions asks for nothing
            self._queries[follow.id] = query
            # The longest word is the rarest, more often than not.
            key = max(wanted, key=lambda group: min(len(_words(term)[0]) for term in group))
            for word in {word for term in key for word in (_words(term)[:1] if term.phrase else term.alternatives)}:
                self._waiting[word].append(follow.id)

    def match(
        self, words: IndexWords, *, topics: Sequence[str] = (), countries: Sequence[str] = (), language: str = ""
    ) -> tuple[int, ...]:
        """Ids of the follows whose query the article answers, in order."""
        exact = [part for word in words.exact for part in word.split("-")]
        have = {*words.exact, *exact, *words.title, *words.text}
        awake = {follow for word in have & self._waiting.keys() for follow in self._waiting[word]}
        line = f" {' '.join(exact)} "
        return tuple(
            sorted(
                follow
                for follow in awake
                if _is_answered(self._queries[follow], have, line)
                and _fits(self._queries[follow], topics, countries, language)
            )
        )


def _words(term: Term) -> tuple[str, ...]:
    return term.phrase or term.alternatives or ("",)


def _is_answered(query: ParsedQuery, have: set[str], line: str) -> bool:
    return all(
        any(_stands(term, have, line) for term in group) is not group[0].is_excluded for group in query.groups if group
    )


def _stands(term: Term, have: set[str], line: str) -> bool:
    if term.phrase:
        return f" {' '.join(term.phrase)} " in line
    return not have.isdisjoint(term.alternatives)


def _fits(query: ParsedQuery, topics: Sequence[str], countries: Sequence[str], language: str) -> bool:
    """A follow's fields; publishers and dates are not its matter."""
    if query.topics and not set(query.topics) & set(topics):
        return False
    if query.countries and not set(query.countries) & set(countries):
        return False
    return not query.languages or language in query.languages
