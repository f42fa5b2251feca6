"""The second sitting of a round (tweede zitting): for candidates who did not sit at the first, named one by one and with a reason."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from selection import audit
from selection.candidates import hooks
from selection.candidates.models import Candidate, Finding, FindingKind
from selection.candidates.queries import admitted_to, candidates_of, codes, counting_sheets, current_findings
from selection.db import session
from selection.errors import Refused
from selection.i18n import _
from selection.procedures import registry
from selection.procedures.models import Procedure
from selection.procedures.queries import definition_of
from selection.procedures.scheme_words import dates_in_words
from selection.rounds.models import SecondSitting
from selection.rounds.scope import RoundScope

# what is recorded of a candidate in a part: of nobody else while a round that was closed is open for named candidates
OF_A_CANDIDATE = ("finding.", "sitting.", "sheet.submitted", "sheet.moved", "sheet.reopened", "consensus.")


@dataclass(frozen=True, kw_only=True)
class Missed:
    """A candidate who can be named: what is recorded as absence, and in which parts nothing stands yet: their titles and codes."""

    candidate: Candidate
    absences: Sequence[Finding]
    parts: Sequence[str]
    codes: Sequence[str]


def who_missed(scope: RoundScope) -> list[Missed]:
    """Admitted to the round (R11), and in a part of it absent, or without sheet, verdict and exemption; not named before while that sitting is to come."""
    admitted = admitted_to(scope.procedure, scope.round.code)
    sheets = counting_sheets(scope.procedure.id, admitted)
    findings, named = current_findings(scope.procedure.id, admitted), {row.candidate_id for row in standing(scope.procedure.id, scope.round.code)}
    found = []
    for candidate in candidates_of(scope.procedure.id):
        if candidate.id not in admitted or candidate.id in named:
            continue
        mine = {(one.kind, one.part_code): one for one in findings.get(candidate.id, [])}
        judged = {code for kind, code in mine if kind in (FindingKind.VERDICT, FindingKind.EXEMPT)}
        parts = [part for part in scope.round.parts if part.code not in judged and not sheets.get((candidate.id, part.code))]
        if parts:
            absences = [mine[FindingKind.ABSENT, part.code] for part in parts if (FindingKind.ABSENT, part.code) in mine]
            found.append(Missed(candidate=candidate, absences=absences, parts=[part.title for part in parts], codes=[part.code for part in parts]))
    return found


def standing(procedure_id: UUID, round_code: str) -> list[SecondSitting]:
    """The second sittings of a round that are to come or going on, until the round is closed."""
    mine = sa.and_(SecondSitting.procedure_id == procedure_id, SecondSitting.round_code == round_code, SecondSitting.ended_at.is_(None))
    return list(session().scalars(sa.select(SecondSitting).where(mine).order_by(SecondSitting.made_at, SecondSitting.id)))


def sittings_of(procedure_id: UUID, round_code: str) -> list[SecondSitting]:
    """Every second sitting of a round, oldest first."""
    wanted = sa.select(SecondSitting).where(SecondSitting.procedure_id == procedure_id, SecondSitting.round_code == round_code)
    return list(session().scalars(wanted.order_by(SecondSitting.made_at, SecondSitting.id)))


def in_words(scope: RoundScope) -> list[str]:
    """Each second sitting of the round as a line: of whom, on which days, why."""
    known = codes(scope.procedure.id)
    return [
        _(
            "%(code)s: %(days)s. %(reason)s",
            code=known.get(str(row.candidate_id), "–"),
            days=dates_in_words([date.fromisoformat(day) for day in row.days.split(",")]),
            reason=row.reason,
        )
        for row in sittings_of(scope.procedure.id, scope.round.code)
    ]


@hooks.erasing.register
def erase(candidate_ids: Sequence[UUID]) -> None:
    """Candidates disappear from the open list."""
    session().execute(sa.delete(SecondSitting).where(SecondSitting.candidate_id.in_(candidate_ids)))


@registry.reason_texts.register
def reason_texts(procedure_id: UUID) -> Mapping[str, str]:
    """Digest to text of the reasons, for the log."""
    rows = session().execute(
        sa.select(SecondSitting.reason, Procedure.salt).join(Procedure, Procedure.id == SecondSitting.procedure_id).where(Procedure.id == procedure_id)
    )
    return {audit.digest(row.reason, row.salt): row.reason for row in rows}


@audit.register_guard
def for_the_named_only(action: str, procedure_id: UUID, keys: Mapping[str, object]) -> None:
    """A round that was closed and is open again for a second sitting is open for the named candidates: `Refused` for what is recorded of another."""
    if not action.startswith(OF_A_CANDIDATE) or not keys.get("candidate") or not keys.get("part"):
        return
    rows = session().execute(
        sa.select(SecondSitting.round_code, SecondSitting.candidate_id).where(
            SecondSitting.procedure_id == procedure_id, SecondSitting.ended_at.is_(None), SecondSitting.only_named
        )
    )
    named: dict[str, set[UUID]] = {}
    for row in rows:
        named.setdefault(row.round_code, set()).add(row.candidate_id)
    if not named:
        return
    procedure = session().get_one(Procedure, procedure_id)
    code = definition_of(procedure).scheme.round_of(str(keys["part"])).code
    if code in named and UUID(str(keys["candidate"])) not in named[code]:
        raise Refused(_("This round was reopened for a second sitting of %(codes)s only. Of the others nothing changes.", codes=", ".join(_codes(named[code]))))


def _codes(candidate_ids: Collection[UUID]) -> list[str]:
    return sorted(code or "–" for code in session().scalars(sa.select(Candidate.code).where(Candidate.id.in_(candidate_ids))))
