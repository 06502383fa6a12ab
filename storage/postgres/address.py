"""The address of a database; it gives the options for connecting, and a name that may be shown."""

import socket
from typing import Any

import asyncpg

from domain.addresses import without_password

OLDEST = 14  # the oldest major version of PostgreSQL on which our statements run
_TIMEOUT = 10.0  # seconds in which a connection must be made
_UNHEARD = 15.0  # seconds that each side waits for an answer of the other before it breaks the connection
_IDLE = 10.0  # seconds of silence after which each side checks whether the other still answers


class Address:
    """The URL of a database: postgresql://user:password@host:port/name?sslmode=require."""

    def __init__(self, url: str) -> None:
        self.url = url

    @property
    def name(self) -> str:
        """The URL without password and options."""
        return without_password(self.url)

    def options(self, *, schema: str | None = None, idle: float | None = None) -> dict[str, Any]:
        """Return the options for asyncpg.connect.

        `schema` is the schema of our tables; None is the default schema of the database role. The server ends a
        transaction in which no statement is sent for `idle` seconds; None sets no such limit.
        """
        settings = {
            "application_name": "jarchi",
            # If a client disappears, the server notices it within half a minute and releases its locks.
            "tcp_keepalives_idle": f"{_IDLE:.0f}",
            "tcp_keepalives_interval": "5",
            "tcp_keepalives_count": "3",
            "tcp_user_timeout": f"{_UNHEARD * 1000:.0f}",
            "jit": "off",  # compiling a search would take 100 ms, while the search itself takes 10 ms
            # The server's own defaults for these may be others. A transaction that waits for its turn is no fault, and
            # with another isolation it would not see what was committed while it waited.
            "statement_timeout": "0",
            "lock_timeout": "0",
            "idle_in_transaction_session_timeout": f"{(idle or 0) * 1000:.0f}",
            "default_transaction_isolation": "read committed",
        }
        if schema is not None:
            settings["search_path"] = schema
        return {
            "dsn": self.url,
            "timeout": _TIMEOUT,
            "server_settings": settings,
            "connection_class": Connection,
        }


class Connection(asyncpg.Connection):  # type: ignore[misc]  # the driver has no types
    """A connection that the pool does not reset between uses, because we leave no settings, cursors or locks behind.

    If no packet gets through, a statement on the connection fails within half a minute. TCP by itself would try for a
    quarter of an hour, with longer and longer pauses, so that it would notice late that the network is back.
    """

    def __init__(self, protocol: Any, transport: Any, *rest: Any) -> None:
        super().__init__(protocol, transport, *rest)
        _break_when_unheard(transport.get_extra_info("socket"))

    def get_reset_query(self) -> str:
        return ""


def _break_when_unheard(connected: socket.socket) -> None:
    """Set the options by which Linux breaks a TCP connection whose other side does not answer for _UNHEARD seconds.

    Other systems do not have these options, and there nothing is set.
    """
    if connected.family not in (socket.AF_INET, socket.AF_INET6) or not hasattr(socket, "TCP_USER_TIMEOUT"):
        return
    connected.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for option, value in (
        (socket.TCP_USER_TIMEOUT, round(_UNHEARD * 1000)),
        (socket.TCP_KEEPIDLE, round(_IDLE)),
        (socket.TCP_KEEPINTVL, 5),
    ):
        connected.setsockopt(socket.IPPROTO_TCP, option, value)
