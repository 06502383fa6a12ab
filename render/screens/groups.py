"""The list of a person's groups and channels, and the ways to add the bot to others."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.chat import Chat, ChatKind, ChatState
from render.buttons import Flow, data, for_chat
from render.message import Button, ChatKey, OutgoingMessage
from render.prompt import prompt
from render.screens.page import label
from render.texts import Translator

_SIGNS = {ChatKind.CHANNEL: "📣", ChatKind.GROUP: "👥", ChatKind.SUPERGROUP: "👥"}


@dataclass(frozen=True, slots=True)
class TitledChat:
    """A group or channel with its present title, since titles are not stored."""

    chat: Chat
    title: str


def groups_screen(chats: Sequence[TitledChat], t: Translator, *, bot_name: str) -> OutgoingMessage:
    """Draw the list of groups and channels, with a button to the settings of each chat; `bot_name` is without the @."""
    text = t.html("groups-screen") if chats else f"{t.html('groups-screen')}\n\n{t.html('groups-none')}"
    rows = [(settings_button(one.chat, _name(one, t)),) for one in chats]
    rows.append((Button(t("groups-pick-button"), data(Flow.SETTINGS, "pick")),))
    if bot_name:
        rows.append((Button(t("groups-add-channel-button"), url=channel_url(bot_name)),))
        rows.append((Button(t("groups-add-group-button"), url=group_url(bot_name)),))
    back = Button(t("button-back"), data(Flow.SETTINGS, "main"))
    return OutgoingMessage(text, (*rows, (back,)))


def pick_message(t: Translator) -> OutgoingMessage:
    """Return the message with keys for choosing one of the person's chats."""
    keys = (
        ChatKey(t("groups-channel-button"), wants_channel=True),
        ChatKey(t("groups-group-button"), wants_channel=False),
    )
    return OutgoingMessage(t.html("groups-pick"), keys=keys)


def picked_message(t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("groups-picked"), clears_keys=True)


def added_message(chat: Chat, title: str, t: Translator) -> OutgoingMessage:
    """Return the private message to a person who added the bot to a channel; in the channel, the bot posts nothing."""
    return OutgoingMessage(t.html("groups-added", title=title), ((settings_button(chat, t("settings-button")),),))


def elsewhere_message(t: Translator, *, bot_name: str) -> OutgoingMessage:
    """Return the answer to /groups outside private chats."""
    buttons = ((Button(t("groups-private-button"), url=f"https://t.me/{bot_name}"),),) if bot_name else ()
    return OutgoingMessage(t.html("groups-elsewhere"), buttons)


def words_question(screen: str, chat: Chat, t: Translator, *, bot_name: str) -> OutgoingMessage:
    """Ask for words to follow (`addfollow`) or to mute (`addmute`) in a chat."""
    return prompt(t.html(f"groups-{screen}"), screen, bot_name=bot_name, hint=t("groups-words-hint"), about=chat.id)


def settings_button(chat: Chat, text: str) -> Button:
    """Return a button in a private chat that opens the settings of a group or channel."""
    return Button(text, for_chat(data(Flow.SETTINGS, "main"), chat.id))


def channel_url(bot_name: str) -> str:
    """Return the link that adds the bot to a channel, with the only right that the bot needs."""
    return f"https://t.me/{bot_name}?startchannel=settings&admin=post_messages"


def group_url(bot_name: str) -> str:
    """Return the link that adds the bot to a group as an ordinary member, which does not get people's messages."""
    return f"https://t.me/{bot_name}?startgroup=settings"


def _name(one: TitledChat, t: Translator) -> str:
    sign = _SIGNS.get(one.chat.kind, "")
    state = "" if one.chat.state is ChatState.ACTIVE else " ⏸"
    return f"{sign} {label(one.title) or t('story-untitled')}{state}".strip()
