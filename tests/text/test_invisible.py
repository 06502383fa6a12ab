"""Invisible characters are removed, joiners stay where they join, and no visible character is cut."""

import pytest

from render.markup import tidy
from render.message import utf16_length
from render.screens.page import label
from text.clean import clean_title, html_to_text
from text.headline import headline
from text.invisible import visible
from text.sentences import split
from text.truncation import shortened, shortened_at_word

_WHOLE = (
    "🏴" + "".join(chr(0xE0000 + ord(letter)) for letter in "gbeng\x7f"),
    "👨‍👩‍👧", "❤️", "❤️‍🔥", "🏳️‍🌈", "👩🏽‍🚀", "1️⃣", "#️⃣", "*️⃣", "🇰🇬", "👍🏿",
    "☎︎", "👁️‍🗨️", "می‌خواهم", "क्‍ष", "↔️", "™️",
)  # fmt: skip


@pytest.mark.parametrize("sign", _WHOLE)
def test_a_sign_of_several_parts_stays_whole(sign: str) -> None:
    for text in (sign, f"Мост {sign} открыт", f"{sign}{sign}"):
        assert visible(text) == text
        assert html_to_text(f"<p>{text}</p>") == text
        assert clean_title(text) == text


@pytest.mark.parametrize(
    "stray",
    [
        "\u200d",
        "\u200c",
        "\ufe0f",
        "\ufe0e",
        "\u200b",
        "\xad",
        "\ufeff",
        "\u2060",
        "\u202e",
        "\U000e0067",
        "\u034f",
        "\u3164",
        "\ue000",
    ],
)
def test_a_sign_that_joins_nothing_goes(stray: str) -> None:
    assert visible(f"{stray}М{stray}ост 👍 {stray}5{stray}") == "Мост 👍 5"
    assert visible("Мост 👨\u200d") == "Мост 👨"


@pytest.mark.parametrize("sign", [sign for sign in _WHOLE if sign != "می‌خواهم"])
def test_a_text_is_cut_between_signs(sign: str) -> None:
    for before in range(4):
        text = "а" * before + sign * 30
        for limit in range(1, 60):
            kept = shortened(text, limit)
            assert len(kept) <= max(limit, len(sign))
            if limit >= before + len(sign):
                assert kept == text[: before + (limit - before) // len(sign) * len(sign)]


def test_a_title_is_cut_at_a_word() -> None:
    assert shortened_at_word("Мост открыт сегодня", 14) == "Мост открыт…"
    assert shortened_at_word("Мост открыт", 11) == "Мост открыт"
    assert shortened_at_word("М" * 20, 10) == "М" * 10 + "…"


_FAMILY = "👨‍👩‍👧"


def test_nothing_that_makes_a_text_shorter_cuts_a_sign() -> None:
    pieces = [
        headline(None, (f"Новая {_FAMILY * 200} семья живёт в новом доме у реки",), "ru"),
        headline(None, (_FAMILY * 200 + " живут в новом доме у реки",), "ky"),
        *split(_FAMILY * 500 + "а" * 3 + _FAMILY * 500),
        tidy(_FAMILY * 50, 100),
        label(_FAMILY * 20),
        label("Ведомости " + "❤️" * 20),
        shortened(_FAMILY * 50, 200),
    ]
    for piece in pieces:
        left = piece.replace(_FAMILY, "").replace("❤️", "")
        assert not any(part in left for part in (*_FAMILY, "❤", "\ufe0f")), piece
    assert all(utf16_length(piece) <= 100 for piece in pieces[-4:-3])
