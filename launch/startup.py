"""Opening the pipeline with the values of the settings, for the bot and for commands."""

import contextlib
from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING

from catalogue.loader import CatalogueError, load_phrases, load_topics
from catalogue.sources import load_feeds
from cli.context import CommandFailed
from domain.clock import AdjustableClock
from domain.feed import NewFeed
from feeds.jobs import make_pool
from settings import Settings

if TYPE_CHECKING:
    from launch.pipeline import Pipeline
    from launch.sharing import Sharing


@contextlib.asynccontextmanager
async def open_pipeline(
    settings: Settings,
    clock: AdjustableClock,
    *,
    feeds: Sequence[NewFeed] | None = None,
    host_pause: float | None = None,
    is_alone: bool = False,
    sharing: "Sharing | None" = None,
    is_lasting: bool = False,
) -> AsyncIterator["Pipeline"]:
    """Open first the worker processes (before any thread is started), then the storage, then HTTP.

    `feeds` None means those of the catalogue. `host_pause` is the number of seconds between two requests to one host,
    None for the usual one. `is_alone` says that the caller has the lock. `sharing`: how the work is shared with other
    processes; None if there are none. `is_lasting` says that the pipeline will be used for long, so that its
    workers fill their caches when they start.
    """
    try:
        known = load_feeds(settings.catalogue_dir) if feeds is None else feeds
        topics = load_topics(settings.catalogue_dir)
        load_phrases(settings.catalogue_dir)
    except CatalogueError as error:
        raise CommandFailed(str(error)) from error
    pool = make_pool(settings.catalogue_dir, processes=settings.worker_processes, is_lasting=is_lasting)
    async with contextlib.AsyncExitStack() as stack:
        await pool.start()
        stack.push_async_callback(pool.close)
        # Imported here and not at the top, so that the fork server starts meanwhile.
        from launch.storage import open_storage

        storage = await stack.enter_async_context(open_storage(settings.database, is_alone=is_alone))
        await storage.feeds.add_many(known, now=clock.now())
        from feeds.channels import PAUSE as CHANNEL_PAUSE
        from feeds.fetching.hosts import PAUSE
        from launch.pipeline import assemble, user_agent
        from launch.tunnel import way_out
        from text.topics import CurrentTopics

        yield await stack.enter_async_context(
            assemble(
                storage,
                pool,
                clock,
                topics=CurrentTopics(topics, await storage.topics.edited()),
                user_agent=user_agent(settings.user_agent_contact),
                allowed_private_networks=settings.allowed_private_networks,
                daily_articles=settings.feed_daily_articles,
                host_pause=PAUSE if host_pause is None else host_pause,
                channel_pause=CHANNEL_PAUSE if host_pause is None else host_pause,
                preview_url=settings.channel_preview_url,
                connect=way_out(settings.http_proxy_url.get_secret_value(), hosts=settings.http_proxy_hosts),
                ways={name: way_out(address) for name, address in settings.proxies.items()},
                sharing=sharing,
            )
        )


@contextlib.asynccontextmanager
async def open_pipeline_alone(settings: Settings, clock: AdjustableClock) -> AsyncIterator["Pipeline"]:
    """Open the pipeline under the bot's lock; raises CommandFailed if another process has the lock."""
    from launch.storage import hold_lock  # imported only when it is used, because the import takes time

    with hold_lock(settings.database):
        async with open_pipeline(settings, clock, is_alone=True) as pipeline:
            yield pipeline
