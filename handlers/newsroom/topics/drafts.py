"""A change of topics before it is in use: made from what an editor types, stored as a draft, and read back."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from domain.draft import NOT_STORED, Draft, DraftKind
from domain.ids import DraftId, PersonId
from domain.topic import EditedTopic
from text.languages import LANGUAGES, LOCALES

_LINE = re.compile(r"\s*([a-z]{2})\s*[:：]\s*(.*)", re.IGNORECASE)
_KEY = re.compile(r"[^a-z0-9]+")
_LONGEST_KEY = 40


@dataclass(frozen=True, slots=True)
class TopicDraft:
    """The topics as the change would make them, the edited one first.

    `moves` is topic → the topic to which its readers would move.
    """

    action: str  # the change's name in /audit: topic-added, topic-edited, topic-merged, topic-hidden or topic-shown
    topics: tuple[EditedTopic, ...]
    moves: Mapping[str, str]

    @property
    def topic(self) -> EditedTopic:
        return self.topics[0]

    def with_topic(self, topic: EditedTopic) -> "TopicDraft":
        return replace(self, topics=(topic, *self.topics[1:]))

    def to_draft(self, person: PersonId | None, draft_id: DraftId = NOT_STORED) -> Draft:
        topics = [
            {
                "key": one.key,
                "titles": dict(one.titles),
                "seeds": {language: list(words) for language, words in one.seeds.items()},
                "is_hidden": one.is_hidden,
                "merged_into": one.merged_into,
                "version": one.version,
            }
            for one in self.topics
        ]
        content = {"action": self.action, "topics": topics, "moves": dict(self.moves)}
        return Draft(DraftKind.TOPIC, person, content, draft_id)


def from_draft(draft: Draft) -> TopicDraft:
    content: Mapping[str, Any] = draft.content
    topics = tuple(
        EditedTopic(**one | {"seeds": {language: tuple(words) for language, words in one["seeds"].items()}})
        for one in content["topics"]
    )
    # Drafts for hiding a topic that were stored by earlier versions of the bot have None in place of the topic to which
    # readers would move. Nobody moves in that case, because readers now keep a topic that is hidden.
    moves = {key: to for key, to in content["moves"].items() if to}
    return TopicDraft(content["action"], topics, moves)


def edited(topic: EditedTopic) -> TopicDraft:
    """Return a draft for editing an existing topic."""
    return TopicDraft("topic-edited", (replace(topic, version=topic.version + 1),), {})


def hidden(topic: EditedTopic, *, is_hidden: bool) -> TopicDraft:
    """Return a draft for hiding a topic, or for showing it again.

    A hidden topic is not offered any more, but readers who chose it keep it.
    """
    changed = replace(topic, is_hidden=is_hidden, merged_into=None, version=topic.version + 1)
    return TopicDraft("topic-hidden" if is_hidden else "topic-shown", (changed,), {})


def merged(topic: EditedTopic, into: EditedTopic) -> TopicDraft:
    """Return a draft that gives the seeds and readers of `topic` to the topic `into`, and hides `topic`."""
    seeds = {
        language: tuple(dict.fromkeys((*into.seeds.get(language, ()), *topic.seeds.get(language, ()))))
        for language in dict.fromkeys((*into.seeds, *topic.seeds))
    }
    larger = replace(into, seeds=seeds, version=into.version + 1)
    gone = replace(topic, is_hidden=True, merged_into=into.key, version=topic.version + 1)
    return TopicDraft("topic-merged", (larger, gone), {topic.key: into.key})


def added(titles: Mapping[str, str], known: Collection[str]) -> TopicDraft:
    """Return a draft of a new topic; its key is made from its English title."""
    key = _KEY.sub("-", titles.get("en", "").lower()).strip("-")[: _LONGEST_KEY - 4].rstrip("-")
    key = key if key[:1].isalpha() else "topic"
    free = next(one for number in range(1, 1000) if (one := key if number == 1 else f"{key}-{number}") not in known)
    return TopicDraft("topic-added", (EditedTopic(free, titles, {}),), {})


def read_titles(typed: str) -> dict[str, str]:
    """Return locale → title from lines such as `ru: Вода`; a line without a locale is ignored."""
    return {code: " ".join(rest.split()) for code, rest in _lines(typed).items() if code in LOCALES and rest.strip()}


def read_seeds(typed: str) -> dict[str, tuple[str, ...]]:
    """Return language → seeds from lines such as `ru: вода, полив`; a line has all seeds of its language."""
    return {
        code: tuple(dict.fromkeys(word for part in re.split(r"[,;]", rest) if (word := " ".join(part.split()))))
        for code, rest in _lines(typed).items()
        if code in LANGUAGES
    }


def _lines(typed: str) -> dict[str, str]:
    """Return language → text; a line that does not begin with a language continues the line before."""
    found: dict[str, str] = {}
    code = ""
    for line in typed.splitlines():
        match = _LINE.fullmatch(line)
        if match is not None:
            code = match[1].lower()
            found[code] = match[2]
        elif code:
            found[code] += f" {line}"
    return found
