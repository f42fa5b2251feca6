"""The stage of the guards: one world for a whole module, with the application on it. Tests that change it build their own."""

import copy
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pytest

from selection import create_app
from selection.config import Settings
from selection.db import unit_of_work
from selection.web import Application
from tests import world
from tests.conftest import SECRET, Browser, Clock
from tests.guards.walking import rehearsing

Copied = Callable[[str], AbstractContextManager[str]]


@dataclass
class Stage:
    """The application, its clock, and the world that lies in its database."""

    app: Application
    clock: Clock
    world: world.World

    @contextmanager
    def work(self, *, read_only: bool = False) -> Iterator[Any]:
        """A unit of work on its database."""
        with self.app.database.active(), unit_of_work(read_only=read_only) as session:
            yield session


def empty_stage(url: str, clock: Clock) -> Stage:
    """The application on a database, and a world without names."""
    app = create_app(Settings(secret=SECRET, database_url=url, address="http://localhost", demo=True, quick_passwords=True), clock)
    app.config.update(TESTING=True, SHOW_ERRORS=True)
    app.test_client_class = Browser
    rehearsing(app)
    stage = Stage(app, clock, world.World(lambda: None))
    stage.world = world.World(stage.work)
    return stage


def stage_on(url: str, clock: Clock) -> Stage:
    """The application on an empty database, with the people of the world."""
    stage = empty_stage(url, clock)
    stage.world = world.begin(stage.work)
    return stage


@pytest.fixture(scope="module")
def new_stage(template: str, copied: Copied) -> Iterator[Callable[[], Stage]]:
    """Makes stages with people and nothing else, each on a database of its own; they last as long as the module."""
    with ExitStack() as kept:

        def made() -> Stage:
            stage = stage_on(kept.enter_context(copied(template)), Clock())
            kept.callback(stage.app.database.dispose)
            return stage

        yield made


@pytest.fixture(scope="module")
def stage(whole: tuple[str, world.World], copied: Copied) -> Iterator[Stage]:
    """The whole world, in a copy of this module."""
    address, names = whole
    with copied(address) as url:
        made = empty_stage(url, Clock())
        made.world = replace(copy.deepcopy(names), work=made.work)
        yield made
        made.app.database.dispose()


@pytest.fixture
def bare(database_url: str, clock: Clock) -> Iterator[Stage]:
    """The people of the world on a database of this test alone."""
    made = stage_on(database_url, clock)
    yield made
    made.app.database.dispose()
