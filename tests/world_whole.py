"""The whole world: people in every role, and procedures in every state that the product's pages can show."""

from dataclasses import replace
from typing import Any

from tests import world_admission, world_applications, world_planning, world_ties
from tests.world import Work, World, begin, ended, half_way, in_preparation, linked, someone_elses

PLAYED = (half_way, someone_elses, in_preparation, ended, world_ties.tied, world_planning.planned, world_admission.deciding_on, world_applications.applied)


def whole(work: Work) -> World:
    """Everything that is played, by name, without the way into its database."""
    world = begin(work)
    for play in PLAYED:
        play(world)
    linked(world, "observer")
    return replace(world, work=_nowhere)


def _nowhere(**_options: Any) -> Any:
    raise RuntimeError("a kept world has no database: give each copy its own `work`")
