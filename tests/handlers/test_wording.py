"""What the newsroom typed for readers: formatting by Telegram or by tags, a picture, buttons; what cannot be sent."""

from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram.types import Chat, Message, MessageEntity, PhotoSize
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.feed import Reason
from domain.post import Announcement, Wording
from emulator.telegram.html import parse_html
from handlers.newsroom.wording import EMPTY, wording_of
from render.message import CAPTION_LIMIT, TEXT_LIMIT, utf16_length

PICTURE = [PhotoSize(file_id="p", file_unique_id="u", width=9, height=9)]


def typed(**rest: Any) -> Message:
    return Message(message_id=1, date=datetime(2026, 3, 1, tzinfo=UTC), chat=Chat(id=1, type="private"), **rest)


def entity(kind: str, offset: int, length: int, **rest: Any) -> MessageEntity:
    return MessageEntity(type=kind, offset=offset, length=length, **rest)


def test_telegrams_formatting_is_kept_at_its_place_after_the_command() -> None:
    text = "/broadcast 🎉 Новые темы & сайт"
    entities = [
        entity("bot_command", 0, 10),
        entity("bold", 14, 10),  # the emoji counts as two units
        entity("italic", 20, 4),
        entity("text_link", 27, 4, url='https://tandem.example/?a=1&b="2"'),
    ]
    assert wording_of(typed(text=text, entities=entities)) == Wording(
        '🎉 <b>Новые <i>темы</i></b> &amp; <a href="https://tandem.example/?a=1&amp;b=&quot;2&quot;">сайт</a>'
    )


def test_what_a_button_is_made_of_does_not_count_as_formatted_text() -> None:
    text = "Привет\nСайт | https://tandem.example"
    entities = [entity("bold", 0, len(text))]
    assert wording_of(typed(text=text, entities=entities)) == Wording(
        "<b>Привет</b>", "", (("Сайт", "https://tandem.example"),)
    )


def test_tags_count_only_where_telegram_formatted_nothing() -> None:
    assert wording_of(typed(text="/broadcast <b>Да</b>")) == Wording("<b>Да</b>")
    found = wording_of(typed(text="<b>Да</b>", entities=[entity("italic", 3, 2)]))
    assert found == Wording("&lt;b&gt;<i>Да</i>&lt;/b&gt;")
    assert wording_of(typed(text="Рыба & рис")) == Wording("Рыба &amp; рис")


@pytest.mark.parametrize(
    ("rest", "has_picture", "limit"),
    [
        ({"text": "{}"}, False, TEXT_LIMIT),
        ({"text": "{}"}, True, CAPTION_LIMIT),
        ({"caption": "{}", "photo": PICTURE}, False, CAPTION_LIMIT),
    ],
)
def test_a_heading_in_any_language_fits_as_well(rest: dict[str, Any], has_picture: bool, limit: int) -> None:
    most = limit - 60

    def of(length: int) -> Wording | Reason:
        return wording_of(
            typed(**{name: value.format("ж" * length) if value == "{}" else value for name, value in rest.items()}),
            has_picture=has_picture,
        )

    assert isinstance(of(most), Wording)
    assert of(most + 1) == Reason("broadcast-error-long", {"most": most, "length": most + 1})


@pytest.mark.parametrize(
    ("rest", "reason"),
    [
        ({"text": "/broadcast"}, EMPTY),
        ({"caption": "/broadcast", "photo": PICTURE}, EMPTY),
        ({"text": "<b></b>"}, EMPTY),
        ({"caption": "Смотрите"}, Reason("broadcast-error-media")),  # for example, a video with a caption
        ({"caption": "Смотрите", "photo": PICTURE, "media_group_id": "7"}, Reason("broadcast-error-media")),
    ],
)
def test_what_cannot_be_sent_is_named(rest: dict[str, Any], reason: Reason) -> None:
    assert wording_of(typed(**rest)) == reason


def test_a_version_has_the_main_picture_and_buttons_unless_it_brings_its_own() -> None:
    site, other = (("Сайт", "https://tandem.example"),), (("Сайты", "https://tandem.example/kk"),)
    content = Announcement("Привет", "main", site, {"kk": Wording("Сәлем"), "ky": Wording("Салам", "own", other)})
    assert content.wording("kk") == Wording("Сәлем", "main", site)
    assert content.wording("ky") == Wording("Салам", "own", other)
    assert content.wording("uz") == Wording("Привет", "main", site)


# Markup that people type, complete and broken.
_PIECES = (
    "<b>", "</b>", "<i>", "</i>", "<B>", '<a href="https://tandem.example/?a=1&b=2">', "<a href=x>", "</a>", "<a>",
    '<span class="tg-spoiler">', "</span>", "<tg-spoiler>", "</tg-spoiler>", "<pre>", "</pre>", "<code>", "</code>",
    "<blockquote expandable>", "</blockquote>", "<br>", "<br/>", "<", ">", "&", "&lt;", "&#39;", "&#x1F389;", "&nbsp;",
    '"', "'", "\n", "<!--", "-->", "</>", "</ b>", "</b x>", "</b >", "<b >", "< b>",
    " | ", "Новые темы", "5 < 6", "🎉",
)  # fmt: skip


@pytest.mark.untraced
@given(st.lists(st.sampled_from(_PIECES), max_size=8).map("".join))
@settings(max_examples=1500, deadline=None)
def test_telegram_takes_every_wording_that_is_not_refused(text: str) -> None:
    found = wording_of(typed(text=f"/broadcast {text}"))
    if isinstance(found, Reason):
        return
    said, _ = parse_html(found.html)
    assert said.strip()
    assert utf16_length(said) <= TEXT_LIMIT


_KINDS = ("bold", "italic", "underline", "spoiler", "code", "text_link", "blockquote")


@pytest.mark.untraced
@given(
    st.text("аб&<>\"'🎉\n ", max_size=12).map(str.strip).filter(bool),  # Telegram removes spaces at both ends
    st.lists(st.tuples(st.sampled_from(_KINDS), st.integers(0, 12), st.integers(1, 12)), max_size=3),
)
@settings(max_examples=800, deadline=None)
def test_telegrams_own_formatting_is_always_taken_and_says_the_same(
    text: str, spans: list[tuple[str, int, int]]
) -> None:
    entities = [
        entity(
            kind,
            utf16_length(text[:start]),
            utf16_length(text[start : start + length]),
            url='https://tandem.example/"' if kind == "text_link" else None,
        )
        for kind, start, length in spans
        if start < len(text)
    ]
    nested = [one for one in entities if all(_nests(one, other) for other in entities)]
    found = wording_of(typed(text=text, entities=nested))
    if nested:
        assert isinstance(found, Wording), found
        assert parse_html(found.html)[0] == text


def _nests(one: MessageEntity, other: MessageEntity) -> bool:
    """Return whether two entities do not overlap, or one lies inside the other, as in Telegram's messages."""
    first, last = one.offset, one.offset + one.length
    start, end = other.offset, other.offset + other.length
    return last <= start or end <= first or (first <= start and end <= last) or (start <= first and last <= end)
