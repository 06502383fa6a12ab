"""Translating PostgreSQL's errors into those of storage.interface, without passwords and people's words."""

import contextlib
import re
from collections.abc import Iterator

import asyncpg

from domain.faults import StorageBug
from storage.interface import StorageError

# The errors of a server that cannot be reached, is starting or stopping, or has no free connection.
AWAY = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
)
# What the driver says of a value that it cannot send, such as a number of more than 64 bits; after this it quotes the
# value, which may be a person's words.
_UNSENDABLE = re.compile(r"invalid input for query argument \$\d+")
_FULL = (asyncpg.DiskFullError,)
_DAMAGED = (asyncpg.DataCorruptedError, asyncpg.IndexCorruptedError)
_SAID = {
    asyncpg.InvalidPasswordError: "the server does not accept this user and password",
    asyncpg.InvalidCatalogNameError: "the server has no database of that name",
    asyncpg.InvalidAuthorizationSpecificationError: "the server refuses this user, or demands or refuses SSL",
    asyncpg.TooManyConnectionsError: "the server has no connection left; raise its max_connections or stop others",
    asyncpg.ReadOnlySQLTransactionError: "it can only be read: a standby, or a server told to be read-only",
    asyncpg.InvalidSchemaNameError: "its search_path names no schema that is there",
    asyncpg.CannotConnectNowError: "the server is starting or stopping",
    asyncpg.AdminShutdownError: "the server is stopping",
    asyncpg.CrashShutdownError: "the server is starting again after a crash",
}


@contextlib.contextmanager
def faults() -> Iterator[None]:
    """Translate the driver's errors that the block raises.

    They become StorageError if the server cannot be reached, refuses, is full or is damaged, and otherwise StorageBug.
    """
    try:
        yield
    except asyncpg.InsufficientPrivilegeError as error:
        raise StorageError("storage-refused", reason=f"the role lacks a right: {_first_line(error)}") from error
    except _FULL as error:
        raise StorageError("storage-full") from error
    except _DAMAGED as error:
        raise StorageError("storage-damaged", reason=_first_line(error)) from error
    except tuple(_SAID) as error:
        said = next(words for kind, words in _SAID.items() if isinstance(error, kind))
        raise StorageError("storage-refused", reason=said) from error
    except AWAY as error:
        raise StorageError("storage-refused", reason=_away(error)) from error
    except asyncpg.PostgresError as error:
        raise StorageBug(_first_line(error)) from None  # without the original error, because its details quote values


@contextlib.contextmanager
def refusals() -> Iterator[None]:
    """Translate all errors of a block that connects to the server into StorageError, because the address is to blame.

    The server refuses an option that it does not know, and the driver cannot read some hosts, ports and options.
    """
    try:
        with faults():
            yield
    except StorageBug as error:
        raise StorageError("storage-refused", reason=str(error)) from None
    except (ValueError, OverflowError):
        # Without the original error, which quotes a part of the address.
        raise StorageError("storage-refused", reason="a host, a port or an option in its address is wrong") from None


def _first_line(error: BaseException) -> str:
    """Return the first line of an error's message without values; further lines may quote them."""
    if unsendable := _UNSENDABLE.match(str(error)):
        return unsendable[0]
    return str(error.args[0]).splitlines()[0] if error.args else type(error).__name__


def _away(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return "the server does not answer in time"
    if isinstance(error, asyncpg.ClientConfigurationError):
        return _first_line(error)
    if isinstance(error, OSError):
        return error.strerror or str(error) or "the server cannot be reached"
    return f"the connection is lost: {_first_line(error)}"
