"""People for tests, who write, press, read and block as users of a Telegram app do.

emulator = Emulator(clock=AdjustableClock()); await emulator.start()
aizada = await emulator.person("Айзада", "ky")
await aizada.send("/start")
message = await aizada.reads(lambda message: message.buttons)
await aizada.press(message.buttons[0])
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from domain.ids import PersonId
from emulator.server import Server
from emulator.telegram import acts, chat_requests, inline, reactions
from emulator.telegram.accounts import User
from emulator.telegram.chats import Chat, Message
from emulator.telegram.state import CallbackQuery, InlineQuery, Telegram


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message as a person sees it; its fields change with later edits."""

    message: Message
    is_mine: bool  # whether the viewer wrote the message

    @property
    def id(self) -> int:
        return self.message.id

    @property
    def text(self) -> str:
        """The text of the message, or the caption of its file."""
        return self.message.text

    @property
    def entities(self) -> list[dict[str, Any]]:
        return self.message.entities

    @property
    def keyboard(self) -> list[list[dict[str, Any]]]:
        """The rows of buttons, inline or of the reply keyboard, as the bot sent them."""
        markup = self.message.reply_markup or {}
        rows: list[list[dict[str, Any]]] = markup.get("inline_keyboard") or markup.get("keyboard") or []
        return rows

    @property
    def buttons(self) -> list[str]:
        """The labels of all buttons."""
        return [button["text"] for row in self.keyboard for button in row]

    @property
    def links(self) -> list[str]:
        return [entity["url"] for entity in self.entities if entity["type"] == "text_link"]

    @property
    def date(self) -> int:
        return self.message.date

    @property
    def is_edited(self) -> bool:
        return self.message.edit_date is not None

    @property
    def is_silent(self) -> bool:
        return self.message.is_silent

    @property
    def thread_id(self) -> int | None:
        return self.message.thread_id

    @property
    def file_name(self) -> str | None:
        document: dict[str, Any] = self.message.media.get("document", {})
        return document.get("file_name")

    @property
    def raw(self) -> dict[str, Any]:
        return self.message.wire()


class Person:
    """An account in its private chat with the bot; `inside()` returns the same account in another chat."""

    def __init__(self, server: Server, user: User, chat: Chat | None = None) -> None:
        self._server = server
        self._telegram: Telegram = server.telegram
        self.user = user
        self.chat = chat or self._telegram.chats[user.id]

    @property
    def id(self) -> PersonId:
        return self.user.id

    @property
    def messages(self) -> list[MessageView]:
        """The messages of the chat, oldest first, without service messages."""
        return [
            MessageView(message, message.sender is self.user)
            for message in self.chat.messages.values()
            if not message.is_service and message.is_seen_by(self.user)
        ]

    @property
    def received(self) -> list[MessageView]:
        """The messages that the bot has sent to the chat, oldest first."""
        return [seen for seen in self.messages if not seen.is_mine]

    @property
    def last(self) -> MessageView:
        """The newest message that the bot has sent to the chat."""
        return self.received[-1]

    def inside(self, chat: Chat) -> "Person":
        """Return the same person in another chat; they join it if necessary."""
        if not self._telegram.member_of(chat, self.user).is_inside:
            acts.set_person_status(self._telegram, chat, self.user, "member")
        return Person(self._server, self.user, chat)

    async def send(
        self, text: str, *, reply_to: MessageView | None = None, thread: int | None = None, is_ephemeral: bool = False
    ) -> MessageView:
        message = acts.send_text(
            self._telegram, self.user, self.chat, text,
            reply_to=reply_to.message if reply_to else None, thread=thread, is_ephemeral=is_ephemeral,
        )  # fmt: skip
        return MessageView(message, is_mine=True)

    async def edit(self, seen: MessageView, text: str) -> None:
        acts.edit_text(self._telegram, seen.message, text)

    async def send_file(self, name: str, content: bytes, *, kind: str = "document", caption: str = "") -> MessageView:
        return MessageView(
            acts.send_file(self._telegram, self.user, self.chat, name, content, kind=kind, caption=caption),
            is_mine=True,
        )

    async def send_media(self, *, caption: str = "", **media: Any) -> MessageView:
        """Send a sticker, voice note, poll, contact or picture in the Bot API's form, such as sticker={…}."""
        return MessageView(acts.send_media(self._telegram, self.user, self.chat, media, caption=caption), is_mine=True)

    async def delete(self, seen: MessageView) -> None:
        """Delete a message of the private chat for both sides, whoever sent it."""
        acts.delete_for_both(self._telegram, seen.message)

    async def send_location(self, latitude: float, longitude: float) -> MessageView:
        return MessageView(acts.send_location(self._telegram, self.user, self.chat, latitude, longitude), is_mine=True)

    async def press(self, button: str, message: MessageView | None = None) -> CallbackQuery | None:
        """Press the newest button with this label or callback data, or the one under `message` if given.

        For a button of the reply keyboard, its text is sent as a message, and the result is None.
        """
        for seen in [message] if message else reversed(self.received):
            for found in (found for row in seen.keyboard for found in row):
                if button not in (found["text"], found.get("callback_data")):
                    continue
                if "callback_data" in found:
                    return acts.press(self._telegram, self.user, seen.message, found["callback_data"])
                if "keyboard" in (seen.message.reply_markup or {}):
                    await self.send(found["text"])
                    return None
                raise acts.ImpossibleAct(f"{button!r} is not a button that tells the bot anything: {found}")
        shown = [seen.buttons for seen in self.received[-3:]]
        raise acts.ImpossibleAct(f"no button {button!r}; the last messages have {shown}")

    async def press_data(self, data: str, message: MessageView | None = None) -> CallbackQuery:
        """Send callback data without a button, as old or forged buttons do; return the query."""
        return acts.press(self._telegram, self.user, (message or self.last).message, data)

    async def answered(self, query: CallbackQuery | None, timeout: float = 5) -> str:
        """Wait for the bot's answer to a press; return the text that it shows, "" if it shows none."""
        assert query is not None, "a reply keyboard's key gets no answer of its own"
        await self._server.wait_for(lambda: query.answer is not None, timeout)
        return str((query.answer or {}).get("text", ""))

    async def reads(self, predicate: str | Callable[[MessageView], Any] = "", timeout: float = 10) -> MessageView:
        """Wait until the bot has sent a message that contains a text, or for which a function returns true.

        Return the newest such message.
        """
        holds = (lambda seen: predicate in seen.text) if isinstance(predicate, str) else predicate

        def found() -> MessageView | None:
            return next((seen for seen in reversed(self.received) if holds(seen)), None)

        seen: MessageView = await self._server.wait_for(found, timeout)
        return seen

    async def ask_inline(self, text: str, *, offset: str = "", timeout: float = 5) -> InlineQuery:
        """Type @bot and words; return the query when the bot has answered it with results."""
        query = inline.ask_inline(self._telegram, self.user, text, offset)
        await self._server.wait_for(lambda: query.results is not None, timeout)
        return query

    async def choose(self, query: InlineQuery, result_id: str) -> MessageView:
        return MessageView(inline.choose_result(self._telegram, query, result_id, self.chat), is_mine=True)

    async def share(self, *people: "Person", key: int = 0) -> None:
        """Choose people with a button of the reply keyboard; `key` is the button's request_id."""
        acts.share_users(self._telegram, self.user, self.chat, key, [one.user for one in people])

    async def forward(self, author: "Person", text: str) -> MessageView:
        """Forward a message with this text, written by `author`, into the chat; return it."""
        return MessageView(acts.forward(self._telegram, self.user, self.chat, author.user, text), is_mine=True)

    async def share_chat(self, chat: Chat, key: int = 0) -> MessageView:
        """Choose a chat with a button of the reply keyboard; `key` is the button's request_id."""
        return MessageView(chat_requests.share_chat(self._telegram, self.user, key, chat), is_mine=True)

    async def add_by_link(self, chat: Chat, parameter: str, *rights: str) -> None:
        """Add the bot to a chat by its startgroup or startchannel link; with `rights`, as an administrator."""
        chat_requests.add_by_link(self._telegram, self.user, chat, parameter, rights)

    async def react(self, seen: MessageView, emoji: str | None) -> None:
        """React to a message; with None, take the reaction back."""
        reactions.react(self._telegram, self.user, seen.message, emoji)

    async def block(self) -> None:
        acts.set_blocked(self._telegram, self.user, blocked=True)

    async def unblock(self) -> None:
        acts.set_blocked(self._telegram, self.user, blocked=False)

    async def deactivate(self) -> None:
        acts.deactivate(self._telegram, self.user)
