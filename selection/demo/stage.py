"""The stage on which the demonstration is played: a database, a clock that is set, and the people, who act through the product's own actions."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from uuid import UUID

from scoring.scheme import Part
from selection.accounts.models import Account
from selection.accounts.queries import account_by_email
from selection.candidates.entering import Details, add
from selection.candidates.finding import Statement
from selection.candidates.models import Candidate, Finding, FindingKind
from selection.candidates.queries import candidates_of, current_findings
from selection.candidates.recording import record
from selection.candidates.sitting import Choice, places
from selection.candidates.sitting import record as record_sitting
from selection.db import Database, unit_of_work
from selection.demo.data import NOT_OBSERVED, Invented, Person
from selection.demo.rationales import rationale
from selection.i18n.figures import BRUSSELS
from selection.procedures.models import Procedure
from selection.procedures.queries import Hats, procedure_for
from selection.rounds.actions.closing import close
from selection.rounds.scope import RoundScope, round_led
from selection.scoresheets.actions.writing import save_draft, submit
from selection.scoresheets.content import Answer, Content
from selection.scoresheets.places import Place, place_for
from selection.scoresheets.queries import own_sheet

UNSEEN = "De tijd was op voor dit onderdeel aan bod kwam; ik heb geen gedrag kunnen zien."
MINUTE = timedelta(minutes=1)
SITE = "http://127.0.0.1"


class Stage:
    """Where the demonstration is played. `clock` gives the moment that every action reads; `at` sets it and opens a unit of work; `site` is its address."""

    def __init__(self, database_url: str, site: str = SITE) -> None:
        self.site = site
        self.moment = datetime(2024, 3, 1, 8, 0, tzinfo=UTC)
        self.database = Database(database_url, lambda: self.moment)

    @contextmanager
    def at(self, day: date, hour: int, minute: int = 0) -> Iterator[None]:
        """Within the block it is that day and hour in Brussels, and everything is stored together."""
        self.moment = datetime.combine(day, time(hour, minute), BRUSSELS).astimezone(UTC)
        with self.database.active(), unit_of_work():
            yield

    def later(self, minutes: int) -> None:
        """Let time pass within the running block."""
        self.moment += minutes * MINUTE


def account(person: Person) -> Account:
    """The person's account in the running unit of work."""
    found = account_by_email(person.email)
    if found is None:
        raise LookupError(person.email)
    return found


class Play:
    """One procedure of the demonstration, reached anew in each unit of work by whoever acts. `ids` are its candidates by their role in the story."""

    def __init__(self, stage: Stage, procedure_id: UUID) -> None:
        self.stage, self.id = stage, procedure_id
        self.ids: dict[str, UUID] = {}
        self.cast: Mapping[str, Invented] = {}

    def procedure(self, person: Person) -> Procedure:
        """The procedure as this person reaches it."""
        return self.reached(person)[0]

    def reached(self, person: Person) -> tuple[Procedure, Hats]:
        """The procedure and the hats that this person wears in it."""
        return procedure_for(account(person), self.id)

    def enter(self, person: Person, cast: Mapping[str, Invented]) -> None:
        """Put these candidates on the list."""
        self.cast = cast
        procedure, actor = self.procedure(person), account(person)
        for key, invented in cast.items():
            details = Details(given_name=invented.given_name, family_name=invented.family_name, email=invented.email)
            self.ids[key] = add(procedure, details, actor=actor).id
            self.stage.later(2)

    def candidate(self, key: str) -> Candidate:
        """The candidate in the running unit of work."""
        return next(one for one in candidates_of(self.id) if one.id == self.ids[key])

    def find(self, person: Person, key: str, said: Statement, *, why: str = "") -> Finding:
        """Record a finding about a candidate, or with `why` correct the current one."""
        candidate = self.candidate(key)
        current = current_findings(self.id, [candidate.id]).get(candidate.id, [])
        same = next((finding for finding in current if (finding.kind, finding.part_code) == (said.kind, said.part_code)), None)
        return record(self.procedure(person), candidate, said, seen=same.id if same else None, why=why, actor=account(person))

    def verdict(self, person: Person, key: str, part_code: str, on: date, *, suitable: bool, source: str, why: str = "") -> None:
        """The verdict of an assessment."""
        value = "suitable" if suitable else "unsuitable"
        self.find(person, key, Statement(kind=FindingKind.VERDICT, on=on, part_code=part_code, value=value, source=source), why=why)

    def did_not_sit(self, person: Person, key: str, round_code: str, who: Person, why: str, reason: str) -> None:
        """Record that an assessor did not sit for a candidate."""
        procedure, candidate = self.procedure(person), self.candidate(key)
        absent = account(who)
        chosen = [
            (place, Choice(part_code=place.part_code, account_id=absent.id, why=why, reason=reason))
            for place in places(procedure, candidate, round_code)
            if place.account.id == absent.id
        ]
        record_sitting(procedure, candidate, chosen, actor=account(person))

    def place(self, person: Person, part_code: str, key: str) -> Place:
        """The candidate in a part, as this assessor reaches it."""
        return place_for(account(person), self.id, part_code, self.ids[key])

    def rate(self, person: Person, part_code: str, key: str, line: str, *, turn: int, draft: bool = False, first: int | None = None) -> None:
        """Fill in the sheet of one assessor from a line of ratings and submit it, or keep it as a draft with only the `first` criteria."""
        place = self.place(person, part_code, key)
        sheet = own_sheet(place)
        content = content_from(place.part, line, turn=turn, first=first)
        act = save_draft if draft else submit
        act(place, content=content, version=sheet.version if sheet else 0)

    def close(self, person: Person, round_code: str) -> None:
        """Close a round."""
        scope = self.scope(person, round_code)
        close(scope, version=scope.run.version)

    def scope(self, person: Person, round_code: str) -> RoundScope:
        """A round as who leads it reaches it."""
        return round_led(account(person), self.id, round_code)


def content_from(part: Part, line: str, *, turn: int, first: int | None = None) -> Content:
    """A sheet from a line of ratings, with rationales on most criteria; `turn` varies their words."""
    if part.scale is None:
        raise ValueError(f"{part.code} has no scale")
    answers = {}
    for number, (criterion, text) in enumerate(zip(part.criteria[:first], line.split()[:first], strict=True)):
        if text == NOT_OBSERVED:
            answers[criterion.code] = Answer(not_observed=True, reason=UNSEEN)
            continue
        position = part.scale.position(text)
        if position is None:
            raise ValueError(f"{text} is not on the scale of {part.code}")
        words = "" if (turn + number) % 7 == 6 else rationale(criterion.code, Fraction(text), turn)
        answers[criterion.code] = Answer(position=position, chosen=part.scale.texts[position], rationale=words)
    return Content(answers=answers)
