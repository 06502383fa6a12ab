"""Draws the screens on which the newsroom gives a feed another address."""

from datetime import datetime

from domain.feed import Feed, Reason
from domain.proposal import Proposal
from render.buttons import Flow, data
from render.markup import tidy
from render.message import Button, OutgoingMessage
from render.newsroom.feed import address_shown
from render.newsroom.proposals import found_blocks
from render.notice import reason_html
from render.prompt import prompt
from render.split import shorten_to_fit
from render.texts import Html, Translator

_NAME, _URL, _HINT = 60, 200, 64  # the most UTF-16 units of a name, an address and a hint


def ask_address(feed: Feed, t: Translator, *, bot_name: str) -> OutgoingMessage:
    shown = address_shown(feed.url)
    text = t.html("feed-ask-address", title=tidy(feed.title, _NAME), url=tidy(shown, _URL))
    return prompt(text, "move", feed.id, bot_name=bot_name, hint=tidy(shown, _HINT) or "…")


def question(
    feed: Feed, proposal: Proposal, number: int, t: Translator, *, now: datetime, zone: str
) -> OutgoingMessage:
    """Ask whether to read a feed at the address of the proposal; `number` is the draft's."""
    text = t.html("feed-move-question", title=tidy(feed.title, _NAME), url=tidy(address_shown(feed.url), _URL))
    blocks = [text, *found_blocks(proposal, t, now=now, zone=zone)]
    move = Button(t("feed-move-button"), data(Flow.SETTINGS, "move", feed.id, "to", number))
    cancel = Button(t("addfeed-cancel-button"), data(Flow.SETTINGS, "feed", feed.id))
    return OutgoingMessage(shorten_to_fit(blocks), ((move, cancel),))


def moved(feed: Feed, number: int, t: Translator) -> OutgoingMessage:
    undo = Button(t("pause-undo-button"), data(Flow.SETTINGS, "move", feed.id, "back", number))
    opens = Button(t("feed-open-button"), data(Flow.SETTINGS, "feed", feed.id))
    text = t.html("feed-moved", title=tidy(feed.title, _NAME), url=tidy(address_shown(feed.url), _URL))
    return OutgoingMessage(text, ((undo, opens),))


def refused(reason: Reason, t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("feed-move-refused", reason=Html(reason_html(reason, t))))
