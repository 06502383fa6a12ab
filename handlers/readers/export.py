"""/export: everything that is stored about the chat, as one JSON document."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

from aiogram import Router
from aiogram.types import Message

from domain.bookmark import BookmarkKind
from domain.chat import ChatKind
from domain.draft import DraftKind
from domain.ids import person_id
from handlers.access import CHANGES
from handlers.answers import Answer
from handlers.ask import Ask
from handlers.filters import Command
from render.export import export_file
from storage.interface import Storage

_EVER = datetime(1970, 1, 1, tzinfo=UTC)


def router() -> Router:
    routes = Router(name="export")
    for observer in (routes.message, routes.channel_post):
        observer.register(export, Command("export"), flags=CHANGES)
    return routes


async def export(_message: Message, ask: Ask, news: Storage) -> Answer:
    chat_id = ask.chat.id
    chats = await news.chats.threads_of(chat_id)
    places = [chat.place for chat in chats] or [ask.chat.place]
    told = await news.told.articles(places, since=_EVER)
    is_private, person = ask.chat.kind is ChatKind.PRIVATE, person_id(chat_id)
    file = await asyncio.to_thread(  # in a thread, because writing a long history takes a while
        export_file,
        ask.t,
        now=ask.now,
        # The members of a group must not see the id of the person who set it up.
        chats=chats if is_private else [replace(chat, set_up_by=None) for chat in chats],
        follows=await news.follows.of(chat_id),
        bookmarks=[one for place in places for kind in BookmarkKind for one in await news.bookmarks.of(place, kind)],
        posts=await news.outbox.of(chat_id),
        told=frozenset().union(*told.values()),
        role=ask.role if is_private else None,
        changes=await news.newsroom.changes_by(person) if is_private else (),
        alerts=(await news.troubles.wishes()).get(person, ()),
        muted_alerts=[rest for rest in await news.troubles.rests() if rest.person == person],
        suggestions=[one.content["url"] for one in await news.drafts.of(DraftKind.SUGGESTION) if one.person == chat_id],
    )
    return Answer(file=file)
