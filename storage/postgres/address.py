"""Where a database is: how to connect with it, and what to call it without its password."""

from typing import Any

import asyncpg

from domain.addresses import without_password

OLDEST = 14  # the oldest major version of the server that the statements of this room are written for
_TIMEOUT = 10.0  # seconds to connect


class Address:
    """The address of a database as a URL: postgresql://user:password@host:port/name?sslmode=require."""

    def __init__(self, url: str) -> None:
        self.url = url

    @property
    def name(self) -> str:
        """The address without password and options."""
        return without_password(self.url)

    def options(self, *, schema: str | None = None) -> dict[str, Any]:
        """Return what to connect with; `schema` is where the tables are, where that is not the role's own choice."""
        settings = {
            "application_name": "jarchi",
            # A connection whose far end is gone is noticed within a minute, and its locks with it.
            "tcp_keepalives_idle": "20",
            "tcp_keepalives_interval": "10",
            "tcp_keepalives_count": "3",
            "jit": "off",  # a search of ten milliseconds would be compiled for a hundred
        }
        if schema is not None:
            settings["search_path"] = schema
        return {"dsn": self.url, "timeout": _TIMEOUT, "server_settings": settings}


class Connection(asyncpg.Connection):  # type: ignore[misc]  # the driver has no types
    """A connection that is given back as it is: nothing here leaves settings, cursors or locks of a session behind."""

    def get_reset_query(self) -> str:
        return ""
