"""Updates from Telegram, from their arrival until they are handled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from domain.ids import ChatId, UpdateId

PAYLOAD_KEPT = timedelta(hours=1)  # the payload of an unhandled update is erased after this time
# An update is deleted after this time. It must be longer than 24 hours, for which Telegram repeats an update.
UPDATES_KEPT = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    update_id: UpdateId
    chat_id: ChatId  # updates of one chat are handled in order
    payload: dict[str, Any]  # only the fields that the bot uses
    starts: int = 0  # how many times the handling was started again after a restart
    is_left: bool = False  # whether a process that does not run any more had claimed the update
    owner: str = ""  # the process that handles the update, if there are several processes


class InboxStore(Protocol):
    async def put(self, updates: Sequence[StoredUpdate], *, now: datetime) -> frozenset[UpdateId]:
        """Store the updates, and return the ids of those that were not known yet.

        After this they may be confirmed to Telegram, which then deletes them.
        """
        ...

    async def waiting(self) -> tuple[StoredUpdate, ...]:
        """Return the updates that are neither fully handled nor set aside, by update id.

        The change that such an update asks for may have been made already, although its answer was not sent.
        """
        ...

    async def claim(self, owner: str, *, now: datetime, limit: int = 1000) -> tuple[StoredUpdate, ...]:
        """Claim up to `limit` waiting updates that no running process has claimed; return them, by update id.

        While another process handles an update of a chat, no updates of that chat are claimed, because a chat's updates
        are handled in order. A process is running as long as it has its lease (domain.lease.PROCESS).
        """
        ...

    async def count_start(self, update_id: UpdateId, *, now: datetime) -> None:
        """Add one to `starts`, before an update is handled again after a restart.

        Many starts mean that the update itself may be what crashes the process.
        """
        ...

    async def set_aside(self, update_id: UpdateId, *, now: datetime) -> None:
        """Remove the update from `waiting` without handling it; its payload is kept for inspection until `forget`."""
        ...

    async def mark_handled(self, update_ids: Sequence[UpdateId], *, now: datetime) -> None:
        """Erase payload and chat id of updates that were fully handled, whether or not they changed anything."""
        ...

    async def is_applied(self, update_id: UpdateId) -> bool:
        """Return whether a change was made on behalf of the update."""
        ...

    async def forget(self, *, now: datetime) -> None:
        """Erase the payloads of unhandled updates after PAYLOAD_KEPT, and delete updates after UPDATES_KEPT.

        An update that was set aside keeps its payload until it is deleted.
        """
        ...
