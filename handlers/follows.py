"""Adding and changing a chat's follows, which are limited in number and length."""

from collections.abc import Iterable
from dataclasses import dataclass

from digest.matching import asks, stored_query
from domain.chat import Follow
from domain.feed import Reason
from handlers.ask import Ask
from handlers.on_demand import Desk
from handlers.preferences import with_owner
from render.buttons import Press
from render.markup import tidy
from storage.interface import FollowStore, Storage

MOST_FOLLOWS = 40  # the most follows of a chat; each needs two buttons, and a keyboard has at most a hundred
LONGEST = 100  # the most UTF-16 units of a follow


def has_word(words: Iterable[str]) -> bool:
    """Return whether one of the words has at least two letters.

    Words of one letter, such as «и» and «в», are not enough to follow, because they occur in nearly all news.
    """
    return any(len(word) > 1 for word in words)


@dataclass(frozen=True, slots=True)
class FollowList:
    """Adds follows to the chats that ask for them."""

    news: Storage
    desk: Desk

    async def add(self, ask: Ask, words: str) -> Follow | Reason:
        """Store a follow and return it, or the reason why not: the chat has too many, or it could match nothing."""
        chat, query = ask.chat, tidy(words, LONGEST).removesuffix("…")
        asked = await self.desk.run(stored_query, query)
        if not asks(asked) or (asked.words and not has_word(asked.words)):
            return Reason("follow-error-empty")
        existing = await self.news.follows.of(chat.id)
        if len(existing) >= MOST_FOLLOWS and query not in {follow.query for follow in existing}:
            return Reason("follow-error-many", {"count": MOST_FOLLOWS})
        await self.news.chats.save(with_owner(chat, ask.person, ask.now), now=ask.now, update_id=ask.update_id)
        return await self.news.follows.add(chat.id, query, at_once=False, now=ask.now, update_id=ask.update_id)


async def change_follow(store: FollowStore, ask: Ask, press: Press) -> None:
    """Do what a button on the screen of follows says: `ID:drop`, `ID:once:on`, `ID:once:off`; ignore any other."""
    if not press.is_current or press.number() is None:
        return
    wanted = next((one for one in await store.of(ask.chat.id) if one.id == press.number()), None)
    if wanted is None:
        return
    if press.value(1) == "drop":
        await store.remove(ask.chat.id, wanted.id, now=ask.now, update_id=ask.update_id)
    elif press.value(1) == "once":
        await store.add(ask.chat.id, wanted.query, at_once=press.is_on, now=ask.now, update_id=ask.update_id)
