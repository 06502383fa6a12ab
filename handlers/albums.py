"""Remembering which albums were answered, because Telegram sends each picture of an album as a separate message."""

from collections import OrderedDict

from aiogram.types import Message

from domain.ids import ChatId

_MOST = 1_000  # albums that are remembered; all pictures of older ones have come long ago


class Albums:
    def __init__(self) -> None:
        self._met: OrderedDict[tuple[ChatId, str], None] = OrderedDict()

    def is_met(self, message: Message) -> bool:
        """Remember the message's album; return whether another message of that album came before."""
        if message.media_group_id is None:
            return False
        key = (ChatId(message.chat.id), message.media_group_id)
        if key in self._met:
            return True
        self._met[key] = None
        if len(self._met) > _MOST:
            self._met.popitem(last=False)
        return False
