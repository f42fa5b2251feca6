"""The planning of a procedure of the world: moments in the first round, given out, told, and one of them moved since."""

from datetime import date, timedelta
from datetime import time as clock_time

import sqlalchemy as sa

from selection.accounts.models import Account
from selection.db import session
from selection.mail import outbox
from selection.mail.models import Letter, LetterState
from selection.planning import actions, queries, telling
from selection.planning.models import Slot, SlotNotice
from selection.planning.scope import PartScope
from selection.planning.times import moment_of, series
from selection.procedures.queries import definition_of, procedure_for
from tests.world import INTERVIEW, TALK, World

DAY = date(2026, 12, 1)
SITE = "http://localhost"


def scope_in(world: World, name: str, actor: Account, part_code: str = TALK) -> PartScope:
    """A part, as this person plans it."""
    procedure, hats = procedure_for(actor, world.played[name].id)
    definition = definition_of(procedure)
    part = definition.scheme.part(part_code)
    return PartScope(procedure=procedure, hats=hats, definition=definition, round=definition.scheme.round_of(part_code), part=part)


def planned(world: World, name: str = "een") -> None:
    """The interviews of the procedure that is half way: made, given out, told; `links` holds the address of a candidate's own page."""
    made(world, name, part=INTERVIEW)
    given_out(world, name, part=INTERVIEW)
    told(world, name, part=INTERVIEW)
    with world.work():
        letter = session().scalars(sa.select(Letter).where(Letter.secrets.contains(telling.PATH)).order_by(Letter.seq)).first()
        world.links["appointment"] = str(outbox.facts_of(letter)["link"]).rpartition("/")[2]
        letter.state = LetterState.SENT
        world.played[name].made["notice"] = session().scalars(sa.select(SlotNotice.id).where(SlotNotice.letter_id == letter.id)).one()


def made(world: World, name: str, *, count: int = 3, hour: int = 9, part: str = TALK, place: str = "Lokaal 24", who: str = "hr", day: date = DAY) -> None:
    """Moments of three quarters of an hour, one an hour."""
    with world.acting(who) as actor:
        begin = moment_of(day, clock_time(hour))
        moments = series(begin, begin + timedelta(hours=count), timedelta(minutes=45), timedelta(minutes=15))
        actions.add_series(scope_in(world, name, actor, part), moments, place, "", actor=actor)


def given_out(world: World, name: str, *, part: str = TALK, who: str = "hr") -> None:
    """The moments in order of code."""
    with world.acting(who) as actor:
        actions.assign_all(scope_in(world, name, actor, part), "code", actor=actor)
        first = session().scalars(sa.select(Slot).where(Slot.procedure_id == world.played[name].id).order_by(Slot.begins_at)).first()
        world.played[name].made["slot"] = first.id


def told(world: World, name: str, *, part: str = TALK, who: str = "hr") -> None:
    """Everybody is told what is to be told."""
    with world.acting(who) as actor:
        scope = scope_in(world, name, actor, part)
        people = queries.people(scope.procedure.id, names=False)
        left = telling.to_tell(scope, queries.slots_of(scope.procedure.id, part_code=part), people)
        telling.tell(scope, left.words, until=DAY - timedelta(days=2), bring=(), actor=actor, site=SITE)
