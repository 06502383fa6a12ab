"""Saves the results of polls; results that wait at the same time are saved in one transaction."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from storage.interface import PollResult, SavedPoll, StorageError, StorageFault

_SAVED_AT_ONCE = 32  # the most polls in one transaction
_PATIENCE = (
    # Seconds for which saving is tried again while the database cannot be reached. Results that are not saved by then
    # are lost, and their feeds are polled again minutes later.
    60.0
)
_PAUSE = 0.5  # seconds between two attempts
_Waiting = list[tuple[PollResult, asyncio.Future[SavedPoll]]]


class PollSaver:
    """A queue of poll results that wait to be saved.

    Results that arrive while others are being saved are saved together, in the next transaction. So ten thousand polls
    with the answer 304 take only a few hundred commits.
    """

    def __init__(
        self,
        write: Callable[[Sequence[PollResult]], Awaitable[Sequence[SavedPoll]]],
        *,
        patience: float = _PATIENCE,
        pause: float = _PAUSE,
    ) -> None:
        """Make a queue whose results are saved by `write`, each time several of them in one transaction.

        `write` gets the same results again if the connection breaks before it is known whether they were saved.
        `patience` and `pause` are in seconds.
        """
        self._write = write
        self._patience, self._pause = patience, pause
        self._saving = asyncio.Lock()
        self._unsaved: _Waiting = []

    async def save(self, result: PollResult) -> SavedPoll:
        """Save the articles and the validators of a poll together; return the counts when they are stored."""
        saved: asyncio.Future[SavedPoll] = asyncio.get_running_loop().create_future()
        self._unsaved.append((result, saved))
        async with self._saving:
            if not saved.done():
                batch, self._unsaved = self._unsaved[:_SAVED_AT_ONCE], self._unsaved[_SAVED_AT_ONCE:]
                await self._save(batch)
        return await saved

    async def _save(self, batch: _Waiting) -> None:
        try:
            saved = await self._written([result for result, _ in batch])
        except Exception as error:  # noqa: BLE001 - each caller gets its own
            # Save each result in a transaction of its own, so that a result that cannot be saved stops no others.
            if len(batch) > 1 and not _is_away(error):
                for part in batch:
                    await self._save([part])
            else:
                _settle(batch, error)
        except BaseException:
            _settle(batch, StorageError("storage-interrupted"))
            raise
        else:
            for (_, future), counts in zip(batch, saved, strict=True):
                if not future.done():
                    future.set_result(counts)

    async def _written(self, results: Sequence[PollResult]) -> Sequence[SavedPoll]:
        until = asyncio.get_running_loop().time() + self._patience
        while True:
            try:
                return await self._write(results)
            except StorageError as error:
                if not _is_away(error) or asyncio.get_running_loop().time() > until:
                    raise
            await asyncio.sleep(self._pause)


def _is_away(error: Exception) -> bool:
    return isinstance(error, StorageError) and error.key == StorageFault.REFUSED


def _settle(batch: _Waiting, error: Exception) -> None:
    for _, future in batch:
        if not future.done():
            future.set_exception(error)
