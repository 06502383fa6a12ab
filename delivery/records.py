"""Recording the outcomes of deliveries; those that come at nearly the same time share a transaction."""

from datetime import datetime, timedelta

from delivery.group_commit import GroupCommit
from domain.clock import Clock
from domain.ids import MessageId
from domain.post import Delivery, DeliveryReason, DeliveryState
from storage.interface import DeliveryOutcome, OutboxStore

Progress = tuple[int, tuple[MessageId, ...]]  # number of parts that were sent, and their message ids


class DeliveryRecords:
    def __init__(self, outbox: OutboxStore, clock: Clock) -> None:
        self._clock = clock
        self.commits = GroupCommit[DeliveryOutcome](lambda done: outbox.record(done, now=clock.now()))

    async def record(
        self,
        delivery: Delivery,
        state: DeliveryState,
        progress: Progress | None = None,
        *,
        reason: DeliveryReason | None = None,
        not_before: datetime | None = None,
    ) -> None:
        """Record the state of a delivery, and return when it is stored.

        Without `progress`, no further part was sent.
        """
        parts_sent, message_ids = progress or (delivery.parts_sent, delivery.message_ids)
        await self.commits.put(
            DeliveryOutcome(delivery.id, state, parts_sent, message_ids, not_before, reason, delivery.owner)
        )

    async def retry(
        self,
        delivery: Delivery,
        seconds: float,
        progress: Progress | None = None,
        *,
        reason: DeliveryReason | None = None,
    ) -> None:
        """Record that a delivery waits, and is to be tried again in `seconds`."""
        # Rounded up, because the database has whole seconds and a wait must not end early.
        not_before = self._clock.now() + timedelta(seconds=seconds + 0.999)
        await self.record(delivery, DeliveryState.WAITING, progress, reason=reason, not_before=not_before)
