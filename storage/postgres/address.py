"""The address of a database: the options for connecting, and a name without the password."""

from typing import Any

import asyncpg

from domain.addresses import without_password

OLDEST = 14  # the oldest major version of the server on which our statements run
_TIMEOUT = 10.0  # seconds to connect


class Address:
    """The address of a database as a URL: postgresql://user:password@host:port/name?sslmode=require."""

    def __init__(self, url: str) -> None:
        self.url = url

    @property
    def name(self) -> str:
        """The address without password and options."""
        return without_password(self.url)

    def options(self, *, schema: str | None = None, idle: float | None = None) -> dict[str, Any]:
        """Return asyncpg's options for connecting; `schema` holds the tables, None is the role's default schema.

        The server ends a transaction that does nothing for `idle` seconds.
        """
        settings = {
            "application_name": "jarchi",
            # The server notices within half a minute that a client is gone, and releases its locks.
            "tcp_keepalives_idle": "15",
            "tcp_keepalives_interval": "5",
            "tcp_keepalives_count": "3",
            "jit": "off",  # compiling a search would take 100 ms, the search itself takes 10 ms
        }
        if idle is not None:
            settings["idle_in_transaction_session_timeout"] = f"{idle * 1000:.0f}"
        if schema is not None:
            settings["search_path"] = schema
        return {"dsn": self.url, "timeout": _TIMEOUT, "server_settings": settings}


class Connection(asyncpg.Connection):  # type: ignore[misc]  # the driver has no types
    """A connection that returns to the pool without a reset: our code leaves no session settings, cursors or locks."""

    def get_reset_query(self) -> str:
        return ""
