"""What can be found about a candidate, whether it can be recorded now, and its words. Reads once for any number of candidates, then checks each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from scoring.numbers import NumberError, decimals_of, parse_number, shortest
from scoring.scheme import Part, Scheme
from selection.candidates import queries
from selection.candidates.models import Candidate, Finding, FindingKind
from selection.candidates.states import Act, may, why_not
from selection.db import now
from selection.forms import number_fault, number_text
from selection.i18n import _, _n, date_short
from selection.i18n.figures import BRUSSELS
from selection.procedures.models import Procedure
from selection.procedures.queries import definition_of, open_round, round_run

SUITABLE, UNSUITABLE = "suitable", "unsuitable"
OF_A_PART = (FindingKind.VERDICT, FindingKind.ABSENT, FindingKind.EXEMPT)
MOST_DECIMALS = 4  # of carried points where nothing is rounded (R12)


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What HR wants to record, normalised: a kind, its part (empty for withdrawal and exclusion), value, date, source and reason."""

    kind: FindingKind
    on: date
    part_code: str = ""
    value: str = ""
    source: str = ""
    reason: str = ""

    def says_the_same_as(self, finding: Finding) -> bool:
        """Whether the finding holds exactly this."""
        return all(getattr(self, name) == getattr(finding, name) for name in ("kind", "part_code", "value", "on", "source", "reason"))


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What the checks rest on, read once: what holds now, who is admitted to the round of the part, and whose sheets count."""

    procedure: Procedure
    scheme: Scheme
    today: date
    current: Mapping[UUID, list[Finding]]
    admitted: frozenset[UUID]
    sheets: Mapping[tuple[UUID, str], frozenset[UUID]]

    def finding(self, candidate: Candidate, kind: FindingKind, part_code: str) -> Finding | None:
        """The current finding of a kind, or None."""
        found = self.current.get(candidate.id, [])
        return next((finding for finding in found if finding.kind == kind and finding.part_code == part_code), None)


def today() -> date:
    """The day in the organisation's time zone."""
    return now().astimezone(BRUSSELS).date()


def ground_of(procedure: Procedure, candidates: list[Candidate], part_code: str = "") -> Ground:
    """Read what is needed to check findings about these candidates in one part, or (empty) in the procedure."""
    scheme = definition_of(procedure).scheme
    ids = frozenset(candidate.id for candidate in candidates)
    part = scheme.part(part_code)
    return Ground(
        procedure=procedure,
        scheme=scheme,
        today=today(),
        current=queries.current_findings(procedure.id, ids),
        admitted=queries.admitted_to(procedure, scheme.round_of(part_code).code, ids) if part is not None else frozenset(),
        sheets=queries.counting_sheets(procedure.id, ids) if part is not None else {},
    )


def fault(ground: Ground, candidate: Candidate, said: Statement) -> str:
    """Why this cannot be recorded about the candidate now, and what to do; empty when it can (R12, R14)."""
    act = Act.JUDGE if said.kind in OF_A_PART else Act.LEAVE
    if not may(ground.procedure, act):
        return why_not(ground.procedure, act)
    if said.on > ground.today:
        return _("%(date)s is still to come. Record it on the day itself or later.", date=date_short(said.on))
    if said.kind in OF_A_PART:
        return _part_fault(ground, candidate, said)
    other = FindingKind.EXCLUDED if said.kind == FindingKind.WITHDRAWN else FindingKind.WITHDRAWN
    if ground.finding(candidate, other, ""):
        return _("%(what)s is recorded about this candidate already. Undo that first.", what=kind_words(other))
    return ""


def _part_fault(ground: Ground, candidate: Candidate, said: Statement) -> str:
    part = ground.scheme.part(said.part_code)
    if part is None or (said.kind == FindingKind.VERDICT and not part.is_verdict):
        return _("This part takes no verdict.") if part is not None else _("This procedure has no such part.")
    for kind in OF_A_PART:
        if kind != said.kind and ground.finding(candidate, kind, part.code):
            return _("%(what)s is recorded for this part already. Undo that first.", what=kind_words(kind))
    new = ground.finding(candidate, said.kind, part.code) is None
    if new and (sentence := _timing_fault(ground, candidate, said, part)):
        return sentence
    number = len(ground.sheets.get((candidate.id, part.code), ()))
    if number and said.kind in (FindingKind.ABSENT, FindingKind.EXEMPT):
        return _n(
            "One submitted sheet about this candidate counts for this part. Have it taken back or reopened first, or record that its assessor was recused.",
            "%(num)s submitted sheets about this candidate count for this part. Have them taken back or reopened first, or record that their assessors "
            "were recused.",
            number,
        )
    return ""


def _timing_fault(ground: Ground, candidate: Candidate, said: Statement, part: Part) -> str:
    """What holds for a new finding only: a correction stays possible whatever happened since."""
    if said.kind == FindingKind.EXEMPT:
        return ""
    run = round_run(ground.procedure, ground.scheme.round_of(part.code).code)
    current = open_round(ground.procedure)
    if run.closed_at is None and (current is None or current.id != run.id):
        return _("The round of %(part)s is not open yet. Nothing is recorded in advance: wait until the round before it is closed.", part=part.title)
    if said.kind == FindingKind.VERDICT and candidate.id not in ground.admitted:
        return _("This candidate is not admitted to the round of %(part)s, so no verdict is recorded there.", part=part.title)
    if run.closed_at is not None and not said.reason:
        return _("The round of %(part)s is closed. Give the reason why this is recorded afterwards.", part=part.title)
    return ""


def carried_points(scheme: Scheme, part: Part, typed: str) -> str:
    """The carried points of an exemption as they are stored, empty for a verdict part (R12). ValueError with a sentence for anything else."""
    if part.points is None:
        if typed.strip():
            raise ValueError(_("A part with a verdict has no points. Leave this empty."))
        return ""
    try:
        points = parse_number(typed)
    except NumberError as error:
        raise ValueError(number_fault(error.code, typed)) from None
    if points > part.points:
        raise ValueError(_("%(text)s is above the maximum of %(most)s.", text=typed.strip(), most=number_text(part.points)))
    if scheme.rounding is not None and (points / scheme.rounding).denominator != 1:
        raise ValueError(_("%(text)s is not allowed here; choose a multiple of %(step)s.", text=typed.strip(), step=number_text(scheme.rounding)))
    if scheme.rounding is None and decimals_of(points) > MOST_DECIMALS:
        raise ValueError(_("%(text)s has more than four decimals.", text=typed.strip()))
    return shortest(points)


def kind_words(kind: FindingKind | str) -> str:
    """A kind in a sentence."""
    return {
        FindingKind.VERDICT: _("A verdict"),
        FindingKind.ABSENT: _("An absence"),
        FindingKind.EXEMPT: _("An exemption"),
        FindingKind.WITHDRAWN: _("A withdrawal"),
        FindingKind.EXCLUDED: _("An exclusion"),
    }[FindingKind(kind)]


def kind_noun(kind: FindingKind | str) -> str:
    """A kind as a heading."""
    return {
        FindingKind.VERDICT: _("Verdict"),
        FindingKind.ABSENT: _("Absence"),
        FindingKind.EXEMPT: _("Exemption"),
        FindingKind.WITHDRAWN: _("Withdrawal"),
        FindingKind.EXCLUDED: _("Exclusion"),
    }[FindingKind(kind)]


def value_words(kind: FindingKind | str, value: str) -> str:
    """The value of a finding: suitable, unsuitable, or the carried points; empty for other kinds."""
    if kind == FindingKind.VERDICT:
        return {SUITABLE: _("suitable"), UNSUITABLE: _("unsuitable")}[value]
    return _("%(points)s points", points=number_text(Fraction(value))) if value else ""


def in_words(said: Statement | Finding) -> str:
    """A finding in one line, for the page that shows two texts side by side."""
    parts = [value_words(said.kind, said.value) or kind_words(said.kind), date_short(said.on), said.source, said.reason]
    return " · ".join(part for part in parts if part)
