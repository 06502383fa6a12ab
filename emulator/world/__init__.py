"""Invented outlets and their news, published through the day by the clock."""

from emulator.world.world import World

__all__ = ["World"]
