"""The answers to /follow and /mute."""

from domain.chat import Chat, ChatState, Follow
from render.buttons import Flow, choice, data
from render.message import Button, OutgoingMessage
from render.texts import Translator


def followed_message(follow: Follow, chat: Chat, t: Translator) -> OutgoingMessage:
    lines = [t.html("follow-added", words=follow.query)]
    if chat.state is not ChatState.ACTIVE:
        lines.append(t.html("follow-needs-start"))
    at_once = choice(
        t("follow-at-once-button"), Flow.SETTINGS, "follows", str(follow.id), "once", is_chosen=follow.at_once
    )
    return OutgoingMessage(
        "\n".join(lines), ((at_once,), (Button(t("follows-all-button"), data(Flow.SETTINGS, "follows")),))
    )


def muted_message(text: str, t: Translator, *, is_source: bool) -> OutgoingMessage:
    key = "mute-added-source" if is_source else "mute-added-words"
    return OutgoingMessage(t.html(key, text=text), ((Button(t("mutes-all-button"), data(Flow.SETTINGS, "mutes")),),))
