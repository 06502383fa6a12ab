"""What a handler answers: a value, which the middleware says."""

from dataclasses import dataclass

from domain.feed import Reason
from render.inline import InlinePage
from render.message import OutgoingFile, OutgoingMessage
from render.notice import reason_html
from render.texts import Translator


@dataclass(frozen=True, slots=True)
class Answer:
    edit: OutgoingMessage | None = None  # in place of the message whose button was pressed; else a message of its own
    send: tuple[OutgoingMessage, ...] = ()  # after it
    file: OutgoingFile | None = None  # last of all
    deletes: bool = False  # takes away the message whose button was pressed
    toast: str | None = None  # shown over the chat when a button was pressed
    inline: InlinePage | None = None  # of an inline query, which is answered by nothing else


def say(*messages: OutgoingMessage) -> Answer:
    """Return an answer of new messages, in order."""
    return Answer(send=messages)


def anew(answer: object) -> Answer:
    """The same answer without an edit: what would have been shown in place of a message is a message of its own."""
    if not isinstance(answer, Answer):
        return Answer()
    edited = () if answer.edit is None else (answer.edit,)
    return Answer(send=(*edited, *answer.send), file=answer.file, toast=answer.toast)


def refuse(reason: Reason, t: Translator) -> Answer:
    """Say why something is not done."""
    return say(OutgoingMessage(reason_html(reason, t)))


def show(message: OutgoingMessage, toast: str | None = None) -> Answer:
    """A screen: where a button was pressed it takes the place of the one before."""
    return Answer(edit=message, toast=toast)
