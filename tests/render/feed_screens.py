"""The newsroom's screens about feeds, by name: for the test of Telegram's limits and for the gallery."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from domain.feed import (
    POLLS_KEPT,
    Feed,
    FeedField,
    Health,
    KeptPoll,
    LeftOut,
    NewFeed,
    Outlet,
    PollCounts,
    PollOutcome,
    PollState,
    Reason,
)
from domain.ids import FeedId
from domain.proposal import ASKED, Headline, Proposal
from render.admin import address_wanted, feeds_page, listed_feed, no_such_feed, remove_question
from render.message import OutgoingMessage
from render.newsroom import feed_move, opml, proposals
from render.newsroom.feed import ask_name, choices, feed_screen, polls_screen, removed, restored, result_html
from render.newsroom.suggestions import suggestions_page
from render.screens.suggest import refused, suggested, thanks, usage
from render.texts import Translator
from tests.builders import NOW

ZONE = "Asia/Bishkek"
NUMBER = 2**40  # of a draft
Named = tuple[str, OutgoingMessage]


def a_feed(text: str, number: int = 1, health: Health = Health.OK) -> Feed:
    new = NewFeed(f"https://x.example/{number}/{text.replace(' ', '')}", text, text)
    reason = None if health is Health.OK else Reason("feed-error-status", {"status": text})
    state = PollState(
        NOW, health=health, reason=reason, last_success_at=NOW, typical_gap=timedelta(minutes=number * 40)
    )
    return Feed(FeedId(number), new.url, text, text, None, None, None, False, "admin", NOW, state)


def polls(text: str) -> list[KeptPoll]:
    left_out = dict.fromkeys(LeftOut, 12345)
    ends = (
        KeptPoll(NOW, PollOutcome.OK, None, PollCounts(9, 3, 1, 5)),
        KeptPoll(NOW, PollOutcome.OK, None, PollCounts(90_000, 30_000, 10_000, 50_000, left_out=left_out)),
        KeptPoll(NOW, PollOutcome.NOT_MODIFIED),
        KeptPoll(NOW, PollOutcome.ERROR, Reason("feed-error-status", {"status": text})),
    )
    return [
        KeptPoll(NOW - timedelta(hours=2 * place), one.outcome, one.reason, one.counts)
        for place, one in enumerate((ends * POLLS_KEPT)[:POLLS_KEPT])
    ]


def found(text: str, number: int = 1) -> list[Proposal]:
    """Return a proposal of each kind: a feed, a channel, one that is there, a page, and one that is refused."""
    url = f"https://x.example/{number}/{text[:1900].replace(' ', '')}"
    moments = (NOW - timedelta(hours=1), NOW - timedelta(days=9), None)
    latest = tuple(Headline(text[:120], moment) for moment in moments)
    pages = tuple((f"https://x.example/{place}?…", text) for place in range(10))
    broken = Reason("feed-error-status", {"status": text})
    return [
        Proposal(url, text, items=20, latest=latest, gap=timedelta(minutes=20), has_teasers=True, asks=ASKED),
        Proposal("https://t.me/s/selo", text, "kg", "ky", items=3, gap=timedelta(days=3), is_chosen=False),
        Proposal(url, text, known=FeedId(3)),
        Proposal(url, text, reason=Reason("feed-error-html"), choices=pages),
        Proposal(url, text, reason=broken),
    ]


def feed_screens(t: Translator, text: str) -> Iterator[Named]:
    """Yield the screens of feeds that are there."""
    one, lasts = a_feed(text), polls(text)
    listed = listed_feed(one, t, now=NOW, zone=ZONE)
    said = result_html(lasts[1].reason, lasts[1].counts, t)
    screen = feed_screen(one, listed, t, now=NOW, zone=ZONE, may_remove=True, polls=lasts, said=said)
    yield "feed", screen
    paused = replace(one, country="kg", language="ru", outlet=Outlet.STATE, is_paused=True)
    yield "feed-paused", feed_screen(paused, listed, t, now=NOW, zone=ZONE, may_remove=False)
    yield "feed-polls", polls_screen(one, lasts, t, now=NOW, zone=ZONE)
    for field in (FeedField.COUNTRY, FeedField.LANGUAGE, FeedField.OUTLET):
        yield f"feed-{field}", choices(one, field, t)
    for field in (FeedField.TITLE, FeedField.SOURCE):
        yield f"feed-ask-{field}", ask_name(one, field, t, bot_name="a" * 32)
    yield "feed-remove", remove_question(one, t)
    yield "feed-removed", removed(one, t)
    yield "feed-restored", restored(one, t)
    yield "feed-unknown", no_such_feed(t)
    yield "feed-move-ask", feed_move.ask_address(one, t, bot_name="a" * 32)
    yield "feed-move", feed_move.question(one, found(text)[0], NUMBER, t, now=NOW, zone=ZONE)
    yield "feed-moved", feed_move.moved(one, NUMBER, t)
    yield "feed-move-refused", feed_move.refused(Reason("feed-error-address-taken"), t)
    many = [a_feed(text, number, health) for number, health in enumerate(Health, 1)]
    for page in (0, 1):
        yield (
            f"feeds-{page}",
            feeds_page(many * 2, page, t, now=NOW, zone=ZONE, given_up=9, suggested=3, may_export=True),
        )
    yield "feeds-none", feeds_page([], 0, t, now=NOW, zone=ZONE)
    yield "feeds-none-so", feeds_page(many, 0, t, now=NOW, zone=ZONE, wanted="c-kz")


def proposal_screens(t: Translator, text: str) -> Iterator[Named]:
    """Yield the screens of feeds that may be added."""
    every = found(text)
    yield "addfeed-usage", address_wanted(t)
    for place, one in enumerate(every):
        yield f"addfeed-one-{place}", proposals.proposals_screen([one], NUMBER, t, now=NOW, zone=ZONE)
        yield f"addfeed-of-several-{place}", proposals.proposal_screen(every, place, NUMBER, t, now=NOW, zone=ZONE)
    yield (
        "addfeed-choice-failed",
        proposals.proposal_screen(every, 3, NUMBER, t, now=NOW, zone=ZONE, failed=every[4]),
    )
    yield "addfeed-several", proposals.proposals_screen(every * 2, NUMBER, t, now=NOW, zone=ZONE)
    yield "addfeed-nothing-new", proposals.results_message(every[2:3] + every[4:], t)
    yield "addfeed-added", proposals.added_screen([a_feed(text)], t)
    yield "addfeed-added-several", proposals.added_screen([a_feed(text, number) for number in range(1, 11)], t)
    yield "addfeed-cancelled", proposals.nothing_added(t)
    yield "addfeed-gone", proposals.proposal_gone(t)


def opml_screens(t: Translator, text: str) -> Iterator[Named]:
    lines = [(number, text, Reason("feed-error-status", {"status": text})) for number in range(80)]
    for name, new, refused_lines in (("new", [text] * 40, lines), ("nothing", [], []), ("one", [text], lines[:1])):
        for place, part in enumerate(opml.plan_messages(new, 3, 2, refused_lines, NUMBER, t)):
            yield f"opml-{name}-{place}", part
    yield "opml-done", opml.done_screen(1000, NUMBER, t, read=900, failed=12)
    yield "opml-done-nothing", opml.done_screen(0, NUMBER, t, read=0, failed=0)
    yield "opml-adding", OutgoingMessage(opml.adding_html(1000, t))
    yield "opml-large", opml.too_large(t)
    yield "opml-refused", opml.refused_message(lines[0][2], t)
    yield "opml-gone", opml.file_gone(t)


def suggestion_screens(t: Translator, text: str) -> Iterator[Named]:
    url = f"https://x.example/{text.replace(' ', '')}"
    for count, page in ((0, 0), (1, 0), (30, 0), (30, 1), (30, 99)):
        yield f"suggested-{count}-{page}", suggestions_page([(NUMBER + one, url) for one in range(count)], page, t)
    yield "suggest-usage", usage([], t)
    yield "suggest-waiting", usage([url] * 3, t)
    yield "suggest-thanks", thanks(url, t)
    yield "suggest-known", suggested(text, t)
    for key in ("suggest-too-many", "suggest-full", "feed-error-channel-invitation"):
        yield f"refused-{key}", refused(Reason(key, {"count": 3}), t)


def screens_of_feeds(t: Translator, text: str) -> Iterator[Named]:
    yield from feed_screens(t, text)
    yield from proposal_screens(t, text)
    yield from opml_screens(t, text)
    yield from suggestion_screens(t, text)
