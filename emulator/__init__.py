"""A Bot API server with a chat page, used by the demo and by tests in place of Telegram."""

from emulator.emulator import Emulator
from emulator.people import Person
from emulator.server import DEMO_TOKEN

__all__ = ["DEMO_TOKEN", "Emulator", "Person"]
