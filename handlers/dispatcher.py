"""The dispatcher and the order of its routers. Functions make the routers, because each can be attached only once."""

import time
from collections.abc import Callable

from aiogram import Bot, Dispatcher

from digest.told import ToldHistory
from domain.clock import Clock
from domain.ids import PersonId
from feeds.admin import FeedAdmin
from feeds.topics import TopicAdmin
from handlers.access import Access
from handlers.albums import Albums
from handlers.answer_middleware import AnswerMiddleware, Ready
from handlers.commands import COMMANDS
from handlers.finder import Finder
from handlers.follows import FollowList
from handlers.inline import InlineSearch
from handlers.menus import Menus
from handlers.middleware import AskMiddleware, RateLimit
from handlers.newsroom import feed, feed_move, opml, polls, suggestions
from handlers.newsroom.broadcast_desk import BroadcastDesk
from handlers.newsroom.corrections import StoryDesk, StoryWindow, Withdraw
from handlers.newsroom.feed_desk import FeedDesk
from handlers.newsroom.stats import StatsDesk
from handlers.newsroom.team.audit_desk import AuditDesk
from handlers.newsroom.team.people import People
from handlers.newsroom.topics import topics as newsroom_topics
from handlers.newsroom.topics.desk import TopicDesk
from handlers.on_demand import Desk, DigestDesk
from handlers.pages import Pages
from handlers.preferences import Preferences
from handlers.readers import fallback, footer, groups, inline, links, membership, rating, search, story
from handlers.requests import DigestRequests
from handlers.stories import StoryRoom
from handlers.topics import TopicNames
from render.screens.page import country_names
from render.texts import Texts
from storage.interface import Storage
from text.lexicon.lexicon import Lexicon
from text.topics import CurrentTopics
from workers.pool import WorkerPool


def build_dispatcher(
    *,
    news: Storage,
    texts: Texts,
    digests: DigestDesk,
    desk: Desk,
    feeds: FeedAdmin,
    bot: Bot,
    topics: CurrentTopics,
    topic_admin: TopicAdmin,
    pool: WorkerPool,
    lexicon: Lexicon | None,
    clock: Clock,
    admin_ids: frozenset[PersonId],
    default_locale: str,
    default_zone: str,
    history: ToldHistory,
    window: StoryWindow,
    withdraw: Withdraw,
    ready: Ready,
    monotonic: Callable[[], float] = time.monotonic,
) -> Dispatcher:
    """Assemble the handlers. Each gets its event, an Ask, values from filters, and at most one of the services below.

    `window` moves articles between stories, and `withdraw` stops sending posts that have changed; both are for editors.
    `ready` waits until a chat may be answered (Throttle.ready); `monotonic` is the clock for rate limits.
    """
    names = TopicNames(topics, {locale: country_names(texts.translator(locale)) for locale in texts.locales})
    finder = Finder(news, names, desk, lexicon)
    dispatcher = Dispatcher(
        disable_fsm=True,
        news=news,
        feed_desk=FeedDesk(news, feeds, bot),
        menu=COMMANDS,
        topic_desk=(topic_desk := TopicDesk(news, topic_admin)),
        stats_desk=StatsDesk(news, names, pool),
        people=(people := People(bot, news, COMMANDS, Menus(COMMANDS, texts), admin_ids)),
        audit_desk=AuditDesk(news.newsroom, people, topic_desk),
        pages=Pages(news, texts, names, Preferences(names, default_zone)),
        finder=finder,
        albums=Albums(),
        inline=InlineSearch(news, finder, desk, digests, names),
        follows=FollowList(news, desk),
        digests=DigestRequests(news, digests, history, names),
        stories=(stories := StoryRoom(news, digests, history, names)),
        broadcasts=BroadcastDesk(news, bot, withdraw, texts, names),
        editing=StoryDesk(news, stories, window, withdraw),
    )
    dispatcher.update.outer_middleware(
        AskMiddleware(news, texts, clock, admin_ids=admin_ids, default_locale=default_locale, default_zone=default_zone)
    )
    dispatcher.update.outer_middleware(RateLimit(monotonic))
    answers = AnswerMiddleware(news, clock, ready)
    for observer in (
        dispatcher.message,
        dispatcher.channel_post,
        dispatcher.callback_query,
        dispatcher.my_chat_member,
        dispatcher.inline_query,
    ):
        observer.middleware(answers)
        observer.middleware(Access())
    dispatcher.include_routers(
        membership.router(),
        inline.router(),
        groups.afar_router(),  # before /start and the settings, which would take its updates
        opml.router(),  # before /addfeed, because that command may be the caption of a file
        feed.router(),
        polls.router(),
        feed_move.router(),
        suggestions.router(),
        newsroom_topics.router(),  # before search, which would take replies to this router's questions for queries
        links.router(),  # before the handler of a /start without a link
        *COMMANDS.routers(),
        story.router(),
        footer.router(),
        rating.router(),
        search.plain_router(),
        fallback.router(),
    )
    return dispatcher
