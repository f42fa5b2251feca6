"""Worlds that several tests start from: built once per process by a plain function, and given to each test as a copy.

Each is built on an empty database at the moment at which every test's clock begins; what the function gives back (ids, names: no rows) is kept with it.
"""

import copy
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

import sqlalchemy as sa

from selection.db import Database, unit_of_work

Build = Callable[[str], Any]


class Keeper(Protocol):
    """Brings the database at an address to a world that it keeps, which it builds when it does not keep it yet."""

    def bring(self, url: str, key: object, build: Build) -> Any:
        """Give what the building function gave."""


class Files:
    """Keeps worlds of SQLite in memory. SQLite's own copying is used, so that connections that are open see what they stand before now."""

    def __init__(self, template: str, folder: Path) -> None:
        self._template, self._folder = sa.make_url(template).database or "", folder
        self._worlds: dict[object, tuple[sqlite3.Connection, Any]] = {}

    def bring(self, url: str, key: object, build: Build) -> Any:
        """Give what the building function gave."""
        if key not in self._worlds:
            self._worlds[key] = self._built(build)
        world, value = self._worlds[key]
        _copy(world, sa.make_url(url).database or "")
        return value

    def close(self) -> None:
        """Forget all worlds."""
        for world, _value in self._worlds.values():
            world.close()

    def _built(self, build: Build) -> tuple[sqlite3.Connection, Any]:
        place, world = str(self._folder / "built.db"), sqlite3.connect(":memory:")
        with closing(sqlite3.connect(self._template)) as template:
            _copy(template, place)
        value = build(f"sqlite:///{place}")
        with closing(sqlite3.connect(place)) as built:
            built.backup(world)
        return world, value


def _copy(source: sqlite3.Connection, target: str) -> None:
    with closing(sqlite3.connect(target)) as connection:
        connection.execute("PRAGMA synchronous = off").close()
        source.backup(connection)


class Start:
    """`start(make_rounds, codes=("K01",))`: the database of the test holds what this function makes and nothing else, and the clock is at its beginning."""

    def __init__(self, keeper: Keeper, url: str, clock: Any) -> None:
        self._keeper, self._url, self._clock = keeper, url, clock

    def __call__(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
        """What the function gave, a copy for this test alone. It runs in a unit of work; not to be called within one."""
        beginning = type(self._clock)()

        def build(url: str) -> Any:
            own = Database(url, beginning)
            try:
                with own.active(), unit_of_work():
                    return function(*arguments, **named)
            finally:
                own.dispose()

        value = self._keeper.bring(self._url, (function, repr((arguments, sorted(named.items())))), build)
        self._clock.now = beginning.now
        return copy.deepcopy(value)
