"""Draws what was found at addresses that the newsroom may add."""

from collections.abc import Sequence
from datetime import datetime

from domain.chat import COUNTRIES
from domain.feed import Feed, FeedField
from domain.proposal import Headline, Proposal
from render.buttons import Flow, choice, data, rows
from render.dates import age_text
from render.markup import bold, escape, tidy
from render.message import Button, OutgoingMessage
from render.newsroom.feed import FLAGS, address_shown, gap_html
from render.notice import reason_html
from render.screens.page import LANGUAGE_NAMES
from render.split import shorten_to_fit
from render.texts import Html, Translator

_TITLE, _URL, _HEADLINE = 60, 200, 100  # the most UTF-16 units of a title, an address and a headline


def proposals_screen(
    proposals: Sequence[Proposal], number: int, t: Translator, *, now: datetime, zone: str
) -> OutgoingMessage:
    """Draw the proposals of the draft with this number; a single proposal is drawn as by `proposal_screen`.

    Several proposals are listed in a few lines each, with buttons that open them.
    """
    if len(proposals) == 1:
        return proposal_screen(proposals, 0, number, t, now=now, zone=zone)
    blocks = [t.html("proposals-title", count=len(proposals))]
    blocks += [f"{place}. {_in_brief(one, t)}" for place, one in enumerate(proposals, 1)]
    details = [
        Button(str(place + 1), data(Flow.SETTINGS, "addfeed", "one", number, place))
        for place, one in enumerate(proposals)
        if one.is_new or one.choices
    ]
    return OutgoingMessage(shorten_to_fit(blocks), (*rows(details, 5), _decision(proposals, number, t)))


def proposal_screen(
    proposals: Sequence[Proposal],
    place: int,
    number: int,
    t: Translator,
    *,
    now: datetime,
    zone: str,
    failed: Proposal | None = None,
) -> OutgoingMessage:
    """Draw the proposal at index `place` with its questions; if a page was typed, also with the feeds to choose from.

    `number` is the draft's. `failed` is the feed that was chosen just now, if it cannot be added; the screen says why.
    """
    proposal = proposals[place]
    if proposal.is_new:
        blocks = found_blocks(proposal, t, now=now, zone=zone)
        blocks += [t.html(f"proposal-asks-{field}") for field in proposal.asks]
        buttons = _questions(proposal, place, number, t)
    else:
        blocks = [_in_brief(proposal, t)]
        buttons = ()
    if failed is not None:
        blocks.insert(0, f"⚠️ {_in_brief(failed, t)}")
    buttons += tuple(
        (Button(tidy(title, _TITLE) or tidy(url, _TITLE), data(Flow.SETTINGS, "addfeed", "pick", number, place, at)),)
        for at, (url, title) in enumerate(proposal.choices)
        if url != proposal.url
    )
    if len(proposals) == 1:
        return OutgoingMessage(shorten_to_fit(blocks), (*buttons, _decision(proposals, number, t)))
    back = Button(t("proposals-list-button"), data(Flow.SETTINGS, "addfeed", "list", number))
    if proposal.is_new:
        label, values = t("proposal-chosen-button"), ("chosen", str(number), str(place))
        return OutgoingMessage(
            shorten_to_fit(blocks),
            (*buttons, (choice(label, Flow.SETTINGS, "addfeed", *values, is_chosen=proposal.is_chosen),), (back,)),
        )
    return OutgoingMessage(shorten_to_fit(blocks), (*buttons, (back,)))


def found_blocks(proposal: Proposal, t: Translator, *, now: datetime, zone: str) -> list[str]:
    """Return what was found at an address, as blocks of HTML; the first block names it."""
    unknown = t("feed-unknown")
    facts = [
        t.html(
            "proposal-about",
            kind=t("proposal-channel" if proposal.is_channel else "proposal-feed"),
            country=t(f"country-{proposal.country}") if proposal.country in COUNTRIES else unknown,
            language=LANGUAGE_NAMES.get(proposal.language or "", proposal.language or unknown),
        ),
        t.html("proposal-gap-unknown") if proposal.gap is None else gap_html(proposal.gap, t),
    ]
    if not proposal.is_channel:
        known = {True: "proposal-teasers", False: "proposal-whole", None: "proposal-unsure"}
        facts.append(t.html(known[proposal.has_teasers]))
    latest = [_headline(one, t, now, zone) for one in proposal.latest]
    blocks = [f"{bold(escape(_title(proposal)))}\n{escape(tidy(address_shown(proposal.url), _URL))}", "\n".join(facts)]
    blocks.append("\n".join((t.html("proposal-latest", count=proposal.items), *latest) if latest else
                            (t.html("proposal-empty"),)))  # fmt: skip
    return blocks


def add_label(count: int, t: Translator) -> str:
    """Return the label of the button that adds `count` feeds."""
    return t("addfeed-add-one-button") if count == 1 else t("addfeed-add-button", count=count)


def added_screen(feeds: Sequence[Feed], t: Translator) -> OutgoingMessage:
    """Say which feeds were added, with a button that opens each feed."""
    blocks = [t.html("addfeed-done", count=len(feeds))]
    for feed in feeds:
        shown = escape(tidy(address_shown(feed.url), _URL))
        blocks.append(f"{bold(escape(tidy(feed.title, _TITLE) or feed.host))}\n{shown}")
    opens = [Button(t("feed-open-button"), data(Flow.SETTINGS, "feed", feed.id)) for feed in feeds[:1]]
    if len(feeds) > 1:
        opens = [Button(str(feed.id), data(Flow.SETTINGS, "feed", feed.id)) for feed in feeds]
    return OutgoingMessage(shorten_to_fit(blocks), (*rows(opens, 5), (_list_button(t),)))


def results_message(proposals: Sequence[Proposal], t: Translator) -> OutgoingMessage:
    """Say for each address why nothing can be added."""
    return OutgoingMessage(shorten_to_fit([_in_brief(one, t) for one in proposals]))


def nothing_added(t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("addfeed-nothing"), ((_list_button(t),),))


def proposal_gone(t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("addfeed-gone"), ((_list_button(t),),))


def _in_brief(proposal: Proposal, t: Translator) -> str:
    """Return a proposal in a few lines: what it is, and whether it can be added."""
    if proposal.known is not None:
        return t.html("addfeed-already", title=_title(proposal), url=_shown(proposal))
    if proposal.choices and proposal.reason is not None:
        return f"{escape(_shown(proposal))}\n{t.html('addfeed-choices')}"
    if proposal.reason is not None:
        refused = t.html("addfeed-rejected", reason=Html(reason_html(proposal.reason, t)))
        return f"{escape(_shown(proposal))}\n{refused}"
    mark = "✅" if proposal.is_chosen else "➖"
    unsure = [t.html(f"proposal-asks-{field}") for field in proposal.asks if not getattr(proposal, field)]
    return "\n".join([f"{mark} {bold(escape(_title(proposal)))}", escape(_shown(proposal)), *unsure])


def _questions(proposal: Proposal, place: int, number: int, t: Translator) -> tuple[tuple[Button, ...], ...]:
    lines: list[tuple[Button, ...]] = []
    for field in proposal.asks:
        names = dict(LANGUAGE_NAMES)
        if field is FeedField.COUNTRY:
            names = {code: f"{FLAGS[code]} {t(f'country-{code}')}" for code in COUNTRIES if code != "world"}
        current = getattr(proposal, field)
        buttons = [
            Button(f"{'✅ ' if code == current else ''}{name}", _answer(field, number, place, code))
            for code, name in names.items()
        ]
        none = Button(
            f"{'✅ ' if current is None else ''}{t('feed-none-button')}", _answer(field, number, place, "none")
        )
        lines += rows([*buttons, none], 3)
    return tuple(lines)


def _answer(field: FeedField, number: int, place: int, code: str) -> str:
    return data(Flow.SETTINGS, "addfeed", str(field), number, place, code)


def _decision(proposals: Sequence[Proposal], number: int, t: Translator) -> tuple[Button, ...]:
    count = sum(one.is_new and one.is_chosen for one in proposals)
    cancel = Button(t("addfeed-cancel-button"), data(Flow.SETTINGS, "addfeed", "drop", number))
    add = Button(add_label(count, t), data(Flow.SETTINGS, "addfeed", "add", number))
    return (add, cancel) if count else (cancel,)


def _headline(headline: Headline, t: Translator, now: datetime, zone: str) -> str:
    text = escape(tidy(headline.text, _HEADLINE) or "…")
    return f"• {text}" if headline.published_at is None else (
        f"• {text} · {escape(age_text(t, headline.published_at, now, zone))}"
    )  # fmt: skip


def _title(proposal: Proposal) -> str:
    return tidy(proposal.title, _TITLE) or tidy(address_shown(proposal.url), _TITLE) or "…"


def _shown(proposal: Proposal) -> str:
    return tidy(address_shown(proposal.url), _URL) or "…"


def _list_button(t: Translator) -> Button:
    return Button(t("feed-list-button"), data(Flow.SETTINGS, "feeds", 0))
