"""Several processes that start and work on one database at the same time."""

import asyncio

from pydantic import SecretStr

from launch.storage import hold_together, keeper_of
from storage.interface import StorageError
from tests.storage.postgres.opener import made_database


async def test_a_process_that_starts_takes_the_database_from_nobody() -> None:
    """A process whose connection broke takes its hold again, also at the moment when another one starts."""
    with made_database() as url:
        database = SecretStr(url)
        async with keeper_of(database).open():  # the tables are there
            pass
        held = hold_together(database)
        starting = asyncio.ensure_future(held.__aenter__())
        refusals, holds = [], 0
        while not starting.done():
            try:
                with keeper_of(database).hold(is_shared=True):
                    holds += 1
            except StorageError as error:
                refusals.append(error.key)
            await asyncio.sleep(0.002)
        await starting
        await held.__aexit__(None, None, None)
        assert refusals == []
        assert holds > 0
