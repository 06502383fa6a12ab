"""The answers of handlers: values that a middleware sends."""

from dataclasses import dataclass

from domain.feed import Reason
from domain.ids import ChatId
from render.inline import InlinePage
from render.message import OutgoingFile, OutgoingMessage, OutgoingPicture
from render.notice import reason_html
from render.texts import Translator


@dataclass(frozen=True, slots=True)
class Answer:
    # Replaces the message with the pressed button; if no button was pressed, it is sent as a new message.
    edit: OutgoingMessage | None = None
    send: tuple[OutgoingMessage, ...] = ()  # new messages that are sent after `edit`
    file: OutgoingFile | None = None  # sent after all messages
    # Sent after the messages; but if the pressed button is under a picture, that picture is replaced.
    picture: OutgoingPicture | None = None
    deletes: bool = False  # whether the message with the pressed button is deleted
    toast: str | None = None  # shown over the chat for a moment, if a button was pressed
    is_private: bool = False  # whether in a group only the person who asked sees the answer
    to: ChatId | None = None  # a private chat that gets the answer in place of the update's chat
    inline: InlinePage | None = None  # the answer to an inline query, which can have no other kind of answer


def say(*messages: OutgoingMessage) -> Answer:
    """Return an answer that consists of new messages, in order."""
    return Answer(send=messages)


def anew(answer: object) -> Answer:
    """Return the same answer without edits: its `edit` becomes a new message.

    The new answer is private: in a group, only the person who asked sees it.
    """
    if not isinstance(answer, Answer):
        return Answer()
    edited = () if answer.edit is None else (answer.edit,)
    return Answer(send=(*edited, *answer.send), file=answer.file, toast=answer.toast, is_private=True)


def refuse(reason: Reason, t: Translator) -> Answer:
    """Return an answer that tells the reason why something is not done."""
    return say(OutgoingMessage(reason_html(reason, t)))


def show(message: OutgoingMessage, toast: str | None = None) -> Answer:
    """Return an answer that shows a screen in place of the one with the pressed button."""
    return Answer(edit=message, toast=toast)
