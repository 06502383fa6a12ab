"""The latest polls of one feed, and polling it at once."""

from aiogram import Router
from aiogram.types import CallbackQuery

from delivery.queue import away
from domain.feed import Feed
from domain.ids import FeedId
from feeds.admin import POLL_REST
from handlers.answers import Answer, show
from handlers.ask import Ask
from handlers.filters import PressOf
from handlers.newsroom.feed import feed_message
from handlers.newsroom.feed_desk import FeedDesk
from handlers.newsroom.masks import mask
from handlers.newsroom.progress import Progress
from render.admin import no_such_feed
from render.buttons import Press
from render.newsroom.feed import polls_screen, result_html


def router() -> Router:
    routes = Router(name="polls")
    routes.callback_query.register(press_, PressOf("poll"))
    return routes


async def press_(query: CallbackQuery, press: Press, ask: Ask, feed_desk: FeedDesk) -> Answer:
    news = feed_desk.news
    feed = await news.feeds.get(FeedId(press.number() or 0)) if press.is_current else None
    if feed is None:
        return show(no_such_feed(ask.t))
    if press.value(1) == "all":
        polls = await news.feeds.polls(feed.id)
        return show(polls_screen(mask(feed), polls, ask.t, now=ask.now, zone=ask.zone))
    if _was_just_polled(feed, ask):
        return show(await feed_message(feed, ask, news), ask.t("feed-polled-just-now"))
    progress = Progress(query, lambda _done, _total: ask.t.html("feed-polling", title=feed.title))
    with away():
        report = await progress.during(feed_desk.admin.poll_now(feed.id), 1)
    said = ask.t.html("feed-paused") if report is None else result_html(report.reason, report.counts, ask.t)
    return show(await feed_message(await news.feeds.get(feed.id) or feed, ask, news, said=f"🔄 {said}"))


def _was_just_polled(feed: Feed, ask: Ask) -> bool:
    """Return whether the last poll was so recent that another one would burden the outlet's server."""
    polled_at = feed.state.last_polled_at
    return polled_at is not None and abs(ask.now - polled_at) < POLL_REST
