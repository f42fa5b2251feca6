"""The page of one candidate as finished objects: what holds, what can be recorded, who sat, and what was corrected or undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from scoring.scheme import Part, Round, Scheme
from selection.accounts.models import Account
from selection.candidates import hooks, queries, states
from selection.candidates.finding import in_words, kind_noun
from selection.candidates.models import Candidate, Finding, FindingKind, NotSitting
from selection.candidates.sitting import why_words
from selection.candidates.states import Act
from selection.i18n import _
from selection.procedures.models import Procedure, RoundRun
from selection.procedures.queries import definition_of, open_round, rating_seats


@dataclass(frozen=True, kw_only=True)
class Told:
    """A finding in words: what (`noun`; `title` with its part), who recorded it and when; `ended` and `why` of one that no longer holds.

    `held` says why it is not changed by itself; empty where it can be.
    """

    id: UUID
    kind: str
    part: str
    noun: str
    title: str
    words: str
    who: str
    at: datetime
    ended: datetime | None = None
    ended_by: str = ""
    why: str = ""
    held: str = ""


@dataclass(frozen=True, kw_only=True)
class PartLine:
    """A part: what holds there, which kinds can be recorded, and the reason when none can."""

    code: str
    title: str
    round_state: str
    told: Sequence[Told]
    kinds: Sequence[str]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Absentee:
    """An assessor who does not sit for this candidate in a part."""

    id: UUID
    part: str
    name: str
    why: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class RoundSeats:
    """Who is expected in a round: the names of the rating seats, and who does not sit. `note` says why nothing can be recorded."""

    code: str
    title: str
    names: Sequence[str]
    away: Sequence[Absentee]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """Everything that the page shows."""

    whole: Sequence[Told]
    whole_kinds: Sequence[str]
    parts: Sequence[PartLine]
    rounds: Sequence[RoundSeats]
    history: Sequence[Told]


def dossier_of(procedure: Procedure, candidate: Candidate) -> Dossier:
    """Read and word everything about a candidate; a fixed number of queries."""
    scheme = definition_of(procedure).scheme
    findings = queries.findings_about(candidate)
    names = queries.people([finding.recorded_by for finding in findings] + [finding.ended_by for finding in findings])
    told = [_told(finding, scheme, names) for finding in findings]
    current = [one for one in told if one.ended is None]
    whole = [one for one in current if not one.part]
    parts = _Parts(procedure, candidate, current)
    rows = queries.not_sitting(procedure.id, [candidate.id])
    return Dossier(
        whole=whole,
        whole_kinds=[] if whole or not states.may(procedure, Act.LEAVE) else [FindingKind.WITHDRAWN.value, FindingKind.EXCLUDED.value],
        parts=[parts.line(round_, run, part) for round_, run in zip(scheme, procedure.rounds, strict=True) for part in round_.parts],
        rounds=[_seats(procedure, round_, rows) for round_ in scheme if any(not part.is_verdict for part in round_.parts)],
        history=[one for one in told if one.ended is not None],
    )


def _told(finding: Finding, scheme: Scheme, names: Mapping[UUID, str]) -> Told:
    part = scheme.part(finding.part_code)
    return Told(
        id=finding.id,
        kind=str(finding.kind),
        part=finding.part_code,
        noun=kind_noun(finding.kind),
        title=": ".join(text for text in (part.title if part else "", kind_noun(finding.kind)) if text),
        words=in_words(finding),
        who=names.get(finding.recorded_by, "") if finding.recorded_by else _("the candidate"),
        at=finding.recorded_at,
        ended=finding.ended_at,
        ended_by=names.get(finding.ended_by, "") if finding.ended_by else "",
        why=finding.end_reason,
        held=" ".join(filter(None, hooks.held(finding))) if finding.ended_at is None else "",
    )


class _Parts:
    """Lines of the parts, from what was read once."""

    def __init__(self, procedure: Procedure, candidate: Candidate, current: Sequence[Told]) -> None:
        self._procedure = procedure
        self._candidate = candidate
        self._current = current
        self._open = open_round(procedure)

    def line(self, round_: Round, run: RoundRun, part: Part) -> PartLine:
        told = [one for one in self._current if one.part == part.code]
        state = "closed" if run.closed_at else "open" if self._open is not None and self._open.id == run.id else "planned"
        kinds, note = ([], "") if told else self._possible(round_, state, part)
        return PartLine(code=part.code, title=part.title, round_state=state, told=told, kinds=kinds, note=note)

    def _possible(self, round_: Round, state: str, part: Part) -> tuple[list[str], str]:
        if not states.may(self._procedure, Act.JUDGE):
            return [], states.why_not(self._procedure, Act.JUDGE)
        if state == "planned":
            return [FindingKind.EXEMPT.value], _("The round is not open yet: only an exemption can be recorded in advance.")
        kinds = [FindingKind.ABSENT.value, FindingKind.EXEMPT.value]
        if not part.is_verdict:
            return kinds, ""
        if self._candidate.id in queries.admitted_to(self._procedure, round_.code, frozenset({self._candidate.id})):
            return [FindingKind.VERDICT.value, *kinds], ""
        return kinds, _("The candidate is not admitted to this round, so no verdict is recorded.")


def _seats(procedure: Procedure, round_: Round, rows: Sequence[NotSitting]) -> RoundSeats:
    titles = {part.code: part.title for part in round_.parts}
    away = [
        Absentee(id=row.id, part=titles[row.part_code], name=_name(row.account), why=why_words(row.why), reason=row.reason)
        for row in rows
        if row.part_code in titles
    ]
    note = "" if states.may(procedure, Act.SEAT) else states.why_not(procedure, Act.SEAT)
    return RoundSeats(code=round_.code, title=round_.title, names=[_name(seat.account) for seat in rating_seats(procedure, round_.code)], away=away, note=note)


def _name(account: Account) -> str:
    return account.name
