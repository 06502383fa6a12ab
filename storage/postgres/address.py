"""The address of a database; it gives the options for connecting, and a name that may be shown."""

from typing import Any

import asyncpg

from domain.addresses import without_password

OLDEST = 14  # the oldest major version of PostgreSQL that understands our statements
_TIMEOUT = 10.0  # seconds in which a connection must be made


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

        `schema` is the schema of our tables; None is the default schema of the database role. A transaction in which no
        statement is sent for `idle` seconds is ended by the server.
        """
        settings = {
            "application_name": "jarchi",
            # If a client disappears, the server notices it within half a minute and releases its locks.
            "tcp_keepalives_idle": "15",
            "tcp_keepalives_interval": "5",
            "tcp_keepalives_count": "3",
            "jit": "off",  # compiling a search would take 100 ms, while the search itself takes 10 ms
        }
        if idle is not None:
            settings["idle_in_transaction_session_timeout"] = f"{idle * 1000:.0f}"
        if schema is not None:
            settings["search_path"] = schema
        return {"dsn": self.url, "timeout": _TIMEOUT, "server_settings": settings}


class Connection(asyncpg.Connection):  # type: ignore[misc]  # the driver has no types
    """A connection that is not reset when it returns to the pool; we leave no settings, cursors or locks behind."""

    def get_reset_query(self) -> str:
        return ""
