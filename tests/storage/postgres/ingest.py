"""Ingests articles into a schema until it is killed; prints how many articles are stored after each batch."""

import asyncio
import sys

from storage.postgres import open_storage
from storage.postgres.address import Address
from storage.postgres.database import Database
from tests.storage.shelf import Shelf


async def main(url: str, schema: str) -> None:
    opened = await open_storage(Database(Address(url), schema=schema))
    shelf = Shelf(opened.storage)
    for _ in range(500):
        await shelf.poll(*(shelf.article(f"Пожар {number}", published_at=shelf.now) for number in range(10)))
        await shelf.read_all()
        print((await opened.storage.housekeeping.counts())["annotations"], flush=True)  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
