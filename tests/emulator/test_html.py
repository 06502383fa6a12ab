"""Telegram's HTML and entities: any input gives text that can be shown or a refusal, and never a crash."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulator.telegram.errors import ApiError
from emulator.telegram.html import parse_html
from emulator.telegram.texts import ENTITY_LIMIT, clean, formatted, units

PIECES = st.sampled_from(
    ["<b>", "</b>", "<i>", "</i>", "</>", "<a href='https://a.kg/'>", "</a>", "<code>", "</code>", "<pre>", "</pre>",
     "<blockquote expandable>", "</blockquote>", "<tg-spoiler>", "</tg-spoiler>", "&lt;", "&amp", "&#x1F600;", "&#0;",
     "<", ">", "&", '"', "'", "=", "/", " ", "\n", "\t", "\r", "a", "ж", "😀", "‍", "\u200b", "<u class=x>", "</u>"]
)  # fmt: skip


def kept_or_refused(*asked: Any) -> tuple[str, list[dict[str, Any]]] | str:
    """Return the text and its entities as kept by Telegram, or the description of its refusal."""
    try:
        return formatted(*asked)
    except ApiError as error:
        return error.description


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_html_is_refused_or_becomes_entities_within_the_text(source: str) -> None:
    outcome = kept_or_refused(source, "HTML", None)
    if isinstance(outcome, str):
        assert outcome.startswith("Bad Request: can't parse entities: ")
        return
    text, entities = outcome
    length = units(text)
    for entity in entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= length
    assert len(entities) <= ENTITY_LIMIT
    for first in entities:
        for second in entities:
            starts_inside = first["offset"] < second["offset"] < first["offset"] + first["length"]
            assert not starts_inside or second["offset"] + second["length"] <= first["offset"] + first["length"]


@given(st.text(max_size=200))
def test_any_text_without_markup_stays_as_it_is_but_for_ends_and_controls(source: str) -> None:
    text, _ = clean(source, [])
    assert text == text.strip(" \n")
    assert not any(letter < " " and letter != "\n" for letter in text)


def nested(source: str) -> list[tuple[str, int, int]]:
    _, entities = formatted(source, "HTML", None)
    return [(one["type"], one["offset"], one["length"]) for one in entities]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<b>a</b><b>b</b>", [("bold", 0, 2)]),
        ("<b><b>a</b></b>", [("bold", 0, 1)]),
        ("<code><b>a</b></code>", [("code", 0, 1)]),
        ("<b>  a  </b>", [("bold", 0, 1)]),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", [("blockquote", 0, 2)]),
        ("<a href='https://a.kg'><b>x</b></a>", [("text_link", 0, 1), ("bold", 0, 1)]),
        ("<code>https://a.kg</code>", [("code", 0, 12)]),
        ("\r<b>a\r</b>b", [("bold", 0, 1)]),
    ],
)
def test_entities_are_joined_nested_and_trimmed(source: str, expected: list[tuple[str, int, int]]) -> None:
    assert nested(source) == expected


def test_entities_after_the_hundredth_are_dropped() -> None:
    assert len(nested("<b>a</b> " * 120)) == ENTITY_LIMIT


def test_a_code_block_keeps_its_language() -> None:
    _, entities = parse_html('<pre><code class="language-python">x</code></pre>')
    assert entities == [{"type": "pre", "offset": 0, "length": 1, "language": "python"}]


def test_a_date_keeps_its_moment_and_format() -> None:
    _, entities = parse_html('<tg-time unix="1647531900" format="wDT">22:45</tg-time>')
    assert entities[0]["unix_time"] == 1647531900
    assert entities[0]["date_time_format"] == "wDT"


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("telegram.org", "http://telegram.org/"),
        ("https://24.kg/vlast/?a=1&b=2#x", "https://24.kg/vlast/?a=1&b=2#x"),
        ("http://127.0.0.1:8080/world/x/1", "http://127.0.0.1:8080/world/x/1"),
        ("https://кг.рф/я", "https://кг.рф/я"),
        ("tg://resolve?domain=jarchi", "tg://resolve?domain=jarchi"),
    ],
)
def test_a_link_is_kept_completed(link: str, kept: str) -> None:
    _, entities = parse_html(f'<a href="{link.replace("&", "&amp;")}">x</a>')
    assert [entity["url"] for entity in entities] == [kept]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "localhost", "http://", "http://a b.kg", "ftp://a.kg", "x"])
def test_what_is_no_link_leaves_its_text_alone(link: str) -> None:
    text, entities = parse_html(f'<a href="{link}">x</a>')
    assert (text, entities) == ("x", [])


@given(
    st.dictionaries(
        st.sampled_from(["type", "offset", "length", "url"]), st.one_of(st.integers(-3, 9), st.just("bold"))
    )
)
def test_any_entity_object_is_kept_or_refused(entity: dict[str, Any]) -> None:
    outcome = kept_or_refused("hello", "", [entity])
    assert not isinstance(outcome, str) or outcome.startswith("Bad Request: ")
