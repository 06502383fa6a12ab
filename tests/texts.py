"""The texts of the bot, read once for all tests of a process."""

from pathlib import Path

from render.texts import Texts

TEXTS = Texts(Path(__file__).parents[1] / "locales")
