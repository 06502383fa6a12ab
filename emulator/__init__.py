"""A Bot API server with a chat page: the demo, and the other end in tests."""

from emulator.emulator import Emulator
from emulator.people import Person
from emulator.server import DEMO_TOKEN

__all__ = ["DEMO_TOKEN", "Emulator", "Person"]
