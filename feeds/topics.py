"""Managing topics for the newsroom: trying a change on the articles of the last day, and applying it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from domain.audit import Change
from domain.clock import Clock
from domain.feed import Reason
from domain.ids import ArticleId
from domain.post import Notice
from domain.topic import EditedTopic
from feeds.annotator import BATCH, Annotator
from storage.interface import Storage
from text.languages import LANGUAGES, LOCALES
from text.topics import CurrentTopics

SORTED_AGAIN = timedelta(days=1)  # after a change of topics, the articles of this last span get their topics again
# The most characters of a title, characters of a seed, and seeds of a topic in one language.
LONGEST_TITLE, LONGEST_SEED, MOST_SEEDS = 40, 40, 200
MOST_TOPICS = 40  # the most topics that can be in use; a keyboard of Telegram has at most a hundred buttons
_LEAST_LETTERS = 2  # the least letters of a seed; ЖК (parliament) and ән (song) have two
_ENOUGH = 20  # with fewer articles, it cannot be judged whether a topic takes too many of them
_EVERYTHING = 0.5  # a topic that more than this share of the articles would have is too wide
OnPart = Callable[[int, int], Awaitable[None]]  # called with the number of finished articles and the number of all


@dataclass(frozen=True, slots=True)
class Preview:
    """The effect of a change on the articles of the last day, by article id."""

    total: int
    after: Mapping[ArticleId, tuple[str, ...]]  # the new topics of each article whose topics change
    taken: tuple[ArticleId, ...]  # articles that get the topic, newest first
    lost: tuple[ArticleId, ...]  # articles that lose the topic
    holds: int  # number of articles that have the topic after the change

    @property
    def others(self) -> int:
        """The number of articles that neither get nor lose the topic, but whose other topics change."""
        return len(self.after) - len(self.taken) - len(self.lost)

    @property
    def is_everything(self) -> bool:
        """Whether more than half of the articles would have the topic, so that it says too little about them."""
        return self.total >= _ENOUGH and self.holds > _EVERYTHING * self.total


class TopicAdmin:
    """Tries and applies changes of topics.

    `on_saved` is called after topics have changed, to tell other processes.
    """

    def __init__(
        self,
        storage: Storage,
        annotator: Annotator,
        clock: Clock,
        topics: CurrentTopics,
        *,
        on_saved: Callable[[], None] = lambda: None,
    ) -> None:
        self._on_saved = on_saved
        self._storage = storage
        self._annotator = annotator
        self._clock = clock
        self.current = topics

    async def preview(self, key: str, edited: Sequence[EditedTopic], on_part: OnPart) -> Preview | None:
        """Return what these changes would do to articles and the topic `key`; None if no text can be read now.

        `save` would give articles exactly these topics, because both use the same model on the same texts.
        """
        topics = self.current.changed_by(edited)
        before = await self._storage.topics.topics_since(self._clock.now() - SORTED_AGAIN)
        ids = sorted(before, reverse=True)
        after: dict[ArticleId, tuple[str, ...]] = {}
        for start in range(0, len(ids), BATCH):
            part = ids[start : start + BATCH]
            found = await self._annotator.topics_of(await self._storage.articles.get(part), topics)
            if found is None:
                return None
            after |= dict.fromkeys(part, ()) | found
            await on_part(min(start + BATCH, len(ids)), len(ids))
        return _compared(key, before, after)

    async def save(
        self, edited: Sequence[EditedTopic], changes: Sequence[Change], moves: Mapping[str, str] | None = None
    ) -> bool:
        """Apply the changes at once; return False if somebody else changed one of the topics meanwhile.

        Readers are notified if all topics that they chose are hidden by these changes.
        """
        now = self._clock.now()
        hidden = [one for one in edited if one.is_hidden and one.merged_into is None]
        is_saved = await self._storage.topics.save(
            edited,
            changes,
            sort_since=now - SORTED_AGAIN,
            moves=moves,
            notice=_notice_of(hidden[0]) if hidden else None,
            now=now,
        )
        await self.reload()
        self._on_saved()
        return is_saved

    async def reload(self) -> None:
        """Use the stored topics, which another process may have changed."""
        self.current.use(await self._storage.topics.edited())


def _notice_of(topic: EditedTopic) -> Notice:
    """Return the notice that a topic is gone, with its title in every language and a button to the other topics."""
    title = topic.titles.get("en") or topic.key
    titles = {f"topic-{locale}": name for locale, name in topic.titles.items()}
    return Notice("topic-gone", {"topic": title, **titles, "screen": "topics"})


def _compared(
    key: str, before: Mapping[ArticleId, Sequence[str]], after: Mapping[ArticleId, tuple[str, ...]]
) -> Preview:
    return Preview(
        total=len(after),
        after={number: topics for number, topics in after.items() if tuple(before[number]) != topics},
        taken=tuple(number for number, topics in after.items() if key in topics and key not in before[number]),
        lost=tuple(number for number, topics in after.items() if key not in topics and key in before[number]),
        holds=sum(key in topics for topics in after.values()),
    )


def fault_of(topic: EditedTopic) -> Reason | None:
    """Return what is wrong with the titles and seeds of a topic; None if nothing is."""
    missing = [locale for locale in LOCALES if not topic.titles.get(locale, "").strip()]
    if missing:
        return Reason("topic-error-titles", {"locales": ", ".join(missing)})
    if any(len(title) > LONGEST_TITLE for title in topic.titles.values()):
        return Reason("topic-error-title-long", {"count": LONGEST_TITLE})
    if unknown := [code for code in topic.seeds if code not in LANGUAGES]:
        return Reason("topic-error-language", {"code": unknown[0]})
    if not any(topic.seeds.values()):
        return Reason("topic-error-no-seeds")
    for words in topic.seeds.values():
        if len(words) > MOST_SEEDS:
            return Reason("topic-error-many-seeds", {"count": MOST_SEEDS})
        for word in words:
            if not _may_be_seed(word):
                return Reason("topic-error-seed", {"word": word})
    return None


def _may_be_seed(word: str) -> bool:
    return sum(letter.isalpha() for letter in word) >= _LEAST_LETTERS and len(word) <= LONGEST_SEED
