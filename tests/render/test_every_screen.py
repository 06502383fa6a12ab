"""Every message with buttons, in every language: within Telegram's limits, whatever outlets wrote."""

import pytest

from delivery.sending import keyboard
from emulator.telegram.html import parse_html
from render.message import CALLBACK_LIMIT, ENTITY_LIMIT, TEXT_LIMIT, utf16_length
from tests.builders import chat
from tests.render.screens import TEXTS, every_screen
from text.languages import LOCALES

pytestmark = pytest.mark.untraced

WRITTEN = ["Сом укрепился", "", "<b>&amp;" * 90, "👨‍👩‍👧‍👦" * 60, "@a 24.kg #b " * 60, "я" * 900]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("text", WRITTEN, ids=range(len(WRITTEN)))
def test_every_message_keeps_telegrams_limits(locale: str, text: str) -> None:
    t, reader = TEXTS.translator(locale), chat(5, locale=locale, languages=("ky",))
    drawn = list(every_screen(t, text, reader))
    assert len(dict(drawn)) == len(drawn) > 100
    for _, message in drawn:
        shown, entities = parse_html(message.html)
        assert shown.strip()
        assert utf16_length(shown) <= TEXT_LIMIT
        assert len(entities) <= ENTITY_LIMIT
        rows = (keyboard(message, 2**31 - 1) or {"inline_keyboard": []})["inline_keyboard"]
        assert sum(map(len, rows)) <= 100
        for row in rows:
            assert 1 <= len(row) <= 8
            for button in row:
                assert button["text"].strip()
                assert len(button.get("callback_data", "").encode()) <= CALLBACK_LIMIT
                assert len(button.get("url", "")) <= 4096
