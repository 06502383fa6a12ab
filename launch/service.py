"""Telling systemd that the bot is ready, alive or stopping (sd_notify(3), by the socket that systemd names)."""

import contextlib
import os
import socket
import time
from collections.abc import Callable, Mapping

import structlog

log = structlog.get_logger(__name__)


class Service:
    """The connection to systemd. It does nothing if systemd did not ask for it; failures to send are ignored.

    From the process's `environment`, NOTIFY_SOCKET is the socket, and WATCHDOG_USEC is the time in microseconds after
    which systemd ends a process that gives no sign of life.
    """

    def __init__(
        self, environment: Mapping[str, str] | None = None, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        environment = os.environ if environment is None else environment
        address = environment.get("NOTIFY_SOCKET", "")
        # A name that begins with @ is in the abstract namespace, where sockets are not files.
        self._address = f"\0{address[1:]}" if address.startswith("@") else address
        self._pause = _seconds(environment) / 3
        self._monotonic = monotonic
        self._said_at: float | None = None

    def ready(self) -> None:
        """Report that people are served from now on."""
        self._say("READY=1")

    def stopping(self) -> None:
        """Report that the program is stopping, so that systemd does not take this for a failure."""
        self._say("STOPPING=1")

    def alive(self) -> None:
        """Give a sign of life, if a third of the time that systemd waits has passed since the last one."""
        now = self._monotonic()
        if self._pause and (self._said_at is None or now - self._said_at >= self._pause):
            self._said_at = now
            self._say("WATCHDOG=1")

    def _say(self, what: str) -> None:
        if not self._address:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
                line.settimeout(0)
                line.sendto(what.encode(), self._address)
        except OSError as error:
            log.warning("systemd could not be notified", what=what, reason=error.strerror)


def _seconds(environment: Mapping[str, str]) -> float:
    """Return the seconds for which systemd waits for a sign of life.

    0 if it does not wait for any from this process.
    """
    pid = environment.get("WATCHDOG_PID", "")
    with contextlib.suppress(ValueError):
        if not pid or int(pid) == os.getpid():
            return int(environment.get("WATCHDOG_USEC", "0")) / 1_000_000
    return 0.0
