"""The demo: the product itself, with an emulated Telegram and invented news."""

import tempfile
from collections.abc import Callable
from functools import partial
from ipaddress import IPv4Network
from pathlib import Path

from pydantic import SecretStr

from domain.clock import AdjustableClock
from emulator import Emulator
from emulator.cast import seat
from emulator.world import World
from launch.run import run_bot
from settings import Settings

Say = Callable[[str], None]


async def run_demo(
    settings: Settings, clock: AdjustableClock, port: int, *, live: bool, say: Say, on_ready: Say
) -> int:
    """Run the bot with a new database until it is stopped; the chat page can move the `clock` of bot and emulator.

    With `live`, the real catalogue is polled. `say` is called with lines for the operator, `on_ready` with the address
    of the chat page.
    """
    world = World(clock)
    emulator = Emulator(clock=clock, world=world, clock_file=settings.clock_file)
    with tempfile.TemporaryDirectory(prefix="jarchi-demo-") as folder:
        try:
            await emulator.start(port=port)
        except OSError:
            say(f"Port {port} is taken; another one it is.")
            await emulator.start(port=0)
        try:
            cast = await seat(emulator)
            say("Starting the demo; its address comes in some seconds.")
            demo = settings.model_copy(
                update={
                    "bot_token": SecretStr(emulator.token),
                    "telegram_api_url": emulator.url,
                    "webhook_url": "",
                    "database_url": SecretStr(""),
                    "database_path": Path(folder) / "demo.db",
                    "allowed_private_networks": (IPv4Network("127.0.0.1/32"),),
                    "admin_ids": frozenset({cast.admin.id}),
                }
            )
            say_ready = partial(on_ready, f"{emulator.url}/")
            if live:
                return await run_bot(demo, clock, on_ready=say_ready)
            # There is no pause between requests, because all outlets are on the emulator's host. All feeds are read
            # before people are served, so that the first digest has many stories.
            feeds = (*world.feeds(emulator.url), *world.channels.feeds())
            demo = demo.model_copy(update={"channel_preview_url": emulator.url})
            return await run_bot(demo, clock, feeds=feeds, host_pause=0, reads_first=True, on_ready=say_ready)
        finally:
            await emulator.close()
