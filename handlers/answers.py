"""The answers of handlers: values, which a middleware sends."""

from dataclasses import dataclass

from domain.feed import Reason
from domain.ids import ChatId
from render.inline import InlinePage
from render.message import OutgoingFile, OutgoingMessage, OutgoingPicture
from render.notice import reason_html
from render.texts import Translator


@dataclass(frozen=True, slots=True)
class Answer:
    edit: OutgoingMessage | None = None  # replaces the message of the pressed button; without a button, a new message
    send: tuple[OutgoingMessage, ...] = ()  # new messages after it
    file: OutgoingFile | None = None  # sent last
    # Sent after the messages; if a button was pressed, it replaces the picture with the button.
    picture: OutgoingPicture | None = None
    deletes: bool = False  # delete the message of the pressed button
    toast: str | None = None  # shown over the chat if a button was pressed
    is_private: bool = False  # in a group, only the person who asked sees the answer
    to: ChatId | None = None  # the private chat that gets the answer instead of the update's chat
    inline: InlinePage | None = None  # for an inline query, which has no other kind of answer


def say(*messages: OutgoingMessage) -> Answer:
    """Return an answer of new messages, in order."""
    return Answer(send=messages)


def anew(answer: object) -> Answer:
    """Return the answer with its message as a new one instead of an edit, visible only to the person who asked."""
    if not isinstance(answer, Answer):
        return Answer()
    edited = () if answer.edit is None else (answer.edit,)
    return Answer(send=(*edited, *answer.send), file=answer.file, toast=answer.toast, is_private=True)


def refuse(reason: Reason, t: Translator) -> Answer:
    """Return the reason why something is not done, as an answer."""
    return say(OutgoingMessage(reason_html(reason, t)))


def show(message: OutgoingMessage, toast: str | None = None) -> Answer:
    """Return a screen as an answer: it replaces the one whose button was pressed."""
    return Answer(edit=message, toast=toast)
