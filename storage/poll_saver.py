"""Saves the results of polls; results that wait at the same time share a transaction."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from storage.interface import PollResult, SavedPoll, StorageError

_SAVED_AT_ONCE = 32  # polls in one transaction
_Waiting = list[tuple[PollResult, asyncio.Future[SavedPoll]]]


class PollSaver:
    """A queue of results in front of `write`, which saves either all of the given results or none.

    Polls that end while another one is being saved share the next transaction, so that a night of ten thousand 304s
    takes only a few hundred commits.
    """

    def __init__(self, write: Callable[[Sequence[PollResult]], Awaitable[Sequence[SavedPoll]]]) -> None:
        self._write = write
        self._saving = asyncio.Lock()
        self._unsaved: _Waiting = []

    async def save(self, result: PollResult) -> SavedPoll:
        """Save the articles and the validators of a poll, or neither."""
        saved: asyncio.Future[SavedPoll] = asyncio.get_running_loop().create_future()
        self._unsaved.append((result, saved))
        async with self._saving:
            if not saved.done():
                batch, self._unsaved = self._unsaved[:_SAVED_AT_ONCE], self._unsaved[_SAVED_AT_ONCE:]
                await self._save(batch)
        return await saved

    async def _save(self, batch: _Waiting) -> None:
        try:
            saved = await self._write([result for result, _ in batch])
        except Exception as error:  # noqa: BLE001 - each caller gets its own
            if len(batch) > 1:  # one result that cannot be saved must not affect the others
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


def _settle(batch: _Waiting, error: Exception) -> None:
    for _, future in batch:
        if not future.done():
            future.set_exception(error)
