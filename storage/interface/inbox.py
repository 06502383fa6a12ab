"""Updates from Telegram, from their arrival until they are handled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from domain.ids import ChatId, UpdateId

PAYLOAD_KEPT = timedelta(hours=1)  # the payload of an unhandled update is erased after this time
# An update is forgotten after this time; Telegram itself repeats unconfirmed updates for 24 hours.
UPDATES_KEPT = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    update_id: UpdateId
    chat_id: ChatId  # updates of one chat are handled in order
    payload: dict[str, Any]  # only the fields that the bot uses
    starts: int = 0  # how many times a process has started to handle the update again after a restart
    is_left: bool = False  # whether the update was claimed by a process that does not run any more
    owner: str = ""  # the process that handles the update, if there are several processes


class InboxStore(Protocol):
    async def put(self, updates: Sequence[StoredUpdate], *, now: datetime) -> frozenset[UpdateId]:
        """Store the updates and return the ids of those that were not known yet; then Telegram may delete them."""
        ...

    async def waiting(self) -> tuple[StoredUpdate, ...]:
        """Return the updates that are neither fully handled nor set aside, by update id.

        The change for such an update may have been made already, while its answer has not been sent.
        """
        ...

    async def claim(self, owner: str, *, now: datetime, limit: int = 1000) -> tuple[StoredUpdate, ...]:
        """Claim updates that wait and that no running process has claimed; return them, by update id.

        Updates of a chat are left out while another process handles one of that chat, because they are handled in
        order. A process is running as long as it has its lease (domain.lease.PROCESS).
        """
        ...

    async def count_start(self, update_id: UpdateId, *, now: datetime) -> None:
        """Count that the handling of an update starts after a restart; the update may be what crashes the process."""
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
        """Erase payloads that are older than PAYLOAD_KEPT and not set aside; delete updates older than UPDATES_KEPT.

        Telegram does not send an update again after two days.
        """
        ...
