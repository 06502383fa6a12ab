"""Several processes that start and work on one database at the same time."""

import asyncio

from pydantic import SecretStr

from launch.storage import hold_together, keeper_of
from tests.storage.postgres.opener import made_database


async def test_a_process_that_starts_takes_the_database_from_nobody() -> None:
    """A process whose connection broke takes its hold again, also at the moment when another one starts."""
    with made_database() as url:
        database = SecretStr(url)
        async with keeper_of(database).open():  # the tables are there
            pass
        held = hold_together(database)
        starting = asyncio.ensure_future(held.__aenter__())
        while not starting.done():
            with keeper_of(database).hold(is_shared=True):
                pass
            await asyncio.sleep(0.002)
        await starting
        await held.__aexit__(None, None, None)
