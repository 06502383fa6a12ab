"""The sources that readers suggest. If the newsroom accepts one, it is fetched and becomes a proposal."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.audit import Change
from domain.draft import Draft, DraftKind
from domain.ids import DraftId
from feeds.fetching.addresses import mask_address
from handlers.answers import Answer, show
from handlers.ask import Ask
from handlers.filters import PressOf
from handlers.newsroom.addfeed import propose
from handlers.newsroom.feed_desk import FeedDesk
from render.buttons import Press
from render.message import OutgoingMessage
from render.newsroom.suggestions import suggestions_page
from storage.interface import Storage


def router() -> Router:
    routes = Router(name="suggestions")
    routes.callback_query.register(press_, PressOf("suggested"))
    return routes


async def press_(_query: CallbackQuery, press: Press, ask: Ask, feed_desk: FeedDesk) -> Answer:
    news = feed_desk.news
    step = press.value() if press.is_current else ""
    draft = await _read(press.number(1), news) if step in ("accept", "decline") else None
    if step == "accept" and draft is not None:
        return show(await propose([draft.content["url"]], ask, feed_desk, suggestion=draft.id))
    if step == "decline" and draft is not None:
        change = Change(ask.person, "suggestion-declined", mask_address(draft.content["url"]))
        await news.drafts.drop(draft.id, now=ask.now, change=change)
    return show(await _page(press.number(1) or 0 if step == "list" else 0, ask, news))


async def _page(page: int, ask: Ask, news: Storage) -> OutgoingMessage:
    waiting = await news.drafts.of(DraftKind.SUGGESTION)
    return suggestions_page([(one.id, mask_address(one.content["url"])) for one in waiting], page, ask.t)


async def _read(number: int | None, news: Storage) -> Draft | None:
    draft = None if number is None else await news.drafts.get(DraftId(number))
    return draft if draft is not None and draft.kind is DraftKind.SUGGESTION else None
