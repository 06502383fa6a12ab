"""The messages of /start, /stop and /deleteme besides the screens of settings."""

from datetime import date, datetime

from domain.chat import Chat
from render.buttons import Flow, data
from render.dates import clock_text, day_short, day_text, zone_of
from render.footer import AWAY, missed_button
from render.message import Button, OutgoingMessage
from render.texts import Translator


def first_step_rows(t: Translator) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons for getting the first digest at once, and for choosing settings before it."""
    return (
        (Button(t("start-now-button"), data(Flow.START, "done")),),
        (Button(t("start-choose-button"), data(Flow.START, "languages")),),
    )


def begin_message(t: Translator) -> OutgoingMessage:
    """Return the offer to set up digests, which newcomers get after the story or news whose link brought them here."""
    return OutgoingMessage(t.html("start-begin"), first_step_rows(t))


def ready_message(chat: Chat, t: Translator, widened: str = "") -> OutgoingMessage:
    """Return the last message of /start, which says when the next digest comes.

    `widened` names the part of the reader's choice (`languages` or `countries`) that was ignored because the first
    digest would have been empty; a button makes all later digests ignore it, too.
    """
    lines = [t.html("start-done")]
    buttons = [_settings_row(t)]
    if widened:
        lines.append(t.html(f"start-wider-{widened}"))
        buttons.insert(0, (Button(t("start-wider-button"), data(Flow.SETTINGS, "wider", widened)),))
    return OutgoingMessage("\n".join([*lines, next_digest(chat, t)]), tuple(buttons))


def welcome_back(chat: Chat, t: Translator, now: datetime) -> OutgoingMessage:
    return OutgoingMessage(f"{t.html('start-back')}\n{next_digest(chat, t)}", _missed(chat, t, now))


def next_digest(chat: Chat, t: Translator) -> str:
    """Return as HTML when the next digest comes, in the chat's zone."""
    if chat.next_due_at is None:
        return t.html("next-digest-none")
    local = chat.next_due_at.astimezone(zone_of(chat.timetable.zone))
    return t.html("next-digest", date=day_text(t, local.date()), time=clock_text(local))


def stopped_message(t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("stop-done"), ((Button(t("resume-button"), data(Flow.SETTINGS, "resume")),),))


def rested_message(until: date, earlier: date | None, t: Translator) -> OutgoingMessage:
    """Return the answer to a person who set a pause by a button under a digest.

    The answer has a button that restores the pause until `earlier`, or no pause if `earlier` is None.
    """
    back = data(Flow.SETTINGS, "undo", earlier.toordinal() if earlier else 0)
    return OutgoingMessage(
        t.html("pause-until", date=day_short(t, until)),
        ((Button(t("pause-undo-button"), back), Button(t("settings-pause-button"), data(Flow.SETTINGS, "pause"))),),
    )


def undone_message(t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("pause-undone"), (_settings_row(t),))


def nothing_to_stop(t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("stop-nothing"))


def resumed_message(chat: Chat, t: Translator, now: datetime) -> OutgoingMessage:
    text = f"{t.html('resume-done')}\n{next_digest(chat, t)}"
    return OutgoingMessage(text, (*_missed(chat, t, now), _settings_row(t)))


def delete_question(t: Translator, *, is_member: bool = False) -> OutgoingMessage:
    """Ask whether to delete everything; `is_member` says that a role in the newsroom is deleted, too."""
    lines = [t.html("delete-question"), *([t.html("team-delete-too")] if is_member else [])]
    return OutgoingMessage(
        "\n\n".join(lines),
        (
            (Button(t("delete-yes-button"), data(Flow.SETTINGS, "delete", "yes")),),
            (Button(t("delete-no-button"), data(Flow.SETTINGS, "delete", "no")),),
        ),
    )


def _missed(chat: Chat, t: Translator, now: datetime) -> tuple[tuple[Button, ...], ...]:
    """Return the button that shows the news a reader missed; no button if the last digest was a short time ago."""
    last = chat.last_digest_end or chat.created_at
    was_away = last is not None and now - last > AWAY
    return ((missed_button(t),),) if was_away else ()


def _settings_row(t: Translator) -> tuple[Button, ...]:
    return (Button(t("settings-button"), data(Flow.SETTINGS, "main")),)
