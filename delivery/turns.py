"""Deciding whose update is handled next. Pure: no tasks, no clock.

Chats take turns, and so do people: a person who asks in thirty groups does not get more turns than one who asks in one
group. Only a part of the updates that may be handled at once can come from groups, so that a reader in a private chat
need not wait for them.
"""

from collections import OrderedDict, deque
from dataclasses import dataclass, field

from domain.ids import ChatId


@dataclass(slots=True)
class _Lane:
    """The waiting chats of one kind: the private chats, or all others.

    `waiting` maps a person to the chats in which the next update is theirs; the turn of the first person comes next.
    """

    most: int  # updates of this kind of chat that may be handled at once
    at_work: int = 0
    waiting: OrderedDict[ChatId, deque[ChatId]] = field(default_factory=OrderedDict)


class Turns:
    """Decides which chat's update is handled next, when at most `workers` updates are handled at once.

    Only a part of these may be updates from groups, and only a smaller part may be updates from one person.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._of_one_person = max(1, workers // 8)
        self._private, self._groups = _Lane(workers), _Lane(max(1, workers // 2))
        self._preferred, self._other = self._private, self._groups
        self._at_work: dict[ChatId, ChatId] = {}
        # Person → number of chats in which one of their updates is being handled. A chat that writes as itself counts
        # as a person.
        self._people: dict[ChatId, int] = {}

    @property
    def at_work(self) -> int:
        return len(self._at_work)

    def add(self, chat_id: ChatId, person: ChatId) -> None:
        """Add a chat whose next update is from that person."""
        self._lane(chat_id).waiting.setdefault(person, deque()).append(chat_id)

    def take(self) -> ChatId | None:
        """Return the chat whose turn it is, and mark it as in progress; None if nothing may start now."""
        if self.at_work >= self._workers:
            return None
        for lane in (self._preferred, self._other):
            if lane.at_work < lane.most and (person := self._next_person(lane)) is not None:
                # Next time, the other kind of chats (private or groups) goes first.
                self._preferred, self._other = (
                    (self._groups, self._private) if lane is self._private else (self._private, self._groups)
                )
                chats = lane.waiting.pop(person)
                chat_id = chats.popleft()
                if chats:
                    lane.waiting[person] = chats
                self.resume(chat_id, person)
                return chat_id
        return None

    def leave(self, chat_id: ChatId) -> ChatId:
        """Stop counting a chat among those with an update in progress; return the person who sent that update."""
        person = self._at_work.pop(chat_id)
        self._lane(chat_id).at_work -= 1
        self._people[person] -= 1
        if not self._people[person]:
            del self._people[person]
        return person

    def resume(self, chat_id: ChatId, person: ChatId) -> None:
        """Mark a chat as in progress again, beyond the limits if need be, because its update is nearly done."""
        self._at_work[chat_id] = person
        self._lane(chat_id).at_work += 1
        self._people[person] = self._people.get(person, 0) + 1

    def _next_person(self, lane: _Lane) -> ChatId | None:
        return next((one for one in lane.waiting if self._people.get(one, 0) < self._of_one_person), None)

    def _lane(self, chat_id: ChatId) -> _Lane:
        return self._private if chat_id > 0 else self._groups
