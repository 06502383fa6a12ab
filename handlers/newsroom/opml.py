"""OPML files: the newsroom sends one to import its feeds, after a confirmation, or gets one with all feeds."""

import asyncio
import io
from dataclasses import dataclass, replace

from aiogram import F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, Message

from delivery.queue import away
from domain.clock import to_seconds
from domain.draft import NOT_STORED, Draft, DraftKind
from domain.ids import DraftId
from feeds.admin import OpmlPlan
from feeds.fetching.addresses import mask_address
from feeds.opml import write
from handlers.answers import Answer, say, show
from handlers.ask import Ask
from handlers.filters import May, PressOf
from handlers.newsroom.feed_desk import FeedDesk
from handlers.newsroom.progress import Progress
from render.buttons import Press
from render.message import OutgoingMessage
from render.newsroom import opml as screens
from render.newsroom.proposals import nothing_added, proposal_gone
from storage.interface import Storage

_IS_OPML = F.document.file_name.lower().endswith((".opml", ".xml", ".opml.txt")) | F.document.mime_type.in_(
    {"text/x-opml", "text/x-opml+xml", "application/xml", "text/xml"}
)


def router() -> Router:
    routes = Router(name="opml")
    routes.message.register(opml, F.chat.type == "private", _IS_OPML, May("opml"))
    routes.callback_query.register(press_, PressOf("opml"))
    return routes


async def opml(message: Message, ask: Ask, feed_desk: FeedDesk) -> Answer:
    """Say what importing the file would change; the file stays at Telegram until that is confirmed."""
    assert message.document is not None
    if (message.document.file_size or 0) > screens.SIZE_LIMIT:
        return say(screens.too_large(ask.t))
    with away():
        plan = await _plan(message.document.file_id, ask, feed_desk)
    if isinstance(plan, OutgoingMessage):
        return say(plan)
    number = 0
    if plan.new:
        draft = _Import(message.document.file_id).stored(ask)
        number = (await feed_desk.news.drafts.put(draft, now=ask.now, update_id=ask.update_id)).id
    refused = [(one.line, mask_address(one.what), one.reason) for one in plan.refused]
    titles = [feed.title for feed in plan.new]
    return say(*screens.plan_messages(titles, len(plan.known), plan.duplicates, refused, number, ask.t))


async def press_(query: CallbackQuery, press: Press, ask: Ask, feed_desk: FeedDesk) -> Answer:
    news = feed_desk.news
    if press.value() == "export":
        return await _export(ask, news)
    draft = await _read(press.number(1), news) if press.is_current else None
    match press.value():
        case "add" if draft is not None:
            return show(await _add(draft, query, ask, feed_desk))
        case "show" if draft is not None and draft.count:
            return show(await _done(draft, ask, news))
        case "drop" if draft is not None and not draft.count:
            await news.drafts.drop(draft.number, now=ask.now)
            return show(nothing_added(ask.t))
        case _:
            return show(proposal_gone(ask.t))


async def _add(draft: "_Import", query: CallbackQuery, ask: Ask, desk: FeedDesk) -> OutgoingMessage:
    """Add those feeds of the file that are still new, and say how many.

    If the same press is handled again after a crash, say how many feeds were added the first time.
    """
    progress = Progress(query, lambda _done, total: screens.adding_html(total, ask.t))
    with away():
        plan = await _plan(draft.file_id, ask, desk)
        if isinstance(plan, OutgoingMessage):
            return plan
        if plan.new:
            draft = replace(draft, count=len(plan.new), added_at=to_seconds(ask.now))
            await desk.news.drafts.put(draft.stored(ask), now=ask.now)
            await progress.during(
                desk.admin.import_plan(plan, by=ask.person, update_id=ask.update_id, now=ask.now), draft.count
            )
    return await _done(draft, ask, desk.news)


async def _done(draft: "_Import", ask: Ask, news: Storage) -> OutgoingMessage:
    """Draw how many feeds were added, and how many of them have been read since."""
    same_second = [feed for feed in await news.feeds.all() if to_seconds(feed.added_at) == draft.added_at]
    # A feed that was added in the same second, just before the import, has a lower id. So the highest ids are taken.
    added = sorted(same_second, key=lambda feed: feed.id)[-draft.count :]
    polled = [feed.state for feed in added if feed.state.last_polled_at is not None]
    read = sum(state.last_success_at is not None for state in polled)
    return screens.done_screen(draft.count, draft.number, ask.t, read=read, failed=len(polled) - read)


async def _export(ask: Ask, news: Storage) -> Answer:
    feeds = await news.feeds.all()
    content = await asyncio.to_thread(write, feeds, now=ask.now)
    return Answer(file=screens.exported(content.encode(), len(feeds), ask.t))


async def _plan(file_id: str, ask: Ask, desk: FeedDesk) -> OpmlPlan | OutgoingMessage:
    """Return what importing a file would change, or a message about what is wrong with the file."""
    content = _Limited()
    try:
        await desk.bot.download(file_id, content)
    except _TooLargeError:
        return screens.too_large(ask.t)
    except TelegramBadRequest:  # the file is not at Telegram any more
        return screens.file_gone(ask.t)
    found = await desk.admin.plan_opml(content.getvalue())
    return found if isinstance(found, OpmlPlan) else screens.refused_message(found.reason, ask.t)


@dataclass(frozen=True, slots=True)
class _Import:
    file_id: str
    count: int = 0  # number of feeds that the import adds; known once it has begun
    added_at: int = 0  # when these feeds were added, in seconds since 1970
    number: DraftId = NOT_STORED

    def stored(self, ask: Ask) -> Draft:
        content = {"file": self.file_id, "count": self.count, "added_at": self.added_at}
        return Draft(DraftKind.FEED, ask.person, content, self.number)


async def _read(number: int | None, news: Storage) -> _Import | None:
    draft = None if number is None else await news.drafts.get(DraftId(number))
    if draft is None or draft.kind is not DraftKind.FEED or "file" not in draft.content:
        return None
    return _Import(draft.content["file"], draft.content["count"], draft.content["added_at"], draft.id)


class _TooLargeError(Exception):
    """The file is larger than the limit."""


class _Limited(io.BytesIO):
    """Bytes in memory up to a limit, because Telegram may not give the size of a file."""

    def write(self, chunk: bytes, /) -> int:  # type: ignore[override]
        if self.tell() + len(chunk) > screens.SIZE_LIMIT:
            raise _TooLargeError
        return super().write(chunk)
