"""Where somebody rates: one candidate in one part of a procedure, and whether that person may write there now."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from scoring.scheme import Criterion, Part, Round, Scheme
from selection.accounts.models import Account
from selection.candidates.models import Candidate, Finding, FindingKind, NotSitting
from selection.db import session
from selection.errors import NotFound
from selection.i18n import _
from selection.procedures.models import Procedure, RoundRun
from selection.procedures.queries import Hats, HeldSeat, definition_of, open_round, procedure_for_panel, round_run
from selection.scoresheets.admission import admitted_to
from selection.scoresheets.models import Scoresheet
from vacancies import Definition

_CANDIDATE = sa.select(Candidate).where(
    Candidate.id == sa.bindparam("candidate"), Candidate.procedure_id == sa.bindparam("procedure"), Candidate.code.is_not(None)
)
AWAY = "away"
# What stands in the way of a sheet: (`away`, why this person did not sit) and ("", kind) of what was found about the candidate in the part.
_IN_THE_WAY: sa.Executable = sa.union_all(
    sa.select(sa.literal_column(f"'{AWAY}'").label("what"), NotSitting.why.label("why")).where(
        NotSitting.candidate_id == sa.bindparam("candidate"),
        NotSitting.part_code == sa.bindparam("part"),
        NotSitting.account_id == sa.bindparam("account"),
        NotSitting.ended_at.is_(None),
    ),
    sa.select(sa.literal_column("''"), Finding.kind).where(
        Finding.candidate_id == sa.bindparam("candidate"), Finding.part_code == sa.bindparam("part"), Finding.ended_at.is_(None)
    ),
)
NO_SHEET_KINDS = (FindingKind.ABSENT, FindingKind.EXEMPT)  # R12: sheets have no say there


@dataclass(frozen=True, kw_only=True)
class Place:
    """One candidate in one part that has sheets, as this person reaches it."""

    procedure: Procedure
    hats: Hats
    definition: Definition
    round: Round
    run: RoundRun
    part: Part
    candidate: Candidate
    account: Account

    @property
    def scheme(self) -> Scheme:
        """The rules of the procedure."""
        return self.definition.scheme

    @property
    def seat(self) -> HeldSeat | None:
        """The person's current seat in the round of this part."""
        return self.hats.seats.get(self.round.code)

    @property
    def role(self) -> str:
        """In which role the person acts here, for the audit trail."""
        return str(self.seat.kind) if self.seat is not None else "hr" if self.hats.hr else "member"

    @property
    def code(self) -> str:
        """The candidate's code."""
        return self.candidate.code or ""

    @property
    def counting(self) -> tuple[Criterion, ...]:
        """The criteria to rate: those not neutralised (R9)."""
        return self.scheme.counting(self.part)


def place_for(account: Account, procedure_id: UUID, part_code: str, candidate_id: UUID, *, hr: bool = False) -> Place:
    """The place, for who has a seat in the round of the part or an own sheet there; with `hr` also for the responsible HR officer and the deputy.

    NotFound otherwise: a part that gives a verdict, a candidate of another procedure or without a code, no seat.
    """
    procedure, hats = procedure_for_panel(account, procedure_id, hr=hr)
    definition = definition_of(procedure)
    part = definition.scheme.part(part_code)
    if part is None or part.is_verdict:
        raise NotFound
    candidate = session().scalar(_CANDIDATE, {"candidate": candidate_id, "procedure": procedure.id})
    if candidate is None:
        raise NotFound
    round_ = definition.scheme.round_of(part_code)
    if round_.code not in hats.seats and not (hr and hats.hr) and not _has_sheet(account.id, part_code, candidate.id):
        raise NotFound
    return Place(
        procedure=procedure,
        hats=hats,
        definition=definition,
        round=round_,
        run=round_run(procedure, round_.code),
        part=part,
        candidate=candidate,
        account=account,
    )


def _has_sheet(account_id: UUID, part_code: str, candidate_id: UUID) -> bool:
    wanted = sa.select(Scoresheet.id).where(Scoresheet.account_id == account_id, Scoresheet.part_code == part_code, Scoresheet.candidate_id == candidate_id)
    return session().scalar(wanted) is not None


def refusal(place: Place) -> str:
    """Why this person may not write on this sheet now, as a sentence; empty when nothing stands in the way.

    Admission is asked last and of the open round only: of a later round it would tell how the earlier one goes.
    """
    return _round_refusal(place) or _seat_refusal(place) or _found_refusal(place, asked_of_rater=True)


def _round_refusal(place: Place) -> str:
    current = open_round(place.procedure)
    if place.run.closed_at is not None:
        return _("The round “%(round)s” is closed. Nothing in it changes any more.", round=place.round.title)
    if current is None:
        return _("This procedure is not open for rating.")
    if current.code != place.run.code:
        return _("The round “%(round)s” is not open yet. It opens when the round before it is closed.", round=place.round.title)
    return ""


def _seat_refusal(place: Place) -> str:
    if place.seat is None:
        return _("You no longer have a seat in this round.")
    if not place.seat.rates:
        return _("Your seat in this round does not rate.")
    return ""


def _away_refusal(place: Place, why: str) -> str:
    if why == "recused":
        return _("You are recused for %(code)s in this part, so you do not rate here.", code=place.code)
    return _("HR recorded that you did not sit for %(code)s in this part, so no sheet is expected from you. Ask HR to correct it if you did.", code=place.code)


def candidate_refusal(place: Place) -> str:
    """Why the candidate is not rated in this part, as a sentence; empty when nothing stands in the way. Only to be asked of the open round."""
    return _found_refusal(place, asked_of_rater=False)


def _found_refusal(place: Place, *, asked_of_rater: bool) -> str:
    found = session().execute(_IN_THE_WAY, {"candidate": place.candidate.id, "part": place.part.code, "account": place.account.id}).all()
    away = next((why for what, why in found if what == AWAY), None)
    if asked_of_rater and away is not None:
        return _away_refusal(place, away)
    kinds = {kind for what, kind in found if what != AWAY}
    if FindingKind.ABSENT in kinds:
        return _("%(code)s was absent from this part. No sheet is needed.", code=place.code)
    if FindingKind.EXEMPT in kinds:
        return _("%(code)s is exempt from this part. No sheet is needed.", code=place.code)
    if place.candidate.id not in admitted_to(place.procedure, place.round.code, frozenset({place.candidate.id})):
        return _("%(code)s does not take part in the round “%(round)s”.", code=place.code, round=place.round.title)
    return ""
