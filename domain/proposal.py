"""A proposal: an address that the newsroom may add, and what was found there. Also its JSON form in a draft."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from domain.channels import channel_of
from domain.clock import from_seconds, to_seconds
from domain.feed import FeedField, NewFeed, Reason
from domain.ids import FeedId

ASKED = (FeedField.COUNTRY, FeedField.LANGUAGE)  # the fields that people are asked for if they could not be found out


@dataclass(frozen=True, slots=True)
class Headline:
    """The title of one of the latest items of a feed, and when that item was published."""

    text: str
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """An address in the form to be stored, and either the feed found there or the reason why it cannot be added."""

    url: str
    title: str = ""
    country: str | None = None
    language: str | None = None
    known: FeedId | None = None  # the stored feed that has this address already
    reason: Reason | None = None
    choices: tuple[tuple[str, str], ...] = ()  # (address, title) of each feed that the typed page links to
    items: int = 0
    latest: tuple[Headline, ...] = ()  # the feed's latest headlines, newest first
    gap: timedelta | None = None  # the usual time between two items; None if unknown
    has_teasers: bool | None = None  # whether the feed gives only the beginnings of articles; None if unknown
    asks: tuple[FeedField, ...] = ()  # the fields of ASKED that could not be found out
    is_chosen: bool = True  # False if a person does not want this feed to be added

    @property
    def is_new(self) -> bool:
        """Return whether a feed was found at the address, and this feed is not stored yet."""
        return self.known is None and self.reason is None

    @property
    def is_channel(self) -> bool:
        return channel_of(self.url) is not None

    @property
    def feed(self) -> NewFeed:
        """Return the feed to add; if it gives only the beginnings of articles, `full_text` is set."""
        wants_pages = bool(self.has_teasers) and not self.is_channel
        return NewFeed(self.url, self.title, self.title, self.country, self.language, full_text=wants_pages)

    def answered(self, field: FeedField, value: str | None) -> "Proposal":
        """Return the proposal with a person's answer to the question for its country or language."""
        return replace(self, country=value) if field is FeedField.COUNTRY else replace(self, language=value)


def to_content(proposal: Proposal) -> dict[str, Any]:
    """Return the proposal as plain JSON values, for a draft."""
    return {
        "url": proposal.url,
        "title": proposal.title,
        "country": proposal.country,
        "language": proposal.language,
        "known": proposal.known,
        "reason": [proposal.reason.key, proposal.reason.args] if proposal.reason else None,
        "choices": [list(choice) for choice in proposal.choices],
        "items": proposal.items,
        "latest": [[one.text, to_seconds(one.published_at) if one.published_at else None] for one in proposal.latest],
        "gap": proposal.gap.total_seconds() if proposal.gap else None,
        "has_teasers": proposal.has_teasers,
        "asks": [str(field) for field in proposal.asks],
        "is_chosen": proposal.is_chosen,
    }


def from_content(content: Mapping[str, Any]) -> Proposal:
    """Return the proposal that `to_content` turned into JSON values."""
    return Proposal(
        url=content["url"],
        title=content["title"],
        country=content["country"],
        language=content["language"],
        known=content["known"],
        reason=Reason(*content["reason"]) if content["reason"] else None,
        choices=tuple((url, title) for url, title in content["choices"]),
        items=content["items"],
        latest=tuple(Headline(text, None if at is None else from_seconds(at)) for text, at in content["latest"]),
        gap=None if content["gap"] is None else timedelta(seconds=content["gap"]),
        has_teasers=content["has_teasers"],
        asks=tuple(map(FeedField, content["asks"])),
        is_chosen=content["is_chosen"],
    )
