"""What a chat follows: at most so many, each at most so long."""

from datetime import datetime

from digest.matching import asks, stored_query
from domain.chat import Chat, Follow
from handlers.on_demand import Desk
from render.buttons import Press
from render.markup import tidy
from storage.interface import Storage, StorageError

MOST_FOLLOWS = 40  # two buttons each: a keyboard holds a hundred
LONGEST = 100  # UTF-16 units


async def add_follow(
    news: Storage, desk: Desk, chat: Chat, words: str, *, now: datetime, update_id: int, at_once: bool = False
) -> Follow:
    """The follow, stored; raises StorageError when the chat has as many as it may, or nothing could ever answer it."""
    query = tidy(words, LONGEST).removesuffix("…")
    if not asks(await desk.run(stored_query, query)):
        raise StorageError("follow-error-empty")
    existing = await news.follows.of(chat.id)
    if len(existing) >= MOST_FOLLOWS and query not in {follow.query for follow in existing}:
        raise StorageError("follow-error-many", count=MOST_FOLLOWS)
    await news.chats.save(chat, now=now, update_id=update_id)
    return await news.follows.add(chat.id, query, at_once=at_once, now=now, update_id=update_id)


async def change_follow(news: Storage, chat: Chat, press: Press, *, now: datetime, update_id: int) -> None:
    """What a button of the screen of follows wants: `ID:drop`, `ID:once:on`, `ID:once:off`, or nothing."""
    if not press.is_current or press.number() is None:
        return
    wanted = next((one for one in await news.follows.of(chat.id) if one.id == press.number()), None)
    if wanted is None:
        return
    if press.value(1) == "drop":
        await news.follows.remove(chat.id, wanted.id, now=now, update_id=update_id)
    elif press.value(1) == "once":
        await news.follows.add(chat.id, wanted.query, at_once=press.is_on, now=now, update_id=update_id)
