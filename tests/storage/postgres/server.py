"""A PostgreSQL server for one test run: on a socket in a temporary folder, as an unprivileged user."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

INSTALL = "apt-get install postgresql"
_PLACES = "/usr/lib/postgresql/*/bin"  # Debian's folder of server programs that are not in PATH
_SLOWEST = 60  # seconds that a command or the start of the server may take
# The data are deleted after the run, so they need not survive a power cut.
_SETTINGS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "listen_addresses=", "max_connections=200")


@cache
def programs() -> Path | None:
    """Return the folder of the newest server installed, or None."""
    found = shutil.which("postgres")
    if found:
        return Path(found).resolve().parent
    places = [path for path in Path("/").glob(_PLACES.lstrip("/")) if (path / "postgres").exists()]
    return max(places, key=lambda path: float(path.parent.name), default=None)


class Server:
    """A running server; `folder` holds its data and its socket."""

    def __init__(self, folder: Path, command: Sequence[object], user: pwd.struct_passwd | None) -> None:
        self.folder = folder
        self._command = list(map(str, command))
        self._user = user
        self.port = 5432  # part of the socket's name, too
        self.process = self._started()

    def stop_at_once(self) -> None:
        """Stop as `pg_ctl stop -m immediate` does: without finishing anything, to recover at the next start."""
        self.process.send_signal(3)  # SIGQUIT
        self.process.wait(_SLOWEST)

    def start_again(self) -> None:
        self.process = self._started()

    def _started(self) -> "subprocess.Popen[bytes]":
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(self._command, stdout=log, stderr=log, cwd=self.folder, **_as(self._user))
        try:
            _await_start(self.folder, process)
        except BaseException:
            process.kill()
            raise
        return process

    def url(self, database: str = "postgres", **options: str) -> str:
        """Return the address of a database, with options of the connection."""
        rest = "".join(f"&{name}={value}" for name, value in options.items())
        return f"postgresql://jarchi@/{database}?host={self.folder}{rest}"

    def sql(self, statements: str, *, database: str = "postgres") -> str:
        """Run statements as the server's superuser, with psql; return what it prints."""
        found = programs()
        assert found is not None
        command = [
            found / "psql",
            "-XAtq",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            self.folder,
            "-p",
            str(self.port),
            "-U",
            "jarchi",
            "-d",
            database,
        ]
        done = subprocess.run(
            list(map(str, command)), input=statements, capture_output=True, text=True, timeout=_SLOWEST, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@contextlib.contextmanager
def running(*settings: str, before: Sequence[str] = (), admitted: str = "") -> Iterator[Server]:
    """Create and start a server with these additional settings; stop and delete it at the end of the block.

    `before` are words before its command, which only root can give; `admitted` is a network from which anybody may
    connect.
    """
    found = programs()
    assert found is not None, INSTALL
    folder = Path(tempfile.mkdtemp(prefix="jarchi-pg-"))
    user = _unprivileged()
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)
    try:
        data = folder / "data"
        _run(
            [found / "initdb", "-D", data, "-U", "jarchi", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"], user
        )
        if admitted:
            with (data / "pg_hba.conf").open("a") as rules:
                rules.write(f"host all all {admitted} trust\n")
        command = [*_dropping(before, user), found / "postgres", "-D", data, "-k", folder]
        for setting in (*_SETTINGS, *settings):
            command += ["-c", setting]
        server = Server(folder, command, None if before else user)
        try:
            yield server
        finally:
            server.stop_at_once()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _await_start(folder: Path, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _SLOWEST
    ready = folder / "data" / "postmaster.pid"
    while not (ready.exists() and any(state in ready.read_text("utf-8") for state in ("ready", "standby"))):
        assert process.poll() is None, (folder / "log").read_text("utf-8")
        assert time.monotonic() < until, "the server does not start"
        time.sleep(0.02)


def _unprivileged() -> pwd.struct_passwd | None:
    """Return the user that runs the server, which refuses to run as root; None if this process is not root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise AssertionError("root, and no other user to run the server as")


def _as(user: pwd.struct_passwd | None) -> dict[str, Any]:
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}


def _dropping(before: Sequence[str], user: pwd.struct_passwd | None) -> list[object]:
    """Return words that need root, followed by those that then become the user."""
    if not before or user is None:
        return [*before]
    return [*before, "setpriv", "--reuid", user.pw_uid, "--regid", user.pw_gid, "--clear-groups"]


def _run(command: Sequence[object], user: pwd.struct_passwd | None) -> None:
    done = subprocess.run(list(map(str, command)), capture_output=True, timeout=_SLOWEST, cwd="/", **_as(user))
    assert done.returncode == 0, done.stderr.decode()
