"""Screens of /start and /settings: in every language, in every state, within Telegram's limits."""

from datetime import UTC, date, datetime, time
from itertools import product

import pytest

from domain.chat import COUNTRIES, Chat, ChatKind, ChatState, Follow, QuietHours, QuietMode, Timetable
from domain.feed import Feed, Health, PollState, Reason
from domain.ids import ChatId, FeedId, FollowId
from emulator.telegram.html import parse_html
from render.admin import feeds_page
from render.buttons import Flow, data, read
from render.cities import CITIES, USUAL, find_cities
from render.digest import TOPIC_SIGNS
from render.message import CALLBACK_LIMIT, TEXT_LIMIT, OutgoingMessage, utf16_length
from render.screens.page import Page
from render.settings import SCREENS, settings_screen
from tests.texts import TEXTS
from text.languages import LOCALES

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
KEYS = tuple(TOPIC_SIGNS)
BARE = Chat(ChatId(1), ChatKind.PRIVATE, "ru", Timetable("Asia/Bishkek"))
FULL = Chat(
    ChatId(1),
    ChatKind.PRIVATE,
    "ru",
    Timetable(
        "America/New_York",
        tuple(time(hour, 30) for hour in range(24)),
        (0, 2, 4),
        QuietHours(time(23), time(7), QuietMode.HOLD),
        date(2026, 12, 1),
    ),
    state=ChatState.STOPPED,
    languages=LOCALES,
    countries=COUNTRIES,
    topics=KEYS,
    wants_breaking=True,
    muted_words=tuple(f"слово <{number}> &amp; " + "д" * 40 for number in range(40)),
    muted_sources=tuple(f"Издание {number}" for number in range(40)),
)
FOLLOWS = tuple(
    Follow(FollowId(number), ChatId(1), f"имя <{number}> " + "ж" * 80, at_once=number % 2 == 0) for number in range(40)
)


def check(message: OutgoingMessage) -> None:
    text, entities = parse_html(message.html)
    assert text.strip()
    assert utf16_length(text) <= TEXT_LIMIT
    assert len(entities) <= 100
    buttons = [button for row in message.buttons for button in row]
    assert len(buttons) <= 100
    assert all(row and len(row) <= 8 for row in message.buttons)
    for button in buttons:
        assert button.text.strip()
        assert button.data is not None
        assert len(button.data.encode()) <= CALLBACK_LIMIT
        press = read(button.data)
        assert press is not None
        assert press.is_current


@pytest.mark.parametrize("locale", LOCALES)
def test_every_screen_keeps_telegrams_limits(locale: str) -> None:
    titles = {key: f"Тема {key} с длинным названием" for key in KEYS}
    for name, flow, chat in product(SCREENS, Flow, (BARE, FULL)):
        check(settings_screen(name, Page(chat, TEXTS.translator(locale), titles, NOW, flow, FOLLOWS)))


def test_a_press_says_what_it_wants_and_the_opposite_of_what_is() -> None:
    def labels(chat: Chat) -> dict[str, str | None]:
        screen = settings_screen("countries", Page(chat, TEXTS.translator("en"), {}, NOW))
        return {button.text: button.data for row in screen.buttons for button in row}

    assert labels(BARE)["🇰🇬 Kyrgyzstan"] == "1:s:countries:kg:on"
    assert labels(FULL)["✅ 🇰🇬 Kyrgyzstan"] == "1:s:countries:kg:off"


def test_callback_data_over_the_limit_is_a_fault_found_here() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        data(Flow.SETTINGS, "addfeed", "я" * 30)


@pytest.mark.parametrize("text", ["", ":", "1", "1:", "x:s:topics", "1:q:topics", "1:s:", "\x00", "1:s:" + "я" * 20])
def test_any_callback_data_is_read_or_is_none(text: str) -> None:
    press = read(text)
    assert press is None or press.screen


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("бишкек", "bishkek"), ("Osh", "osh"), ("ўш", "osh"), ("oʻsh", "osh"), ("o'sh", "osh"),
        ("Qoraqo‘l", "karakol"), ("qarag'anda", "karaganda"), ("Нью Йорк", "new-york"),
        ("нью-йорк", "new-york"), ("ташк", "tashkent"), ("Toshkent", "tashkent"), ("Қарағанды", "karaganda"),
        ("караганды", "karaganda"), ("Истанбул", "istanbul"), ("стамбул", "istanbul"), ("  Сеул ", "seoul"),
    ],
)  # fmt: skip
def test_cities_are_found_in_any_spelling(typed: str, key: str) -> None:
    assert key in [city.key for city in find_cities(typed, TEXTS)]


def test_what_is_no_city_is_not_found() -> None:
    for typed in ("", " ", "🙂", "пожар в горах", "x" * 500):
        assert find_cities(typed, TEXTS) == ()


def test_every_usual_city_is_known_and_no_key_stands_twice() -> None:
    keys = [city.key for city in CITIES]
    assert len(keys) == len(set(keys))
    assert set(USUAL) <= set(keys)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_page_of_feeds_keeps_the_limits_whatever_their_titles(locale: str) -> None:
    reason = Reason("feed-error-too-large", {"mebibytes": 10})
    feeds = [
        Feed(
            FeedId(number), "https://x.example/" + "a" * 1900, "<b>" + "Т" * 300, "s", None, None, None, False, "admin",
            NOW,
            PollState(NOW, health=health, reason=reason, last_success_at=NOW if number % 2 else None),
        )
        for number, health in enumerate([*Health] * 5)
    ]  # fmt: skip
    for page in (-1, 0, 1, 99):
        check(feeds_page(feeds, page, TEXTS.translator(locale), now=NOW, zone="Asia/Bishkek"))
