"""A process that polls and may be killed: `python -m tests.feeds.polling_process FOLDER SITE FEEDS`."""

import asyncio
import sys
from pathlib import Path

from feeds.jobs import make_pool
from tests.feeds.rig import ROOT, opened


async def _main(folder: str, site: str, feeds: int) -> None:
    pool = make_pool(ROOT / "catalogue", processes=1)
    await pool.start()
    async with opened(Path(folder), pool, host_pause=0.02) as rig:
        for number in range(feeds):
            await rig.add(f"{site}/{number}")
        await rig.poll(everything=False)
    await pool.close()


if __name__ == "__main__":
    asyncio.run(_main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
