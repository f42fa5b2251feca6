"""The planning of the interviews of the demonstration: two days, everybody was told, and one moment was moved since."""

from collections.abc import Sequence
from datetime import date, timedelta
from datetime import time as clock_time

from selection.db import session
from selection.demo.data import HR, INTERVIEW
from selection.demo.letters import lettering, release_and_send
from selection.demo.stage import Play, account
from selection.mail.models import Letter, LetterState
from selection.planning import actions, answering, queries, telling
from selection.planning.actions import Wish
from selection.planning.models import Slot
from selection.planning.scope import PartScope
from selection.planning.times import moment_of, series
from selection.procedures.queries import definition_of

ROOM = "Gemeentehuis, raadzaal"
HOUR = timedelta(hours=1)
UNABLE = "Om 9 uur moet ik op mijn huidige werk zijn. Vanaf 10 uur kan ik die dag wel."
BRING = ("Uw identiteitskaart", "Uw voorbereiding")


def play_planning(play: Play, on: date, days: Sequence[date], turns: Sequence[str]) -> None:
    """Moments on both days; who comes first stands first in `turns`, the last of them alone on the second day."""
    first, second = days[0], days[-1]
    with play.stage.at(on, 10):
        scope = _scope(play)
        for day, begin, until in ((first, 9, 12), (first, 13, 14), (second, 9, 12)):
            moments = series(moment_of(day, clock_time(begin)), moment_of(day, clock_time(until)), HOUR, timedelta())
            actions.add_series(scope, moments, ROOM, "", actor=account(HR))
        for slot, key in zip(_slots(play), turns, strict=False):
            _give(play, slot, key)
    with lettering(play), play.stage.at(on, 10, 30):
        scope = _scope(play)
        left = telling.to_tell(scope, _slots(play), queries.people(play.id, names=False))
        telling.tell(scope, left.words, until=on + timedelta(days=1), bring=BRING, actor=account(HR), site=play.stage.site)
        release_and_send([letter for letter in session().query(Letter).filter_by(procedure_id=play.id, state=LetterState.ASKED) if letter.calendar])


def play_answers(play: Play, on: date, coming: Sequence[str], unable: str) -> None:
    """Most confirm that they come; one cannot at that hour."""
    with play.stage.at(on, 19):
        told = queries.told(play.id, part_code=INTERVIEW)
        for key in coming:
            answering.answer(told[play.ids[key], INTERVIEW], comes=True, words="")
        answering.answer(told[play.ids[unable], INTERVIEW], comes=False, words=UNABLE)


def play_move(play: Play, on: date, key: str) -> None:
    """One candidate comes an hour later, and does not know it yet."""
    with play.stage.at(on, 16):
        slot = next(slot for slot in _slots(play) if slot.candidate_id == play.ids[key])
        free = next(one for one in _slots(play) if one.candidate_id is None and one.begins_at > slot.begins_at)
        known = (slot.id, slot.version)
        wish = Wish(begins_at=free.begins_at, ends_at=free.ends_at, place=free.place, video="", candidate_id=slot.candidate_id, seen=known)
        actions.change(_scope(play), free, wish, version=free.version, actor=account(HR), back_url="")


def _scope(play: Play) -> PartScope:
    procedure, hats = play.reached(HR)
    definition = definition_of(procedure)
    part = definition.scheme.part(INTERVIEW)
    if part is None:
        raise LookupError(INTERVIEW)
    return PartScope(procedure=procedure, hats=hats, definition=definition, round=definition.scheme.round_of(INTERVIEW), part=part)


def _slots(play: Play) -> list[Slot]:
    return queries.slots_of(play.id, part_code=INTERVIEW)


def _give(play: Play, slot: Slot, key: str) -> None:
    wish = Wish(begins_at=slot.begins_at, ends_at=slot.ends_at, place=slot.place, video="", candidate_id=play.ids[key])
    actions.change(_scope(play), slot, wish, version=slot.version, actor=account(HR), back_url="")
