"""Whole events with known truth, from a seed: for tests, training and demonstrations.

Everything is invented: land, people, names, offices. The same settings give the same world, byte for byte.
"""

from antigone.simulate.settings import Settings
from antigone.simulate.world import World, make_world

__all__ = ["Settings", "World", "make_world"]
