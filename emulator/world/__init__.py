"""Invented outlets and their news, published as the clock goes on."""

from emulator.world.world import World

__all__ = ["World"]
