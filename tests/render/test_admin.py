"""The newsroom's messages about feeds."""

from datetime import UTC, datetime

import pytest

from domain.feed import ChannelMark, Feed, Health, Outlet, PollState, Reason
from domain.ids import FeedId
from render.admin import feeds_page
from render.message import TEXT_LIMIT, utf16_length
from render.newsroom.opml import plan_messages
from render.split import visible
from tests.texts import TEXTS
from text.languages import LOCALES


@pytest.mark.parametrize("locale", LOCALES)
def test_lines_of_a_file_that_cannot_be_used_are_told_with_number_and_reason(locale: str) -> None:
    t = TEXTS.translator(locale)
    keys = ("feed-error-opml-line", "feed-error-opml-no-address", "feed-error-opml-cut", "feed-error-scheme")
    refused = [(100 + number, f"<Лента> {number}", Reason(key)) for number, key in enumerate(keys)]
    (message,) = plan_messages(["Один", "Два"], 1, 3, refused, 7, t)
    seen = visible(message.html)
    for line, what, reason in refused:
        (told,) = (block for block in seen.split("\n\n") if str(line) in block)
        assert what in told
        assert t(reason.key) in told


def test_a_file_of_broken_lines_takes_a_few_messages_and_says_how_many_are_left() -> None:
    t = TEXTS.translator("ru")
    refused = [(number, "https://vestnik.example/" + "x" * 300, Reason("feed-error-scheme")) for number in range(60)]
    messages = plan_messages([], 0, 0, refused, 0, t)
    assert 1 < len(messages) < 8
    assert all(utf16_length(visible(message.html)) <= TEXT_LIMIT for message in messages)
    assert "и ещё строк: 10" in messages[-1].html
    assert messages[-1].buttons == (), "nothing is new"


STATES = {
    Health.NO_PREVIEW: "no-preview",
    Health.NOT_A_CHANNEL: "group",
    Health.GONE: "gone",
    Health.BLOCKED: "blocked",
    Health.STRANGER: "stranger",
    Health.CHANGED: "changed",
    Health.OK: "empty",
}


@pytest.mark.parametrize("locale", LOCALES)
def test_what_became_of_a_channel_is_said_in_words_beside_its_name_and_who_stands_behind_it(locale: str) -> None:
    t, now = TEXTS.translator(locale), datetime(2026, 11, 24, 12, tzinfo=UTC)
    for health, what in STATES.items():
        reason = Reason(f"feed-error-channel-{what}")
        state = PollState(now, health=health, reason=reason, channel=ChannelMark(1500000001, 4))
        feed = Feed(
            FeedId(7), "https://t.me/s/selo", "Село", "Село", "kg", "ky", None, full_text=False, origin="admin",
            added_at=now, state=state, outlet=Outlet.WEATHER,
        )  # fmt: skip
        seen = visible(feeds_page([feed], 0, t, now=now, zone="Asia/Bishkek").html)
        assert f"@selo · {t('outlet-weather')}" in seen
        assert t(reason.key) in seen
