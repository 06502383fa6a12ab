"""The texts of the bot: the Fluent files of locales/, with a translator for each language.

A text with Telegram's HTML is requested by `t.html`, which escapes its arguments. Labels of buttons and toasts have no
HTML and are requested by `t(…)`.
"""

import logging
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

from render.markup import escape
from text.languages import LOCALES

FALLBACK = "en"
_MOST_KNOWN = 2000  # finished texts that a translator keeps; a screen of settings has about thirty
_log = logging.getLogger(__name__)

Argument = str | int | float


class Html(str):
    """An argument that is already HTML and must not be escaped."""

    __slots__ = ()


class TextsError(Exception):
    """A file of locales/ cannot be read; the message says which file, and where."""


class Translator:
    """The texts of one locale; texts that are missing there are taken from English."""

    def __init__(self, locale: str, bundles: tuple[FluentBundle, ...]) -> None:
        self.locale = locale
        self._bundles = bundles
        # (key, arguments) → finished text. Texts with words among their arguments are not kept, because they rarely
        # come again.
        self._known: dict[tuple[object, ...], str] = {}

    def __call__(self, key: str, /, **args: Argument) -> str:
        """Return the text without escaping its arguments, for labels and toasts."""
        if not all(type(value) is int for value in args.values()):
            return self._formatted(key, args)
        asked = (key, *args.items())
        text = self._known.get(asked)
        if text is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            text = self._known[asked] = self._formatted(key, args)
        return text

    def _formatted(self, key: str, args: dict[str, Argument]) -> str:
        for bundle in self._bundles:
            if bundle.has_message(key) and (pattern := bundle.get_message(key).value) is not None:
                text, errors = bundle.format_pattern(pattern, args)
                if errors:
                    _log.error("text %s of %s: %s", key, self.locale, errors)
                return str(text)
        _log.error("no text %s", key)
        return key

    def html(self, key: str, /, **args: Argument) -> str:
        """Return the text as Telegram's HTML; arguments that are strings are escaped unless they are Html."""
        return self(key, **{name: _escaped(value) for name, value in args.items()})


class Texts:
    """All texts, read once at the start; raises TextsError if a file is invalid."""

    def __init__(self, locales_dir: Path) -> None:
        self._bundles = {locale: _bundle(locales_dir / locale, locale) for locale in LOCALES}
        self.translator = lru_cache(maxsize=None)(self._translator)

    @property
    def locales(self) -> tuple[str, ...]:
        return LOCALES

    def _translator(self, locale: str) -> Translator:
        known = locale if locale in self._bundles else FALLBACK
        return Translator(known, tuple(self._bundles[name] for name in dict.fromkeys((known, FALLBACK))))


def _escaped(value: Argument) -> Argument:
    return escape(value) if isinstance(value, str) and not isinstance(value, Html) else value


def _bundle(folder: Path, locale: str) -> FluentBundle:
    # Fluent's isolation marks would be visible around every name in Telegram.
    bundle = FluentBundle([locale], use_isolating=False)
    for path in sorted(folder.glob("*.ftl")):
        resource = FluentResource(path.read_text("utf-8"))
        for fault in _faults(resource):
            raise TextsError(f"{path}: cannot be read at {fault!r}")
        bundle.add_resource(resource)
    return bundle


def _faults(resource: Any) -> Iterator[str]:
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            yield (entry.content or "").strip().splitlines()[0]
