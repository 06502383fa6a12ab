"""The dispatcher: who is asked in which order. Routers come from functions, since each can be attached only once."""

import time
from collections.abc import Callable, Sequence

from aiogram import Dispatcher

from digest.told import ToldHistory
from domain.clock import Clock
from feeds.admin import FeedAdmin
from handlers.access import Access
from handlers.answering import Answering, Ready
from handlers.middleware import RateLimit, Reading
from handlers.newsroom import addfeed, opml
from handlers.newsroom import feeds as newsroom_feeds
from handlers.on_demand import Desk, DigestDesk
from handlers.pages import Pages
from handlers.preferences import Preferences
from handlers.readers import about, city, deleteme, digest, fallback, follow, membership, search, settings, start, stop
from handlers.searching import Finder
from handlers.topics import TopicNames
from render.texts import Texts
from storage.interface import Storage
from text.topics import Topic


def build_dispatcher(
    *,
    news: Storage,
    texts: Texts,
    digests: DigestDesk,
    desk: Desk,
    feeds: FeedAdmin,
    topics: Sequence[Topic],
    clock: Clock,
    admin_ids: frozenset[int],
    default_locale: str,
    default_zone: str,
    history: ToldHistory,
    ready: Ready,
    monotonic: Callable[[], float] = time.monotonic,
) -> Dispatcher:
    """Everything a handler may ask for by name: see handlers/middleware.py for what is added to each update.

    `ready` is the throttle's; `monotonic` is the clock by which people are asked to slow down.
    """
    topic_names = TopicNames(topics)
    dispatcher = Dispatcher(
        disable_fsm=True,
        news=news,
        texts=texts,
        digests=digests,
        desk=desk,
        feeds=feeds,
        topics=topics,
        topic_names=topic_names,
        history=history,
        clock=clock,
        admin_ids=admin_ids,
        pages=Pages(news, texts, topic_names.titles),
        finder=Finder(news, topic_names.spellings, desk),
        preferences=Preferences(topic_names.keys, default_zone),
    )
    dispatcher.update.outer_middleware(
        Reading(news, texts, clock, topic_names.titles, default_locale=default_locale, default_zone=default_zone)
    )
    dispatcher.update.outer_middleware(RateLimit(monotonic))
    answering = Answering(ready)
    for observer in (
        dispatcher.message,
        dispatcher.channel_post,
        dispatcher.callback_query,
        dispatcher.my_chat_member,
    ):
        observer.middleware(answering)
        observer.middleware(Access())
    dispatcher.include_routers(
        membership.router(),
        start.router(),
        digest.router(),
        search.router(),
        follow.router(),
        stop.router(),
        city.router(),
        about.router(),
        deleteme.router(),
        opml.router(),  # before /addfeed, which is its caption
        addfeed.router(),
        newsroom_feeds.router(),
        settings.router(),  # its last handler takes every button that nobody knows
        search.plain_router(),
        fallback.router(),
    )
    return dispatcher
