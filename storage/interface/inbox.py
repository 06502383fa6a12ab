"""Updates, from arrival until they are handled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    update_id: int
    chat_id: int  # updates of one chat are handled in order
    payload: dict[str, Any]  # only the fields the bot uses


class InboxStore(Protocol):
    async def put(self, updates: Sequence[StoredUpdate], *, now: datetime) -> frozenset[int]:
        """Store those that are not known yet; afterwards Telegram may be told that we have them. The new ones' ids."""
        ...

    async def waiting(self) -> tuple[StoredUpdate, ...]:
        """Not handled to the end yet, by update id; their change may be applied already, their answer not sent."""
        ...

    async def mark_handled(self, update_ids: Sequence[int], *, now: datetime) -> None:
        """Handled to the end (whether or not they changed anything): payload and chat id are erased."""
        ...

    async def is_applied(self, update_id: int) -> bool:
        """Whether a change was made on its behalf."""
        ...

    async def forget(self, *, now: datetime) -> None:
        """Erase payloads older than an hour, and rows older than two days, which Telegram cannot send again."""
        ...
