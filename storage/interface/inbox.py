"""Updates, from arrival until they are handled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from domain.ids import UpdateId

PAYLOAD_KEPT = timedelta(hours=1)  # of an update that nobody has handled
UPDATES_KEPT = timedelta(days=2)  # Telegram keeps an update that was not confirmed for 24 hours


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    update_id: UpdateId
    chat_id: int  # updates of one chat are handled in order
    payload: dict[str, Any]  # only the fields the bot uses
    starts: int = 0  # how often its handling was begun after a restart


class InboxStore(Protocol):
    async def put(self, updates: Sequence[StoredUpdate], *, now: datetime) -> frozenset[UpdateId]:
        """Store the updates that are not known yet and return their ids; then Telegram may forget them."""
        ...

    async def waiting(self) -> tuple[StoredUpdate, ...]:
        """Return what is not handled to the end and not set aside, by update id.

        The change of such an update may be applied already, and its answer not sent.
        """
        ...

    async def count_start(self, update_id: UpdateId, *, now: datetime) -> None:
        """Count that the handling of an update begins after a restart: it may be what ends the process."""
        ...

    async def set_aside(self, update_id: UpdateId, *, now: datetime) -> None:
        """Hand the update out no more; its payload is kept for a look until the row goes."""
        ...

    async def mark_handled(self, update_ids: Sequence[UpdateId], *, now: datetime) -> None:
        """Erase payload and chat id of updates that were handled to the end, whether or not they changed anything."""
        ...

    async def is_applied(self, update_id: UpdateId) -> bool:
        """Return whether a change was made on the update's behalf."""
        ...

    async def forget(self, *, now: datetime) -> None:
        """Erase payloads older than an hour that are not set aside, and rows older than two days.

        Telegram cannot send an update of two days ago again.
        """
        ...
