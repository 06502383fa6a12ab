"""Updates, from arrival until they are handled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from domain.ids import ChatId, UpdateId

PAYLOAD_KEPT = timedelta(hours=1)  # time for which the payload of an unhandled update is kept
UPDATES_KEPT = timedelta(days=2)  # Telegram keeps an update that was not confirmed for 24 hours


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    update_id: UpdateId
    chat_id: ChatId  # updates of one chat are handled in order
    payload: dict[str, Any]  # only the fields that the bot uses
    starts: int = 0  # how often its handling was begun after a restart
    is_left: bool = False  # whether a process that is gone had claimed it
    owner: str = ""  # the process that handles it, if there are several


class InboxStore(Protocol):
    async def put(self, updates: Sequence[StoredUpdate], *, now: datetime) -> frozenset[UpdateId]:
        """Store the updates that are not known yet and return their ids; after that Telegram may forget them."""
        ...

    async def waiting(self) -> tuple[StoredUpdate, ...]:
        """Return the updates that are neither completely handled nor set aside, by update id.

        The change of such an update may be made already, with only the answer missing.
        """
        ...

    async def claim(self, owner: str, *, now: datetime, limit: int = 1000) -> tuple[StoredUpdate, ...]:
        """Return updates that wait and that no running process has claimed, by update id; they are now the owner's.

        A chat whose updates another process is handling is left out, so that its updates are handled in order. A
        process runs as long as it has its lease (domain.lease.PROCESS).
        """
        ...

    async def count_start(self, update_id: UpdateId, *, now: datetime) -> None:
        """Count one start of handling an update after a restart, since it may be the one that crashes the process."""
        ...

    async def set_aside(self, update_id: UpdateId, *, now: datetime) -> None:
        """Stop returning the update in `waiting`; its payload is kept for inspection until `forget` deletes it."""
        ...

    async def mark_handled(self, update_ids: Sequence[UpdateId], *, now: datetime) -> None:
        """Erase payload and chat id of updates that were completely handled, whether or not they changed anything."""
        ...

    async def is_applied(self, update_id: UpdateId) -> bool:
        """Return whether a change was made on behalf of the update."""
        ...

    async def forget(self, *, now: datetime) -> None:
        """Erase payloads older than an hour that are not set aside, and whole updates older than two days.

        Telegram does not send an update again after two days.
        """
        ...
