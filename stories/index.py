"""The live window of articles: finds the story of a new article, and clusters the whole window again.

Pure, and for a single thread: the caller keeps one StoryIndex, fills it from the storage, and stores its results.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from domain.features import StoryItem
from domain.ids import ArticleId, StoryId
from stories.clusters import join
from stories.compared import Compared, openings
from stories.likeness import (
    LiveTerms,
    Measures,
    Newcomer,
    TermHolders,
    closeness,
    headline_likeness,
    shared_cosine,
    shared_likeness,
    text_likeness,
)
from stories.linkage import likeness_to_group
from stories.ties import Said

_PROBES = 14  # for each kind of term, candidates are looked up by this many of the article's rarest terms
_CROWD = 400  # a term that more articles than this have is not used to look for candidates
# The most articles that are examined for each kind of term, so that a new article takes no longer in a full window.
_MOST_FOLLOWED = 1000
_MOST_COMPARED = 16  # how many candidates, those with most terms in common, are compared with a new article completely
# An article's measures are computed again once the number of articles in the window has changed by more than this part.
_MOST_CHANGE = 0.3
_MOST_STORIES = 4  # a new article is compared with at most this many stories, the most similar ones
_MOST_MEMBERS = 8  # articles of a story with which a new one is compared, spread from its first to its last

Placed = tuple[Compared, StoryId]  # an article and its story


class StoryIndex:
    """The live window of articles, with their stories."""

    def __init__(self, *, next_story_id: int = 1, room: int = sys.maxsize) -> None:
        """New stories get ids from `next_story_id` on, at most `room` of them; see `number_from`."""
        self.number_from(next_story_id, room)
        self._articles: dict[ArticleId, Compared] = {}
        # Article → size of the window when its measures were computed, and the measures.
        self._measures: dict[ArticleId, tuple[int, Measures]] = {}
        self._story: dict[ArticleId, StoryId] = {}
        self._members: defaultdict[StoryId, set[ArticleId]] = defaultdict(set)
        self._terms = LiveTerms()
        self._bare = 0  # number of articles that are only a headline

    def number_from(self, first: int, room: int) -> None:
        """Give new stories ids from `first` on, at most `room` of them; nobody else may use these ids."""
        self.next_story_id = first
        self._end = min(first + room, sys.maxsize)

    @property
    def room(self) -> int:
        """The number of new stories that can still be created with the ids given by `number_from`."""
        return self._end - self.next_story_id

    def __len__(self) -> int:
        return len(self._articles)

    def add(self, item: StoryItem, story_id: StoryId) -> None:
        """Add an article whose story is known; it replaces the same article in the window."""
        self._put(Compared.of(item), story_id)

    def assign(self, item: StoryItem) -> StoryId:
        """Put an article into the most similar story, or into a new one if none is similar enough.

        Return the story's id. As in clustering, all articles of the story decide, because an article that is like only
        one of them may be about another event. An article that is already in the window keeps its story.
        """
        article = Compared.of(item)
        story_id = self._story.get(item.article_id)
        if story_id is None:
            story_id = self._most_alike(Newcomer(article, self._terms))
        if story_id is None:
            story_id = StoryId(self.next_story_id)
        self._put(article, story_id)
        return story_id

    def open(self) -> StoryId:
        """Return an unused story id, with which an article that cannot be compared becomes a story of its own.

        The article does not enter the window.
        """
        self.next_story_id += 1
        return StoryId(self.next_story_id - 1)

    def move(self, moves: Mapping[ArticleId, StoryId]) -> None:
        """Move articles (by id) to the stories that clustering elsewhere has found for them."""
        for article_id, story_id in moves.items():
            if article_id in self._story:
                self._leave_story(article_id)
                self._enter_story(article_id, story_id)
            self._use(story_id)

    def window(self) -> tuple[Placed, ...]:
        """Return every article in the window with its story, in the form that `regroup` takes."""
        return tuple((article, self._story[article_id]) for article_id, article in self._articles.items())

    def rejoin(self, said: Sequence[Said] = ()) -> dict[ArticleId, StoryId]:
        """Cluster the window again, obeying editors' judgements `said`; return article → story for moved articles."""
        moves = regroup(self.window(), next_story_id=self.next_story_id, said=said)
        self.move(moves)
        return moves

    def alike(self, article_ids: Collection[ArticleId], *, most: int) -> list[StoryId]:
        """Return up to `most` other stories with articles that have any likeness to these, the most similar first."""
        own = {self._story[article_id] for article_id in article_ids if article_id in self._story}
        best: dict[StoryId, float] = {}
        for article_id in article_ids:
            if article_id in self._articles:
                for other, likeness in self._candidates(Newcomer(self._articles[article_id], self._terms)):
                    story_id = self._story[other]
                    best[story_id] = max(best.get(story_id, 0.0), likeness)
        ranked = sorted(best.keys() - own, key=lambda story_id: (-best[story_id], story_id))
        return ranked[:most]

    def forget_before(self, moment: datetime) -> None:
        """Remove the articles that were stored before that moment."""
        for article_id in [key for key, article in self._articles.items() if article.stored_at < moment]:
            self._forget(article_id)

    def _use(self, story_id: StoryId) -> None:
        """Record that a story has this id, so that no new story gets it."""
        if self.next_story_id <= story_id < self._end:
            self.next_story_id = story_id + 1

    def _put(self, article: Compared, story_id: StoryId) -> None:
        article_id = article.article_id
        if article_id in self._articles:
            self._forget(article_id)
        self._articles[article_id] = article
        self._enter_story(article_id, story_id)
        self._terms.add(article)
        self._bare += not article.text
        self._use(story_id)

    def _forget(self, article_id: ArticleId) -> None:
        article = self._articles.pop(article_id)
        self._leave_story(article_id)
        self._measures.pop(article_id, None)
        self._terms.remove(article)
        self._bare -= not article.text

    def _enter_story(self, article_id: ArticleId, story_id: StoryId) -> None:
        self._story[article_id] = story_id
        self._members[story_id].add(article_id)

    def _leave_story(self, article_id: ArticleId) -> None:
        story_id = self._story.pop(article_id)
        members = self._members[story_id]
        members.remove(article_id)
        if not members:
            del self._members[story_id]

    def _most_alike(self, newcomer: Newcomer) -> StoryId | None:
        """Return the story to which clustering would add the article, the oldest of equal ones.

        None if it would add the article to none of them.
        """
        known = dict(self._candidates(newcomer))
        # Story → the greatest likeness of the new article to one of the story's articles. Stories without a likeness of
        # at least 1 are left out, because then the mean over their articles, which decides, is below 1 as well.
        nearest: dict[StoryId, float] = {}
        for other, found in known.items():
            if found >= 1.0:
                nearest[self._story[other]] = max(nearest.get(self._story[other], 0.0), found)
        best, highest = None, 0.0
        for story_id in sorted(nearest, key=lambda story_id: (-nearest[story_id], story_id))[:_MOST_STORIES]:
            likeness = self._likeness_to_story(newcomer, story_id, known)
            if likeness > highest:
                best, highest = story_id, likeness
        return best

    def _likeness_to_story(self, newcomer: Newcomer, story_id: StoryId, known: Mapping[ArticleId, float]) -> float:
        """Return the likeness of an article to a story as stories.linkage.likeness_to_group computes it.

        `known` has the likenesses to single articles that were computed before.
        """
        members = sorted(self._members[story_id])
        examined = _spread(members, _MOST_MEMBERS)
        mine = [known[other] if other in known else self._compared(newcomer, other) for other in examined]
        # The likenesses between the story's own articles; a generator, because most decisions do not need them.
        within = (
            (place, earlier, self._compared(article, examined[earlier]))
            for place, article in enumerate(Newcomer(self._articles[other], self._terms) for other in examined)
            for earlier in range(place)
        )
        return likeness_to_group(mine, within, size=len(members))

    def _candidates(self, newcomer: Newcomer) -> Iterator[tuple[ArticleId, float]]:
        """Yield the articles that may be about the same event, oldest first, with their likeness."""
        article, live = newcomer.article, self._terms
        hits: Counter[ArticleId] = Counter()
        _count_sharers(live.stems, article.text, hits)
        _count_sharers(live.shared, article.shared, hits)
        if self._bare or not article.text:
            _count_sharers(live.openings, openings(article), hits)
        self._measures[article.article_id] = len(self), newcomer.measures
        for other_id in sorted(other for other, _ in hits.most_common(_MOST_COMPARED)):
            likeness = self._compared(newcomer, other_id)
            if likeness:
                yield other_id, likeness

    def _compared(self, newcomer: Newcomer, other_id: ArticleId) -> float:
        """Return the new article's likeness to one in the window, lowered for distance in time and a common source."""
        other = self._articles[other_id]
        left = closeness(newcomer.article, other)
        return left * self._likeness(newcomer, other) if left else 0.0

    def _likeness(self, newcomer: Newcomer, other: Compared) -> float:
        article = newcomer.article
        if not (article.text and other.text):
            return headline_likeness(article, other, self._terms)
        theirs = self._measures_of(other)
        cosine = shared_cosine(newcomer, other, theirs)
        shared = shared_likeness(newcomer, other, theirs, cosine)
        if article.language != other.language:
            return shared
        return max(shared, text_likeness(newcomer, other, theirs, cosine))

    def _measures_of(self, article: Compared) -> Measures:
        """Return the Measures of an article in the window, by which its likenesses are normalised.

        Measures that were computed before are used again, until the number of articles in the window, on which they
        depend, has changed too much.
        """
        size, measures = self._measures.get(article.article_id, (0, None))
        if measures is None or abs(len(self) - size) > _MOST_CHANGE * size:
            measures = Newcomer(article, self._terms).measures
            self._measures[article.article_id] = len(self), measures
        return measures


def _spread(members: Sequence[ArticleId], most: int) -> Sequence[ArticleId]:
    """Return at most `most` of the articles, evenly spread over the sequence, including the first and the last."""
    if len(members) <= most:
        return members
    return [members[place * (len(members) - 1) // (most - 1)] for place in range(most)]


def _count_sharers(holders: TermHolders, terms: Iterable[str], hits: Counter[ArticleId]) -> None:
    """Add to `hits` how many of the rarest of these terms each article of the window has."""
    followed = 0
    known = [(len(held), term) for term in terms if (held := holders.by.get(term)) and len(held) <= _CROWD]
    for count, term in sorted(known)[:_PROBES]:
        followed += count
        if followed > _MOST_FOLLOWED:
            return
        hits.update(holders.by[term])


def regroup(window: Sequence[Placed], *, next_story_id: int, said: Sequence[Said] = ()) -> dict[ArticleId, StoryId]:
    """Cluster a window again, obeying editors' judgements; return article → its new story, for articles that move.

    Each group that clustering finds becomes a story. It keeps the id of the story that most of its articles were in,
    the lowest of equal ones. A story's id goes to the group with most of its articles; other groups get new ids.
    """
    story = {article.article_id: story_id for article, story_id in window}
    groups: defaultdict[int, list[ArticleId]] = defaultdict(list)
    for (article, _), group in zip(window, join([article for article, _ in window], said), strict=True):
        groups[group].append(article.article_id)
    named = _named([sorted(members) for members in groups.values()], story, next_story_id)
    return {
        article_id: story_id for story_id, members in named for article_id in members if story[article_id] != story_id
    }


def _named(
    groups: Iterable[list[ArticleId]], story: Mapping[ArticleId, StoryId], next_story_id: int
) -> Iterator[tuple[StoryId, list[ArticleId]]]:
    """Yield (story id, articles) for each group of articles; the ids of the articles in `groups` must be sorted.

    A group keeps the id that most of its articles had; new ids are counted from `next_story_id` on. See `regroup`.
    """
    claims = sorted(
        (-count, story_id, members[0], members)
        for members in groups
        for story_id, count in Counter(story[article_id] for article_id in members).items()
    )
    taken: set[StoryId] = set()
    named: set[ArticleId] = set()  # the first article of every group that was yielded already
    for _, story_id, first, members in claims:
        if story_id not in taken and first not in named:
            taken.add(story_id)
            named.add(first)
            yield story_id, members
    for _, _, first, members in sorted(claims, key=lambda claim: claim[2]):
        if first not in named:
            named.add(first)
            yield StoryId(next_story_id), members
            next_story_id += 1
