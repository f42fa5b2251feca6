"""Memory of a server that runs for weeks: what was loaded at the start stays, so the collector need not look at it with every page."""

import gc

YOUNG, MIDDLE, OLD = 20_000, 20, 50
"""New objects before a collection, and collections of one age before one of the next: a long list makes a hundred thousand objects that soon go."""


def settle() -> None:
    """To be called once, when the application is made and before it serves."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
