"""The screens for correcting a story."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from domain.disclosure import LEAST
from domain.ids import ArticleId
from domain.story import Story
from render.buttons import Flow, data, rows
from render.dates import clock_text, day_short, zone_of
from render.markup import bold, escape, tidy
from render.message import Button, OutgoingMessage
from render.screens.page import LANGUAGE_NAMES, label
from render.texts import Translator

MOST_SHOWN = 24  # the most articles to choose from for splitting, the latest ones; each is a bit in a button's data
_HEADLINE = 200
_LINE = 60


def edit_screen(story: Story, stamp: str, origin: str, t: Translator, *, zone: str, now: datetime) -> OutgoingMessage:
    """Draw the screen with a story's present corrections and the possible changes."""
    article, said = story.articles[0].id, story.corrected
    lines = [f"✏️ {bold(escape(tidy(story.articles[0].headline, _HEADLINE) or t('story-untitled')))}"]
    lines.append(t.html("edit-sources", count=len(story.articles)))
    if said.is_hidden:
        lines.append(t.html("edit-is-hidden"))
    is_pinned = said.is_pinned(now)
    if said.pinned_until and is_pinned:
        lines.append(t.html("edit-is-pinned", time=_moment(said.pinned_until, t, zone)))
    lines += [t.html("edit-is-headline", headline=text) for _, text in said.headlines]

    def button(key: str, screen: str, *values: str) -> Button:
        return Button(t(key), data(Flow.SETTINGS, screen, article, origin, stamp, *values))

    hiding: tuple[Button, ...] = (
        button("edit-hide-button", "hide", "on"),
        button("edit-hide-tell-button", "hide", "ask"),
    )
    if said.is_hidden:
        hiding = (button("edit-show-button", "hide", "off"),)
    pin = button("edit-unpin-button", "pin", "off") if is_pinned else button("edit-pin-button", "pin", "on")
    headline = button("edit-headline-button", "headline")
    if said.headlines:
        headline = button("edit-unheadline-button", "headline", "off")
    split = (button("edit-split-button", "split", "0"),) if len(story.articles) > 1 else ()
    back = Button(t("button-back"), data(Flow.SETTINGS, "story", article, origin))
    return OutgoingMessage(
        "\n".join(lines),
        (
            hiding,
            (pin,),
            (button("edit-merge-button", "merge"), *split),
            (button("edit-topic-button", "subject"), headline),
            (back,),
        ),
    )


def tell_screen(story: Story, stamp: str, origin: str, count: int, t: Translator) -> OutgoingMessage:
    """Ask once more before a story is hidden and `count` chats are notified; a small number is not shown."""
    article = story.articles[0].id
    yes = Button(t("edit-tell-yes-button"), data(Flow.SETTINGS, "hide", article, origin, stamp, "tell"))
    asked = t.html("edit-tell-sure", count=count)
    if count < LEAST:
        asked = t.html("edit-tell-few", least=LEAST) if count else t.html("edit-tell-nobody")
    return OutgoingMessage(asked, ((yes,), (_back(article, origin, t),)))


def split_screen(story: Story, stamp: str, origin: str, mask: int, t: Translator) -> OutgoingMessage:
    """Draw the screen on which an editor chooses articles to split off from the story.

    `mask` has a bit for each listed article, the lowest bit for the first one; a set bit means a chosen article.
    """
    article, shown = story.articles[0].id, story.articles[-MOST_SHOWN:]

    def button(text: str, chosen: int, *values: str) -> Button:
        return Button(text, data(Flow.SETTINGS, "split", article, origin, stamp, f"{chosen:x}", *values))

    choices = [
        button(f"{'✅ ' if mask >> place & 1 else ''}{one.source}: {tidy(one.headline, _LINE)}", mask ^ 1 << place)
        for place, one in enumerate(shown)
    ]
    count = mask.bit_count()
    done = ((button(t("edit-split-do", count=count), mask, "go"),),) if 0 < count < len(story.articles) else ()
    return OutgoingMessage(t.html("edit-split-ask"), (*rows(choices, 1), *done, (_back(article, origin, t),)))


def chosen_of(story: Story, mask: int) -> Collection[ArticleId]:
    """Return the ids of the articles whose bits are set in the mask of `split_screen`."""
    shown = story.articles[-MOST_SHOWN:]
    return {one.id for place, one in enumerate(shown) if mask >> place & 1}


def merge_screen(story: Story, origin: str, alike: Sequence[tuple[Story, str]], t: Translator) -> OutgoingMessage:
    """Draw the screen with a button for each story that may be merged with this one.

    `alike` has (other story, stamp) pairs; the stamp is of both stories together.
    """
    article = story.articles[0].id
    choices = [
        Button(
            f"{tidy(one.articles[0].headline, _LINE)} ({len(one.articles)})",
            data(Flow.SETTINGS, "join", article, stamp, one.articles[0].id),
        )
        for one, stamp in alike
    ]
    asked = "edit-merge-ask" if choices else "edit-merge-none"
    return OutgoingMessage(t.html(asked), (*rows(choices, 1), (_back(article, origin, t),)))


def topic_screen(story: Story, stamp: str, origin: str, titles: Mapping[str, str], t: Translator) -> OutgoingMessage:
    """Draw the screen with the topics to which the story may be moved."""
    article = story.articles[0].id
    choices = [
        Button(
            f"{'✅ ' if story.topics == (key,) else ''}{label(title)}",
            data(Flow.SETTINGS, "subject", article, stamp, key),
        )
        for key, title in titles.items()
    ]
    return OutgoingMessage(t.html("edit-topic-ask"), (*rows(choices, 2), (_back(article, origin, t),)))


def headline_asked(story: Story, t: Translator) -> OutgoingMessage:
    """Explain how to give the story a better headline, with the command for each language of its articles."""
    first = {article.language: article for article in reversed(story.articles)}
    lines = [
        f"{escape(LANGUAGE_NAMES.get(language, language))}: {escape(tidy(one.headline, _HEADLINE))}\n"
        f"<code>/headline {one.id}</code>"
        for language, one in sorted(first.items())
    ]
    return OutgoingMessage("\n\n".join([t.html("edit-headline-ask"), *lines]))


def headline_stands(article: ArticleId, stamp: str, standing: str, text: str, t: Translator) -> OutgoingMessage:
    """Say that editors have set the headline `standing` already, and show the command that replaces it by `text`.

    The command contains the story's stamp, so it is refused if the story has changed meanwhile.
    """
    asked = t.html("edit-headline-stands", headline=standing)
    return OutgoingMessage(f"{asked}\n\n<code>/headline {article}:{stamp} {escape(text)}</code>")


def _moment(moment: datetime, t: Translator, zone: str) -> str:
    local = moment.astimezone(zone_of(zone))
    return f"{day_short(t, local.date())}, {clock_text(local)}"


def _back(article: ArticleId, origin: str, t: Translator) -> Button:
    return Button(t("button-back"), data(Flow.SETTINGS, "edit", article, origin))
