"""Stories: which article belongs to which, as they come in, and again over the whole window.

Pure and single-threaded: the caller keeps one StoryIndex, feeds it from what is stored, and writes down its answers.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from domain.features import StoryItem
from stories.compared import Compared, openings
from stories.joining import join
from stories.likeness import Asking, Held, Weighed, Window, apart, crossing, headline_likeness, text_likeness

_PROBES = 14  # rarest terms of each kind that candidates are looked up by
_CROWD = 400  # a term that more articles hold finds nobody
_MOST_FOLLOWED = 1000  # articles that hold the probes, together, so that a crowded window costs no more
_MOST_COMPARED = 16  # candidates, by how many probes they share

Placed = tuple[Compared, int]  # an article and its story


class StoryIndex:
    """The live window of articles and their stories."""

    def __init__(self, *, next_story_id: int) -> None:
        self.next_story_id = next_story_id
        self._articles: dict[int, Compared] = {}
        self._weighed: dict[int, Weighed] = {}
        self._story: dict[int, int] = {}
        self._window = Window()
        self._languages: Counter[str] = Counter()
        self._bare = 0  # articles with nothing but a headline

    def add(self, item: StoryItem, story_id: int) -> None:
        """An article whose story is known, as it was stored; one that is there already is replaced."""
        self._put(Compared.of(item), story_id)

    def assign(self, item: StoryItem) -> int:
        """The story of the article most like it, or a new one; the article's own if it is known already."""
        article = Compared.of(item)
        story_id = self._story.get(item.article_id)
        if story_id is None:
            best, likeness = None, 1.0
            for other, found in self._alike(article):
                if found > likeness or (found == likeness and best is None):
                    best, likeness = other, found
            story_id = self.next_story_id if best is None else self._story[best]
        self._put(article, story_id)
        return story_id

    def open(self) -> int:
        """Open a story for an article that cannot be compared; the article stays out of the window."""
        self.next_story_id += 1
        return self.next_story_id - 1

    def move(self, moves: Mapping[int, int]) -> None:
        """Adopt what `rejoin` found elsewhere: article → story."""
        for article_id, story_id in moves.items():
            if article_id in self._story:
                self._story[article_id] = story_id
            self.next_story_id = max(self.next_story_id, story_id + 1)

    def window(self) -> tuple[Placed, ...]:
        """Every live article with its story, as `regroup` takes them."""
        return tuple((article, self._story[article_id]) for article_id, article in self._articles.items())

    def rejoin(self) -> dict[int, int]:
        """Cluster the window again and adopt it: article → story of those that moved."""
        moves = regroup(self.window(), next_story_id=self.next_story_id)
        self.move(moves)
        return moves

    def forget_before(self, moment: datetime) -> None:
        """Drop articles stored before that moment."""
        for article_id in [key for key, article in self._articles.items() if article.stored_at < moment]:
            self._forget(article_id)

    def _put(self, article: Compared, story_id: int) -> None:
        article_id = article.article_id
        if article_id in self._articles:
            self._forget(article_id)
        self._articles[article_id] = article
        self._story[article_id] = story_id
        self._window.add(article)
        self._languages[article.language] += 1
        self._bare += not article.text
        self.next_story_id = max(self.next_story_id, story_id + 1)

    def _forget(self, article_id: int) -> None:
        article = self._articles.pop(article_id)
        del self._story[article_id]
        self._weighed.pop(article_id, None)
        self._window.remove(article)
        self._languages[article.language] -= 1
        self._bare -= not article.text

    def _alike(self, article: Compared) -> Iterator[tuple[int, float]]:
        """Candidates with their likeness, oldest first."""
        window = self._window
        hits: Counter[int] = Counter()
        _follow(window.stems, article.text, hits)
        if self._languages.total() > self._languages[article.language]:
            _follow(window.shared, article.shared, hits)
        if self._bare or not article.text:
            _follow(window.openings, openings(article), hits)
        asking = Asking(article, window)
        self._weighed[article.article_id] = asking.weighed
        for other_id in sorted(other for other, _ in hits.most_common(_MOST_COMPARED)):
            other = self._articles[other_id]
            left = apart(article, other)
            if left:
                yield other_id, left * self._likeness(asking, other)

    def _likeness(self, asking: Asking, other: Compared) -> float:
        article = asking.article
        if not (article.text and other.text):
            return headline_likeness(article, other, self._window)
        theirs = self._weighed.get(other.article_id)
        if theirs is None:
            theirs = self._weighed[other.article_id] = Asking(other, self._window).weighed
        if article.language == other.language:
            return text_likeness(asking, other, theirs)
        return crossing(asking, other, theirs)


def _follow(held: Held, terms: Iterable[str], hits: Counter[int]) -> None:
    """Count who shares the rarest of the terms."""
    followed = 0
    for count, term in sorted((len(held.by[term]), term) for term in terms if term in held.by)[:_PROBES]:
        followed += count
        if count > _CROWD or followed > _MOST_FOLLOWED:
            return
        hits.update(held.by[term])


def regroup(window: Sequence[Placed], *, next_story_id: int) -> dict[int, int]:
    """Cluster a window again: article → story of those that belong elsewhere.

    A story keeps its id: each group takes the one that most of its articles had, the oldest on ties, and a group
    that finds its id taken by a group with more of that story opens a new one.
    """
    story = {article.article_id: story_id for article, story_id in window}
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for (article, _), group in zip(window, join([article for article, _ in window]), strict=True):
        groups[group].append(article.article_id)
    named = _named([sorted(members) for members in groups.values()], story, next_story_id)
    return {
        article_id: story_id for story_id, members in named for article_id in members if story[article_id] != story_id
    }


def _named(
    groups: Iterable[list[int]], story: Mapping[int, int], next_story_id: int
) -> Iterator[tuple[int, list[int]]]:
    """Story ids for groups of articles, each sorted."""
    claims = sorted(
        (-count, story_id, members[0], members)
        for members in groups
        for story_id, count in Counter(story[article_id] for article_id in members).items()
    )
    taken: set[int] = set()
    named: set[int] = set()
    for _, story_id, first, members in claims:
        if story_id not in taken and first not in named:
            taken.add(story_id)
            named.add(first)
            yield story_id, members
    for _, _, first, members in sorted(claims, key=lambda claim: claim[2]):
        if first not in named:
            named.add(first)
            yield next_story_id, members
            next_story_id += 1
