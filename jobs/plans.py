"""Plans for chats whose digest is due: the request for the digest, and when the next one is due. Pure."""

from datetime import datetime, timedelta

from digest.requests import request_of
from domain.chat import Chat, QuietMode
from domain.digest import DigestRequest, Window
from domain.timetable import is_paused, last_due, next_due, quiet_at, slot_of
from storage.interface import Addressee

FIRST_WINDOW = timedelta(hours=24)  # the window of a chat's first digest
LONGEST_WINDOW = timedelta(days=3)  # if a chat had no digest for longer, the next one leaves out the older news


class Plans:
    """The plans for due chats; each is computed once for all chats with equal settings."""

    def __init__(self, *, now: datetime, end: datetime) -> None:
        self._now = now
        self._end = end
        self._timetables: dict[tuple[int, datetime | None], tuple[datetime | None, bool, bool, str | None]] = {}
        self._requests: dict[tuple[object, ...], DigestRequest] = {}

    def addressee(self, chat: Chat) -> Addressee:
        """Return the chat with the moment of its next digest; hours that were missed are made up for by one digest.

        If the digest is late, and the chat is now paused or has quiet hours that hold messages back, the result has no
        `window_end`: the news then comes in the next digest.
        """
        # Chats that were read together share equal preferences as one object, so its id can be the key.
        key = (id(chat.timetable), chat.next_due_at)
        known = self._timetables.get(key)
        if known is None:
            known = self._timetables[key] = self._timetable(chat)
        next_due_at, is_silent, is_held, slot = known
        if is_held:
            return Addressee(chat, next_due_at)
        return Addressee(chat, next_due_at, is_silent, None, self._end, slot)

    def request(self, chat: Chat, follows: tuple[str, ...]) -> DigestRequest:
        """Return the request for the chat's digest, with an empty `told`; equal requests are the same object."""
        key = (
            chat.topics,
            chat.countries,
            chat.languages,
            chat.muted_words,
            chat.muted_sources,
            chat.tastes,
            chat.last_digest_end,
            follows,
        )
        if key not in self._requests:
            self._requests[key] = request_of(chat, window_of(chat, end=self._end), follows=follows, is_pushed=True)
        return self._requests[key]

    def _timetable(self, chat: Chat) -> tuple[datetime | None, bool, bool, str | None]:
        table, now = chat.timetable, self._now
        slot = slot_of(last_due(table, chat.next_due_at, now), table) if chat.next_due_at else None
        quiet = quiet_at(table, now)
        is_held = quiet is QuietMode.HOLD or is_paused(table, now)
        next_due_at = next_due(table, now, chat.served_slot if is_held else slot)
        return next_due_at, quiet is QuietMode.SILENT, is_held, slot


def window_of(chat: Chat, *, end: datetime) -> Window:
    """Return the window of the chat's next digest."""
    start = chat.last_digest_end
    # If `start` is after `end`, it was stored while the clock was ahead. The window then begins a day ago; that repeats
    # nothing, because a digest leaves out what was told.
    if start is None or start > end:
        start = end - FIRST_WINDOW
    return Window(max(start, end - LONGEST_WINDOW), end)
