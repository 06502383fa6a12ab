"""Connecting the signals that other processes send with the work that they start in this process."""

from collections.abc import Awaitable, Callable, Collection
from functools import partial

from domain.ids import PostId
from domain.process_role import ProcessRole
from launch.pipeline import Pipeline
from launch.sharing import Sharing, Woken
from launch.telegram import Telegram
from launch.ticks import annotate
from storage.interface import Signal


def shared_loops(news: Pipeline, sharing: Sharing) -> dict[str, Callable[[], Awaitable[None]]]:
    """Return name → loop, for the loops that wait for signals of other processes; empty if this is the only process."""
    if sharing.is_alone:
        return {}

    async def reload_topics(_: Collection[int]) -> None:
        await news.topic_admin.reload()

    sharing.signals.on(Signal.TOPICS, reload_topics)
    loops: dict[str, Callable[[], Awaitable[None]]] = {"signals": partial(sharing.signals.run, news.storage.signals)}
    if ProcessRole.READ in sharing.roles:
        reading, moving = Woken(partial(annotate, news)), Woken(news.annotator.window.refresh)
        sharing.signals.on(Signal.ARTICLES, reading.wake)
        sharing.signals.on(Signal.STORIES, moving.wake)
        loops |= {"reading": reading.loop, "corrections": moving.loop}
    return loops


def listen_for_people(telegram: Telegram) -> None:
    """Wake the outbox and the inbox when other processes have queued, stored or changed something."""
    signals = telegram.sharing.signals

    def withdraw(ids: Collection[int]) -> None:
        telegram.outbox.withdraw([PostId(one) for one in ids])

    if telegram.delivers:
        signals.on(Signal.DELIVERIES, lambda _: telegram.outbox.wake())
        signals.on(Signal.POSTS, withdraw)
    if telegram.serves:
        signals.on(Signal.UPDATES, lambda _: telegram.inbox.wake())
