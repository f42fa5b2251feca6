"""The pages on admission as finished objects: the list with its progress, the page of one candidate, what is to be proved later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from selection.admission import papers, queries, states
from selection.admission.asked import Point, age_of
from selection.admission.models import Decision, Kind, Met, Outcome, Seen
from selection.admission.queries import Case, Owed
from selection.admission.states import Act, Stage, State
from selection.admission.telling import letter_words, letters_of
from selection.admission.words import Tag, age_sentence, outcome_words, point_tag, state_tag
from selection.applications.models import Application, ApplicationDocument
from selection.applications.pages import came_words
from selection.candidates.models import Candidate
from selection.candidates.queries import people
from selection.i18n import _, _n, date_short
from selection.procedures.models import Procedure
from selection.procedures.queries import definition_of
from vacancies import Definition

SHOWN_MISSING = 3
SHORT = 60
KINDS = {"voorwaarde": Kind.CONDITION, "document": Kind.DOCUMENT}
WORDS = {kind: word for word, kind in KINDS.items()}


def called(candidate: Candidate) -> str:
    """How pages name a candidate: code and name, or the name alone while there are no codes."""
    return f"{candidate.code} · {candidate.person.name}" if candidate.code else candidate.person.name


@dataclass(frozen=True, kw_only=True)
class Line:
    """A candidate in the list. `missing` names the first points that were not looked at, `more` counts the others.

    `remark` is what asks for a look: an extract that is too old, a proof that did not come.
    """

    id: UUID
    code: str
    name: str
    progress: str
    missing: str
    more: str
    proposal: str
    state: State
    tag: Tag
    remark: str


@dataclass(frozen=True, kw_only=True)
class Listing:
    """The list, narrowed to a state where one was asked for. `counts` are over everybody."""

    lines: Sequence[Line]
    total: int
    counts: Mapping[State, int]
    stage: Stage
    note: str
    points: int
    owed: int
    late: int
    tongue: str


def listing(procedure: Procedure, today: date, state: str = "") -> Listing:
    """The list of a procedure, by code or by name."""
    definition, cases = definition_of(procedure), queries.cases_of(procedure)
    stage, later = states.stage_of(procedure), queries.owed(cases)
    lines = [_line(case, definition, today) for case in cases]
    return Listing(
        lines=[line for line in lines if state in ("", line.state)],
        total=len(lines),
        counts={each: sum(line.state == each for line in lines) for each in State},
        stage=stage,
        note=states.why_not(stage, State.OPEN, Act.PREPARE) if stage is not Stage.OPEN else "",
        points=len(queries.asked_in(procedure)),
        owed=len(later),
        late=sum(one.late(today) for one in later),
        tongue=definition.language,
    )


def _line(case: Case, definition: Definition, today: date) -> Line:
    needed = [point for point in case.points if point.needed]
    missing = case.missing if case.state in (State.OPEN, State.PREPARED) else ()
    more = len(missing) - SHOWN_MISSING
    person = case.candidate.person
    return Line(
        id=case.candidate.id,
        code=case.candidate.code or "",
        name=f"{person.family_name}, {person.given_name}",
        progress=_("%(checked)s of %(needed)s", checked=len(needed) - len(case.missing), needed=len(needed)),
        missing=_named(missing[:SHOWN_MISSING]),
        more=_n("and %(num)s more", "and %(num)s more", more) if more > 0 else "",
        proposal=outcome_words(case.proposal),
        state=case.state,
        tag=state_tag(case.state),
        remark=remark(case, definition, today),
    )


def _named(points: Sequence[Point]) -> str:
    """The names of points, long ones cut."""
    return " · ".join(point.title if len(point.title) <= SHORT else f"{point.title[: SHORT - 1].rstrip()}…" for point in points)


def remark(case: Case, definition: Definition, today: date) -> str:
    """What asks for a look at this candidate; empty when nothing does."""
    if case.state is State.GONE:
        return ""
    for point in case.points:
        seen = case.seen.get(point.code) if point.kind == Kind.DOCUMENT else None
        age = age_of(point, seen.delivered_on, definition, today) if seen is not None else None
        if age is not None and age.too_old:
            return _("%(document)s is too old", document=point.title)
    if case.state in (State.ADMITTED, State.CONDITIONAL) and case.standing(Met.NOT_MET):
        return _("admitted, but not met: %(what)s", what=_named(case.standing(Met.NOT_MET)[:1]))
    return ""


@dataclass(frozen=True, kw_only=True)
class Noted:
    """Gezien op, door, afgeleverd op: a document that was seen, and what its age comes to."""

    id: UUID
    delivered_on: date
    seen_at: datetime
    seen_by: str
    removed: bool
    sentence: str
    too_old: bool


@dataclass(frozen=True, kw_only=True)
class PointView:
    """A point on the page of a candidate: its state as a tag and the note of HR, its files, and for a document whose age counts what was noted of it."""

    point: Point
    tag: Tag | None
    note: str
    files: Sequence[ApplicationDocument]
    dated: bool
    noted: Noted | None


@dataclass(frozen=True, kw_only=True)
class Told:
    """A decision in words, with who recorded it and where its letter stands; `ended` and `why` of one that no longer holds."""

    id: UUID
    outcome: str
    tag: Tag
    on: date
    reference: str
    body: str
    reason: str
    grounds: Sequence[str]
    who: str
    at: datetime
    letter: str
    ended: datetime | None
    ended_by: str
    why: str


@dataclass(frozen=True, kw_only=True)
class CasePage:
    """Everything on the page of one candidate. `may` holds the acts that are possible now, `note` says why nothing can be prepared.

    `tongue` is the language in which the vacancy is written; `lasting`: the decision can be corrected and not undone.
    """

    conditions: Sequence[PointView]
    documents: Sequence[PointView]
    application: Application | None
    came: str
    other_files: Sequence[ApplicationDocument]
    decision: Told | None
    history: Sequence[Told]
    state: State
    tag: Tag
    checked: int
    needed: int
    may: frozenset[str]
    note: str
    lasting: bool
    tongue: str


def case_page(procedure: Procedure, case: Case, today: date) -> CasePage:
    """The page of one candidate; a fixed number of queries."""
    definition, stage = definition_of(procedure), states.stage_of(procedure)
    decisions, files = queries.decisions_about(case.candidate.id), papers.files_of(case.candidate.id)
    letters, application = letters_of(decisions), papers.application_of(case.candidate.id)
    ids = [each.recorded_by for each in decisions] + [each.ended_by for each in decisions] + [each.seen_by for each in case.seen.values()]
    names = people(ids)
    told = [_told(each, names, letter_words(letters.get(each.id))) for each in decisions]
    views = [_view(case, point, definition, today, names, files) for point in case.points]
    codes = {point.code for point in case.points if point.kind == Kind.DOCUMENT}
    may = frozenset(str(act) for act in Act if states.may(stage, case.state, act))
    return CasePage(
        conditions=[view for view in views if view.point.kind == Kind.CONDITION],
        documents=[view for view in views if view.point.kind == Kind.DOCUMENT],
        application=application,
        came=came_words(application) if application is not None else "",
        other_files=[each for each in files if each.asked_code not in codes and each.removed_at is None],
        decision=next((each for each in told if each.ended is None), None),
        history=[each for each in told if each.ended is not None],
        state=case.state,
        tag=state_tag(case.state),
        checked=sum(point.needed for point in case.points) - len(case.missing),
        needed=sum(point.needed for point in case.points),
        may=may,
        note="" if Act.PREPARE in may else states.why_not(stage, case.state, Act.PREPARE),
        lasting=stage is Stage.RUNNING,
        tongue=definition.language,
    )


def _view(case: Case, point: Point, definition: Definition, today: date, names: Mapping[UUID, str], files: Sequence[ApplicationDocument]) -> PointView:
    row = case.checks.get(point.key)
    document = point.kind == Kind.DOCUMENT
    seen = case.seen.get(point.code) if document else None
    return PointView(
        point=point,
        tag=point_tag(row.outcome, row.due_on) if row is not None else None,
        note=row.note if row is not None else "",
        files=[each for each in files if document and each.asked_code == point.code and each.removed_at is None],
        dated=point.months is not None,
        noted=_noted(point, seen, definition, today, names) if seen is not None else None,
    )


def _noted(point: Point, seen: Seen, definition: Definition, today: date, names: Mapping[UUID, str]) -> Noted:
    age = age_of(point, seen.delivered_on, definition, today)
    return Noted(
        id=seen.id,
        delivered_on=seen.delivered_on,
        seen_at=seen.seen_at,
        seen_by=names.get(seen.seen_by, ""),
        removed=seen.removed,
        sentence=age_sentence(point, seen.delivered_on, age),
        too_old=age is not None and age.too_old,
    )


def _told(decision: Decision, names: Mapping[UUID, str], letter: str) -> Told:
    return Told(
        id=decision.id,
        outcome=outcome_words(decision.outcome),
        tag=state_tag(State.ADMITTED if decision.outcome == Outcome.ADMITTED else State.REFUSED),
        on=decision.on,
        reference=decision.reference,
        body=decision.body,
        reason=decision.reason,
        grounds=decision.grounds.splitlines(),
        who=names.get(decision.recorded_by, ""),
        at=decision.recorded_at,
        letter=letter,
        ended=decision.ended_at,
        ended_by=names.get(decision.ended_by, "") if decision.ended_by else "",
        why=decision.end_reason,
    )


@dataclass(frozen=True, kw_only=True)
class OwedLine:
    """Something that is to be proved later. `word` names its kind in addresses; `provable`: its proof can be recorded now."""

    candidate_id: UUID
    called: str
    point: Point
    due: str
    tag: Tag
    note: str
    word: str
    provable: bool


def owed_lines(procedure: Procedure, today: date) -> list[OwedLine]:
    """What is to be proved later, the first due first."""
    stage = states.stage_of(procedure)
    return [_owed(one, today, states.may(stage, one.case.state, Act.PROVE)) for one in queries.owed(queries.cases_of(procedure))]


def _owed(one: Owed, today: date, provable: bool) -> OwedLine:
    due = one.check.due_on
    tag = ("bad", "warn", _("Overdue")) if one.late(today) else ("info", "clock", _("To be proved"))
    return OwedLine(
        candidate_id=one.case.candidate.id,
        called=called(one.case.candidate),
        point=one.point,
        due=date_short(due) if due is not None else _("before the appointment"),
        tag=tag,
        note=one.check.note,
        word=WORDS[one.point.kind],
        provable=provable,
    )
