"""The stage of the guards: one world for a whole module, with the application on it. Tests that change it build their own."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa

from selection import create_app
from selection.config import Settings
from selection.db import unit_of_work
from selection.web import Application
from tests import postgres, world, world_admission, world_applications, world_planning, world_ties
from tests.conftest import SECRET, Browser, Clock
from tests.guards.walking import rehearsing


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


def stage_on(url: str, clock: Clock) -> Stage:
    """The application on an empty database, with the people of the world."""
    app = create_app(Settings(secret=SECRET, database_url=url, address="http://localhost", demo=True, quick_passwords=True), clock)
    app.config.update(TESTING=True, SHOW_ERRORS=True)
    app.test_client_class = Browser
    rehearsing(app)
    stage = Stage(app, clock, world.World(lambda: None))
    stage.world = world.begin(stage.work)
    return stage


@pytest.fixture(scope="module")
def new_stage(request: pytest.FixtureRequest, template: str) -> Iterator[Callable[[], Stage]]:
    """Makes stages with people and nothing else, each on a database of its own; they last as long as the module."""
    with ExitStack() as kept:

        def made() -> Stage:
            if request.config.getoption("--database") == "sqlite":
                folder = tempfile.mkdtemp(dir=request.getfixturevalue("memory"))
                kept.callback(shutil.rmtree, folder)
                shutil.copyfile(str(sa.make_url(template).database), f"{folder}/selection.db")
                url = f"sqlite:///{folder}/selection.db"
            else:
                url = kept.enter_context(postgres.database(request.getfixturevalue("postgres_server"), template=template))
            stage = stage_on(url, Clock())
            kept.callback(stage.app.database.dispose)
            return stage

        yield made


@pytest.fixture(scope="module")
def stage(new_stage: Callable[[], Stage]) -> Stage:
    """People in every role; procedures half way, of somebody else, in preparation and finished."""
    made = new_stage()
    world.half_way(made.world)
    world.someone_elses(made.world)
    world.in_preparation(made.world)
    world.ended(made.world)
    world_ties.tied(made.world)
    world_planning.planned(made.world)
    world_admission.deciding_on(made.world)
    world_applications.applied(made.world)
    world.linked(made.world, "observer")
    return made


@pytest.fixture
def bare(database_url: str, clock: Clock) -> Iterator[Stage]:
    """The people of the world on a database of this test alone."""
    made = stage_on(database_url, clock)
    yield made
    made.app.database.dispose()
