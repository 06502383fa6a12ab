"""Draws the screens on which editors change topics."""

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol
from zlib import crc32

from domain.feed import Reason
from domain.ids import ArticleId, DraftId
from domain.topic import EditedTopic
from render.buttons import Flow, data, rows
from render.markup import bold, escape, tidy
from render.message import Button, OutgoingMessage, utf16_length
from render.notice import reason_html
from render.prompt import prompt
from render.screens.lists import mute_key
from render.split import shorten_to_fit
from render.texts import Translator
from text.languages import LANGUAGES, LOCALES

UNWELL = Reason("feed-error-workers")
_PAGE = 40  # topics on a page: as many as can be in use, so that only hidden ones are on further pages
_LABEL, _HEADLINE = 24, 100  # the most UTF-16 units of a label, and of a headline
_SEEDS_SHOWN = 600
# The bot asks an editor for a topic's titles or seeds, and shows the present ones below the question, to be copied into
# the answer and changed there. All of them together have at most this many UTF-16 units, so that they fit the message.
_ASKED_LENGTH = 3200


class Change(Protocol):
    """The parts of a change of topics that the screens show."""

    @property
    def action(self) -> str: ...
    @property
    def topics(self) -> tuple[EditedTopic, ...]: ...
    @property
    def topic(self) -> EditedTopic: ...


class Effect(Protocol):
    """The effect of a change on the articles of the last day."""

    @property
    def total(self) -> int: ...
    @property
    def taken(self) -> tuple[ArticleId, ...]: ...
    @property
    def lost(self) -> tuple[ArticleId, ...]: ...
    @property
    def holds(self) -> int: ...
    @property
    def others(self) -> int: ...
    @property
    def is_everything(self) -> bool: ...


def code_of(topic: EditedTopic) -> str:
    """Return a short code for the topic, the same in every process.

    Buttons contain codes in place of keys, because two keys may be too long for the data of one button.
    """
    return mute_key(topic.key)


def stamp_of(change: Change) -> str:
    """Return a hash of the topics that a change makes; the button that puts the change in use contains it.

    So a change that was altered after it was tried is not put in use.
    """
    return f"{crc32(repr(change.topics).encode()):08x}"


def title_in(topic: EditedTopic, locale: str) -> str:
    return topic.titles.get(locale) or topic.titles.get("en") or next(iter(topic.titles.values()), topic.key)


def list_screen(
    topics: Iterable[EditedTopic], titles: Mapping[str, str], t: Translator, page: int = 0
) -> OutgoingMessage:
    """Draw a page of the topics, or the last page if there are fewer; hidden topics come last."""
    known = sorted(topics, key=lambda one: one.is_hidden)
    last = max(0, (len(known) - 1) // _PAGE)
    page = min(page, last)
    buttons = [
        Button(f"{'🙈 ' if one.is_hidden else ''}{_label(titles.get(one.key, one.key))}", _data("see", code_of(one)))
        for one in known[page * _PAGE : (page + 1) * _PAGE]
    ]
    shown = sum(not one.is_hidden for one in known)
    text = t.html("topic-list", count=shown, hidden=len(known) - shown)
    turns = tuple(Button(sign, _data("list", to)) for sign, to in (("←", page - 1), ("→", page + 1)) if 0 <= to <= last)
    new = (Button(t("topic-new-button"), _data("new")),)
    return OutgoingMessage(text, (*rows(buttons, 2), *([turns] if turns else []), new))


def manage_row(t: Translator) -> tuple[Button, ...]:
    """Return the button that leads editors from a reader's choice of topics to the editing of topics."""
    return (Button(t("topic-manage-button"), _data("list")),)


def card(topic: EditedTopic, titles: Mapping[str, str], t: Translator, *, note: str = "") -> OutgoingMessage:
    """Draw a topic with what can be done with it; `note` stands above it, as HTML."""
    code = code_of(topic)
    blocks = [*_described(topic, t)]
    if topic.merged_into:
        blocks.insert(1, t.html("topic-merged", title=titles.get(topic.merged_into, topic.merged_into)))
    elif topic.is_hidden:
        blocks.insert(1, t.html("topic-is-hidden"))
    if note:
        blocks.insert(0, note)
    if topic.is_hidden:
        actions: tuple[tuple[Button, ...], ...] = ((Button(t("topic-show-button"), _data("show", code)),),)
    else:
        actions = (
            (Button(t("topic-edit-button"), _data("edit", code)),),
            (
                Button(t("topic-merge-button"), _data("merge", code)),
                Button(t("topic-hide-button"), _data("hide", code)),
            ),
        )
    return OutgoingMessage(shorten_to_fit(blocks), (*actions, _back(t)))


def choose_other(
    topic: EditedTopic, others: Iterable[EditedTopic], titles: Mapping[str, str], t: Translator
) -> OutgoingMessage:
    buttons = [
        Button(_label(titles.get(one.key, one.key)), _data("into", code_of(topic), code_of(one))) for one in others
    ]
    text = t.html("topic-choose", title=title_in(topic, t.locale))
    return OutgoingMessage(text, (*rows(buttons, 2), _back(t)))


def draft_screen(change: Change, number: DraftId, t: Translator, fault: Reason | None = None) -> OutgoingMessage:
    """Draw a change that is not in use yet, and what is wrong with it."""
    blocks = [t.html(f"{change.action}-draft", title=title_in(change.topics[-1], t.locale))]
    blocks += _described(change.topic, t)
    if fault is not None:
        blocks.append(f"⚠️ {reason_html(fault, t)}")
    words: tuple[tuple[Button, ...], ...] = ()
    if change.action in ("topic-added", "topic-edited"):
        words = (
            (
                Button(t("topic-titles-button"), _data("titles", number)),
                Button(t("topic-seeds-button"), _data("seeds", number)),
            ),
        )
    end = (Button(t("topic-try-button"), _data("try", number)), Button(t("topic-drop-button"), _data("drop", number)))
    return OutgoingMessage(shorten_to_fit(blocks), (*words, end))


def ask_titles(number: int, titles: Mapping[str, str], t: Translator, *, bot_name: str) -> OutgoingMessage:
    lines = [f"{locale}: {titles.get(locale, '')}" for locale in LOCALES]
    return prompt(_with_form("topic-ask-titles", lines, t), "topic", "titles", number, bot_name=bot_name, hint="ru: …")


def ask_seeds(number: int, topic: EditedTopic, t: Translator, *, bot_name: str) -> OutgoingMessage:
    lines = [f"{language}: {', '.join(topic.seeds.get(language, ()))}" for language in LANGUAGES]
    return prompt(_with_form("topic-ask-seeds", lines, t), "topic", "seeds", number, bot_name=bot_name, hint="ru: …, …")


def _with_form(key: str, lines: Iterable[str], t: Translator) -> str:
    """Return the question with the text `key`, followed by as many of the lines as fit, for copying into the answer.

    No line is cut, because a cut line would lose words when it is sent back; what a missing line stands for stays as
    it is.
    """
    kept: list[str] = []
    room = _ASKED_LENGTH
    for line in lines:
        room -= utf16_length(line) + 1
        if room >= 0:
            kept.append(line)
    form = "\n".join(kept)
    return f"{t.html(key)}\n\n<code>{escape(form)}</code>" if kept else t.html(key)


def not_understood(t: Translator, again: OutgoingMessage) -> OutgoingMessage:
    """Say that the answer has no line that begins with a language, and ask again."""
    return OutgoingMessage(f"⚠️ {t.html('topic-not-understood')}\n\n{again.html}", reply_hint=again.reply_hint)


def preview_screen(
    change: Change, number: DraftId, effect: Effect, headlines: Mapping[ArticleId, str], t: Translator
) -> OutgoingMessage:
    """Say which articles get and lose the topic, with some headlines; a topic of nearly all articles cannot be used."""
    blocks = [
        t.html("topic-effect", title=title_in(change.topic, t.locale), total=effect.total, holds=effect.holds),
        _listed("topic-takes", effect.taken, headlines, t),
        _listed("topic-loses", effect.lost, headlines, t),
    ]
    if effect.others > 0:
        blocks.append(t.html("topic-others", count=effect.others))
    use: tuple[Button, ...] = (Button(t("topic-use-button"), _data("use", number, stamp_of(change))),)
    if effect.is_everything:
        blocks.append(f"⚠️ {t.html('topic-error-everything')}")
        use = ()
    back = (Button(t("button-back"), _data("draft", number)), Button(t("topic-drop-button"), _data("drop", number)))
    return OutgoingMessage(shorten_to_fit(blocks), (use, back) if use else (back,))


def sorting(done: int, total: int, t: Translator) -> str:
    return t.html("topic-sorting", done=done, total=total)


def in_use(topic: EditedTopic, titles: Mapping[str, str], t: Translator) -> OutgoingMessage:
    return card(topic, titles, t, note=t.html("topic-in-use"))


def conflict(topic: EditedTopic, t: Translator) -> OutgoingMessage:
    see = (Button(t("topic-see-button"), _data("see", code_of(topic))),)
    return OutgoingMessage(t.html("topic-conflict"), (see, _back(t)))


def draft_gone(t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("topic-draft-gone"), (_back(t),))


def too_many(most: int, t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("topic-too-many", count=most), (_back(t),))


def _described(topic: EditedTopic, t: Translator) -> list[str]:
    titles = "\n".join(f"{locale}: {escape(tidy(topic.titles.get(locale, '—'), 80))}" for locale in LOCALES)
    seeds = [
        f"{language} ({len(words)}): {escape(tidy(', '.join(words), _SEEDS_SHOWN))}"
        for language, words in topic.seeds.items()
        if words
    ]
    return [
        f"{bold(escape(tidy(title_in(topic, t.locale), 80)))} · <code>{escape(topic.key)}</code>",
        titles,
        "\n".join([t.html("topic-seeds"), *(seeds or [t.html("topic-no-seeds")])]),
    ]


def _listed(key: str, articles: Collection[ArticleId], headlines: Mapping[ArticleId, str], t: Translator) -> str:
    lines = [f"• {escape(tidy(headlines[one], _HEADLINE))}" for one in articles if one in headlines]
    return "\n".join([t.html(key, count=len(articles)), *lines])


def _label(text: str) -> str:
    return tidy(text, _LABEL) or "—"


def _back(t: Translator) -> tuple[Button, ...]:
    return (Button(t("topic-list-button"), _data("list")),)


def _data(*values: str | int) -> str:
    return data(Flow.SETTINGS, "topic", *values)
