"""/start with a link to a topic, a story, a search or a source: shows that first, then offers to begin."""

from dataclasses import replace

from aiogram import Router
from aiogram.types import Message

from domain.chat import ChatState
from domain.ids import ArticleId, FeedId
from handlers.access import CHANGES
from handlers.answers import Answer, say
from handlers.ask import Ask
from handlers.filters import StartLink
from handlers.finder import Finder
from handlers.preferences import with_owner
from handlers.requests import DigestRequests
from handlers.stories import StoryRoom
from handlers.topics import Asked
from render.links import Link, LinkKind
from render.message import OutgoingMessage
from render.screens.start import begin_message, welcome_back
from render.screens.story import Origin


def router() -> Router:
    routes = Router(name="links")
    for observer in (routes.message, routes.channel_post):
        observer.register(topic, StartLink(LinkKind.TOPIC), flags=CHANGES)
        observer.register(story, StartLink(LinkKind.STORY))
        observer.register(search, StartLink(LinkKind.SEARCH))
        observer.register(source, StartLink(LinkKind.FEED))
    return routes


async def topic(_message: Message, link: Link, ask: Ask, digests: DigestRequests) -> Answer:
    """Show the latest news of the topic in the link; for a newcomer, also store it as the only topic chosen so far."""
    if link.value not in digests.topic_names.keys:
        return say(_plain_start(ask))
    if ask.chat.state is ChatState.NEW:
        chosen = with_owner(replace(ask.chat, topics=(link.value,)), ask.person, ask.now)
        await digests.news.chats.save(chosen, now=ask.now, update_id=ask.update_id)
    asked = Asked(topics=(link.value,))
    newest, empty = await digests.latest(ask, asked)
    return say(digests.drawn_latest(newest, empty, ask, asked), *_beginning(ask))


async def story(_message: Message, link: Link, ask: Ask, stories: StoryRoom) -> Answer:
    found = await stories.find(None if link.number is None else ArticleId(link.number))
    if found is None:
        return say(OutgoingMessage(ask.t.html("story-gone")), *_beginning(ask))
    return say(await stories.opened(found, ask, Origin()), *_beginning(ask))


async def search(_message: Message, link: Link, ask: Ask, finder: Finder) -> Answer:
    return say(await finder.find(link.value, ask), *_beginning(ask))


async def source(_message: Message, link: Link, ask: Ask, finder: Finder) -> Answer:
    """Show the latest news of the publisher to which the link leads."""
    found = await finder.of_feed(None if link.number is None else FeedId(link.number), ask)
    return say(found, *_beginning(ask)) if found else say(_plain_start(ask))


def _beginning(ask: Ask) -> tuple[OutgoingMessage, ...]:
    """Return the offer to begin, if the chat has not finished /start."""
    return (begin_message(ask.t),) if ask.chat.state is ChatState.NEW else ()


def _plain_start(ask: Ask) -> OutgoingMessage:
    """Return the answer to a link whose target does not exist."""
    return begin_message(ask.t) if ask.chat.state is ChatState.NEW else welcome_back(ask.chat, ask.t, ask.now)
