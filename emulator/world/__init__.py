"""Invented outlets and their news, published as the clock moves on."""

from emulator.world.world import World

__all__ = ["World"]
