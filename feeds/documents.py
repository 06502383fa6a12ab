"""Has workers read fetched documents; a document that blocks or crashes its worker becomes a Reason."""

import structlog

from domain.feed import Reason
from feeds.fetching.addresses import mask_address
from feeds.fetching.outcome import Fetched
from feeds.jobs import read_feed
from feeds.parsing.parsed import FeedContext, ReadFeed
from workers.pool import PoolUnwell, WorkerCrashed, WorkerPool, WorkerTimeout

PARSE_TIMEOUT = 10.0  # seconds for a worker; a large well-formed feed takes a tenth of a second
WORKERS = "feed-error-workers"  # the reason if no worker can read a feed
_log = structlog.get_logger(__name__)


async def read_in(
    pool: WorkerPool, fetched: Fetched, context: FeedContext, *, timeout: float = PARSE_TIMEOUT
) -> ReadFeed | Reason:
    """Have a worker parse and clean a document; return a Reason if it is not a feed, or if it blocks the worker."""
    try:
        return await pool.run(read_feed, fetched.body, fetched.content_type, context, timeout=timeout)
    except WorkerTimeout:
        return Reason("feed-error-overlong")
    except PoolUnwell as error:
        _log.error("feeds cannot be read at the moment", error=str(error))
        return Reason(WORKERS)
    except WorkerCrashed as error:
        _log.warning("a feed broke its parser", feed=mask_address(fetched.url), error=str(error))
        return Reason("feed-error-broken")
