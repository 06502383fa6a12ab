"""Every message, in every language: within Telegram's limits, whatever outlets wrote."""

import importlib
import inspect
import pkgutil
import sys
from collections.abc import Iterator
from types import CodeType, FrameType, FunctionType

import pytest

import render
from delivery.sending import keyboard
from emulator.telegram.html import parse_html
from render.message import CALLBACK_LIMIT, ENTITY_LIMIT, TEXT_LIMIT, utf16_length
from tests.builders import chat
from tests.render.screens import every_screen
from tests.texts import TEXTS
from text.languages import LOCALES

pytestmark = pytest.mark.untraced

WRITTEN = ["Сом укрепился", "", "<b>&amp;" * 90, "👨‍👩‍👧‍👦" * 60, "@a 24.kg #b " * 60, "я" * 900]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("text", WRITTEN, ids=range(len(WRITTEN)))
def test_every_message_keeps_telegrams_limits(locale: str, text: str, caplog: pytest.LogCaptureFixture) -> None:
    t, reader = TEXTS.translator(locale), chat(5, locale=locale, languages=("ky",))
    drawn = list(every_screen(t, text, reader))
    assert len(dict(drawn)) == len(drawn) > 100
    assert not caplog.records, caplog.text  # no text or argument is missing
    for _, message in drawn:
        shown, entities = parse_html(message.html)
        assert shown.strip()
        assert utf16_length(shown) <= TEXT_LIMIT
        assert len(entities) <= ENTITY_LIMIT
        markup = keyboard(message, 2**31 - 1) or {}
        rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
        assert sum(map(len, rows)) <= 100
        for row in rows:
            assert 1 <= len(row) <= 8
            for button in row:
                assert button["text"].strip()
                assert len(button.get("callback_data", "").encode()) <= CALLBACK_LIMIT
                assert len(button.get("url", "")) <= 4096


def screens_of_the_bot() -> Iterator[FunctionType]:
    """Yield every public function of `render` that returns messages."""
    for module in pkgutil.walk_packages(render.__path__, "render."):
        loaded = importlib.import_module(module.name)
        for name, found in inspect.getmembers(loaded, inspect.isfunction):
            returned = str(inspect.signature(found).return_annotation)
            if found.__module__ == module.name and not name.startswith("_") and "OutgoingMessage" in returned:
                yield found


def test_no_screen_is_missing_from_the_gallery() -> None:
    reader = chat(5, locale="ru", languages=("ru",))
    called: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            called.add(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        drawn = len(list(every_screen(TEXTS.translator("ru"), WRITTEN[0], reader)))
    finally:
        sys.setprofile(before)
    known = list(screens_of_the_bot())
    assert len(known) > 60
    assert drawn > len(known)
    missing = sorted(f"{screen.__module__}.{screen.__name__}" for screen in known if screen.__code__ not in called)
    assert missing == [], "tests/render/screens.py does not draw these"
