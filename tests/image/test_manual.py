"""deploy/install.md, executed line by line on a Debian with systemd: install, back up, restore, upgrade, go back."""

import asyncio
import re
import shutil
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.clock import AdjustableClock
from emulator import Emulator, Person
from tests.image.context import ROOT, copy_context
from tests.image.machine import Machine, booted, copied
from tests.storage.sqlite.files import add_migration, version_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
MANUAL = (ROOT / "deploy/install.md").read_text("utf-8")
WAIT = 120.0  # seconds, on a machine under other load
PIP = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "/mnt", "PIP_QUIET": "1"}  # to use wheels in place of a registry
DATABASE = "/var/lib/jarchi/jarchi.db"
# Fills in the settings, and is called in place of an editor.
EDITOR = """#!/bin/sh
cat >> "$1" <<END
BOT_TOKEN={token}
TELEGRAM_API_URL={telegram}
ADMIN_IDS={admin}
END
"""


def steps(chapter: str) -> list[str]:
    """Return the shell blocks of a chapter, in order; "" is the part before the first chapter."""
    parts = re.split(r"(?m)^## (.+)$", MANUAL)
    text = dict(zip(["", *parts[1::2]], parts[0::2], strict=True))[chapter]
    return [re.sub(r"(?m)^ {0,3}", "", block) for block in re.findall(r"```sh\n(.+?)```", text, re.DOTALL)]


class Newsroom:
    """The machine, Telegram, and a reader."""

    def __init__(self, machine: Machine, telegram: Emulator, reader: Person) -> None:
        self.machine, self.telegram, self.reader = machine, telegram, reader

    async def does(self, script: str) -> str:
        """Execute a block of the manual, in the folder where the last one ended; return its output.

        Fails if a line of it fails.
        """
        stay = "trap 'pwd > /run/folder' EXIT; cd \"$(cat /run/folder 2>&1)\" 2> /run/gone || cd /\n"
        done = await asyncio.to_thread(self.machine.run, stay + script, env=PIP)
        if done.returncode:
            log = self.machine.run("journalctl -u jarchi --no-pager -n 30").stdout
            pytest.fail(f"{script}\n{done.stdout}{done.stderr}\n{log}")
        return done.stdout

    async def is_answered(self) -> None:
        """Write to the bot and wait for its answer, which shows that it runs."""
        await self.reader.send("/settings")
        count = len(self.reader.received)
        await self.telegram.wait_for(lambda: len(self.reader.received) > count, WAIT)

    @property
    def database(self) -> Path:
        return self.machine.root / DATABASE.strip("/")


@pytest.fixture
async def newsroom(built: Path, wheels: Path, tmp_path: Path) -> AsyncIterator[Newsroom]:
    """Yield a machine on which the installation was executed, and whose bot knows a reader."""
    async with Emulator(clock=AdjustableClock()) as telegram:
        reader = await telegram.person("Айзада", "ky")
        admin = await telegram.person("Тимур", "ru")
        root = copied(built / "machine", tmp_path / "machine")
        copy_context(root / "opt/jarchi")
        editor = root / "usr/local/bin/editor"
        editor.write_text(EDITOR.format(token=telegram.token, telegram=telegram.url, admin=admin.id))
        editor.chmod(0o755)
        with booted(root, wheels) as machine:
            newsroom = Newsroom(machine, telegram, reader)
            for step in steps(""):
                await newsroom.does(step)
            await reader.send("/start")
            await reader.reads(lambda seen: seen.buttons, WAIT)
            await reader.press_data("1:b:done")
            yield newsroom


async def test_the_manual_is_carried_out_from_the_installation_to_the_removal(newsroom: Newsroom) -> None:
    started = time.monotonic()
    assert "active" in await newsroom.does("systemctl is-active jarchi")
    assert (await newsroom.does("curl --silent http://127.0.0.1:8082/readyz")).strip() == "ok"
    await _is_confined(newsroom)
    await _back_up_and_restore(newsroom)
    await _upgrade_and_go_back(newsroom)
    await _remove(newsroom)
    print(f"The manual was carried out in {time.monotonic() - started:.0f} s after the installation.")


async def _is_confined(newsroom: Newsroom) -> None:
    """Check that the service has the rights of its unit and no others, and that nobody else can read its settings."""
    pid = (await newsroom.does("systemctl show --value --property=MainPID jarchi")).strip()
    assert await newsroom.does(f"stat --format=%U /proc/{pid}") == "jarchi\n"
    assert await newsroom.does("stat --format='%U %a' /etc/jarchi.env") == "root 600\n"
    assert await newsroom.does(f"stat --format='%U %a' {DATABASE}") == "jarchi 600\n"
    seen = await newsroom.does(f"grep -E '^(NoNewPrivs|CapEff|Seccomp):' /proc/{pid}/status")
    assert re.findall(r"\S+\t(\S+)", seen) == ["0000000000000000", "1", "2"]
    mounts = [line.split() for line in (await newsroom.does(f"cat /proc/{pid}/mountinfo")).splitlines()]
    writable = {line[4]: line[5].startswith("rw") for line in mounts}
    assert not writable["/"]
    assert writable["/var/lib/jarchi"]
    assert not any(can for place, can in writable.items() if place.startswith(("/opt", "/etc", "/usr", "/home")))


async def _back_up_and_restore(newsroom: Newsroom) -> None:
    copy, trial, *rest = steps("Back up and restore")
    assert not rest
    await newsroom.does(copy)
    await newsroom.does(f"cp {DATABASE} {DATABASE}.aside; systemctl stop jarchi; echo broken > {DATABASE}")
    assert "1 chats" in await newsroom.does(trial.splitlines()[0])
    await newsroom.does(trial)
    assert (newsroom.database.parent / "jarchi.db.before-restore").read_text("utf-8") == "broken\n"
    await newsroom.is_answered()


async def _upgrade_and_go_back(newsroom: Newsroom) -> None:
    upgrade, back, database_back = steps("Upgrade")
    before = version_of(newsroom.database)
    fresh = newsroom.machine.root / "opt/jarchi.new"
    copy_context(fresh)
    add_migration(fresh)
    await newsroom.does(upgrade)
    await newsroom.is_answered()
    assert version_of(newsroom.database) == before + 1

    await asyncio.to_thread(newsroom.machine.run, back)
    assert "made by a newer version" in await newsroom.does("journalctl -u jarchi --no-pager")
    await newsroom.does(database_back)
    assert version_of(newsroom.database) == before
    await newsroom.is_answered()


async def _remove(newsroom: Newsroom) -> None:
    (removal,) = steps("Remove")
    await newsroom.does(removal)
    left = await newsroom.does("ls -d /opt/jarchi* /etc/jarchi* /etc/systemd/system/jarchi* || true")
    assert left.split() == ["/opt/jarchi.undone"]
    assert newsroom.database.exists()
    shutil.rmtree(newsroom.machine.root / "opt/jarchi.undone")
