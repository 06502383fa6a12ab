"""The check of HTML that somebody typed into a broadcast."""

import pytest

from render.announcement import html_fault


@pytest.mark.parametrize(
    "html",
    [
        "<b>Новое</b> в боте",
        "цена &lt; 5, A&amp;B, &#39;да&#39;",
        '<span class="tg-spoiler">секрет</span>',
        '<a href="https://example.org/?a=1&amp;b=2">сюда</a>',
        '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
    ],
)
def test_what_telegram_takes_is_sound(html: str) -> None:
    assert html_fault(html) == ""


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<b>не закрыт", "<b>"),
        ("<b><i>x</b></i>", "</b>"),
        ("<div>x</div>", "<div>"),
        ("<br/>", "<br/>"),
        ("<a>сюда</a>", "<a>"),
        ("<span>секрет</span>", "<span>"),
        ('<span class="red">x</span>', "<span>"),
        ("<tg-emoji>👍</tg-emoji>", "<tg-emoji>"),
        ("<!-- заметка -->x", "<!--"),
        ("<!doctype html>x", "<!"),
        ("<?php x>", "<?"),
        ("пять < шесть", "<"),
        ("x <b", "<"),
        ("<b>x</b></>", "</>"),
        ("<b>x</ b>", "</ b>"),
        ("<b>x</b x>", "</b x>"),
        ("<b>x</b", "</b"),
    ],
)
def test_what_telegram_refuses_is_named(html: str, fault: str) -> None:
    assert html_fault(html) == fault
