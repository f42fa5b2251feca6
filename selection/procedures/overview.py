"""The overview of a procedure and the list of procedures, as finished objects for their pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from flask import url_for

from scoring.scheme import Round
from selection.accounts.models import Account
from selection.db import now
from selection.i18n import _, _l, _n
from selection.procedures import archive, panels, registry, states
from selection.procedures.models import Procedure, ProcedureDefinition, ProcedureState, ProcedureStop
from selection.procedures.queries import Hats, definition_of, deputy_of, hats_of, newest_definition, responsible_of, stop_of
from selection.procedures.readiness import candidate_count, missing_for_rating, somebody_to_tell
from selection.procedures.scheme_words import dates_in_words, figure, round_points, share_percent
from selection.procedures.states import Act, Stage
from selection.procedures.vacancy import closing_moment
from selection.procedures.words import hr_task, seat_kind
from vacancies import Definition


@dataclass(frozen=True, kw_only=True)
class Step:
    """One round in the stepper, or the final report at its end."""

    title: str
    state: str
    lines: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class RulesSummary:
    """The rules in a few figures."""

    marks: str
    total: str
    reserve: str
    fingerprint: str
    frozen_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Overview:
    """Everything that the overview shows. `all_closed`: every round; `away`: it stands in the archive, by itself
    since `reserve_end` where nobody put it there.
    """

    steps: Sequence[Step]
    state: str
    checks: Sequence[registry.Todo]
    may: frozenset[str]
    ready: bool
    waiting: Sequence[registry.Todo]
    candidates: registry.CandidateTable | None
    candidate_count: int
    panel: Sequence[panels.SharedPanel]
    rules: RulesSummary
    responsible: Account
    deputy: Account | None
    stop: ProcedureStop | None
    otherwise: Sequence[registry.Todo]
    all_closed: bool
    away: bool
    reserve_end: date | None


def overview(procedure: Procedure, hats: Hats) -> Overview:
    """The overview for somebody with these hats; what only HR may see is left out for others."""
    definition, row, stage = definition_of(procedure), newest_definition(procedure), states.stage_of(procedure)
    preparing = procedure.state == ProcedureState.PREPARATION and hats.hr
    missing = missing_for_rating(procedure, definition) if preparing else []
    return Overview(
        steps=_steps(procedure, hats, definition),
        state=str(procedure.state),
        checks=[registry.Todo(text=item.text, url=url_for(item.endpoint, procedure_id=procedure.id), link=_way_out(item.endpoint)) for item in missing],
        may=_acts(procedure, stage) if hats.hr else frozenset(),
        ready=preparing and not missing,
        waiting=[todo for todos in registry.waiting(procedure, hats) for todo in todos],
        candidates=next((table for table in registry.candidate_tables(procedure, hats) if table is not None), None),
        candidate_count=candidate_count(procedure) if hats.hr else 0,
        panel=panels.shared(procedure),
        rules=_rules(procedure, definition, row),
        responsible=responsible_of(procedure),
        deputy=deputy_of(procedure),
        stop=stop_of(procedure),
        otherwise=otherwise(procedure, hats, definition, stage),
        all_closed=all(run.closed_at is not None for run in procedure.rounds),
        away=not procedure.ended and procedure.id in archive.in_archive([procedure]),
        reserve_end=archive.reserve_end(procedure) if archive.put_away_row(procedure) is None else None,
    )


def otherwise(procedure: Procedure, hats: Hats, definition: Definition, stage: Stage) -> list[registry.Todo]:
    """The acts for a procedure that goes otherwise, as far as the table of states has them now, each with one line on what it does."""
    if not hats.hr:
        return []
    found, end = [], closing_moment(definition)
    if states.may(stage, Act.EXTEND) and end is not None and procedure.candidates_closed_at is None:
        link = _("Extend applications") if now() < end else _("Reopen applications")
        found.append(("procedures.extend", link, _("A later closing moment; who applied keeps the file and is told.")))
    if states.may(stage, Act.MOVE_ROUND) and any(run.closed_at is None for run in procedure.rounds):
        found.append(("procedures.move_round", _("Move a round"), _("Other days; candidates and panel are told.")))
    if states.may(stage, Act.STOP) and procedure.report_date is None:
        found.append(("procedures.stop", _("Stop the procedure"), _("By a decision; everybody concerned gets a letter and nothing is deleted.")))
    if states.may(stage, Act.END_UNFILLED) and not any(registry.may_be_ranked(procedure)):
        found.append(
            ("procedures.end_unfilled", _("End without a ranked candidate"), _("By a decision; everybody concerned gets a letter, and no reserve arises."))
        )
    acts = [registry.Todo(text=text, url=url_for(endpoint, procedure_id=procedure.id), link=link) for endpoint, link, text in found]
    return acts + [act for answer in registry.otherwise(procedure, hats) for act in answer]


def _acts(procedure: Procedure, stage: Stage) -> frozenset[str]:
    acts = {act for act in Act if states.may(stage, act)}
    if Act.DISCARD in acts and somebody_to_tell(procedure):
        acts.remove(Act.DISCARD)
    return frozenset(str(act) for act in acts)


def _way_out(endpoint: str) -> str:
    return {"candidates.index": _("To the candidates"), "procedures.panel": _("To the panel"), "admission.index": _("To the admission")}[endpoint]


def _steps(procedure: Procedure, hats: Hats, definition: Definition) -> list[Step]:
    notes = {code: note for notes in registry.round_notes(procedure, hats) for code, note in notes.items()}
    steps = [_step(procedure, definition, round_, notes.get(round_.code, registry.RoundNote())) for round_ in definition.scheme.rounds]
    report = _("report of %(date)s", date=dates_in_words([procedure.report_date])) if procedure.report_date else ""
    total = _("%(required)s of %(maximum)s points needed", required=figure(definition.scheme.required), maximum=figure(definition.scheme.maximum))
    all_closed = all(run.closed_at is not None for run in procedure.rounds)
    last = Step(title=_("Final report and ranking"), state="open" if all_closed else "planned", lines=[line for line in (report, total) if line])
    return [*steps, last]


def _step(procedure: Procedure, definition: Definition, round_: Round, note: registry.RoundNote) -> Step:
    when = dates_in_words(definition.dates.get(round_.code, ()))
    worth = round_points(definition, round_.code)
    return Step(title=round_.title, state=panels.state_of_round(procedure, round_.code), lines=[", ".join(filter(None, (when, worth))), *note.lines])


def _rules(procedure: Procedure, definition: Definition, row: ProcedureDefinition) -> RulesSummary:
    scheme = definition.scheme
    marks = sorted({part.pass_mark for part in scheme.scored})
    reserve = _n("%(num)s month", "%(num)s months", scheme.reserve.months) if scheme.reserve is not None else _("none")
    binding = _("binding") if scheme.binding else _("not binding")
    moments = [moment for moment in (procedure.published_at, procedure.opened_at) if moment is not None]
    return RulesSummary(
        marks=", ".join(share_percent(mark) for mark in marks),
        total=_("%(required)s of %(maximum)s points", required=figure(scheme.required), maximum=figure(scheme.maximum)),
        reserve=f"{reserve}, {binding}",
        fingerprint=row.fingerprint,
        frozen_at=min(moments) if moments else None,
    )


class Standing(StrEnum):
    """Where a procedure stands, as the list is filtered by it; the words stand in its address."""

    PREPARATION = "voorbereiding"
    RUNNING = "lopend"
    CLOSED = "afgesloten"
    STOPPED = "stopgezet"
    UNFILLED = "zonder-kandidaat"
    DISCARDED = "opgegeven"


STANDINGS = {
    Standing.PREPARATION: _l("In preparation"),
    Standing.RUNNING: _l("In progress"),
    Standing.CLOSED: _l("All rounds closed"),
    Standing.STOPPED: _l("Stopped"),
    Standing.UNFILLED: _l("Ended without a ranked candidate"),
    Standing.DISCARDED: _l("Given up"),
}


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A line in the list of procedures. `state` is that of the tag: draft, open or closed."""

    id: UUID
    title: str
    code: str
    state: str
    standing: Standing
    where: str
    mine: str
    created: date


def listed(account: Account, procedures: Sequence[Procedure]) -> list[Listed]:
    """Lines for the list of procedures, with what the person is in each."""
    return [_listed(procedure, hats_of(procedure, account)) for procedure in procedures]


def _listed(procedure: Procedure, hats: Hats) -> Listed:
    kinds = [seat_kind(kind) for kind in dict.fromkeys(str(seat.kind) for seat in hats.seats.values())]
    closed = sum(run.closed_at is not None for run in procedure.rounds)
    where = {
        ProcedureState.PREPARATION: _("In preparation"),
        ProcedureState.DISCARDED: _("Given up"),
        ProcedureState.STOPPED: _("Stopped"),
        ProcedureState.UNFILLED: _("Ended without a ranked candidate"),
        ProcedureState.RUNNING: _n("%(num)s of %(all)s rounds closed", "%(num)s of %(all)s rounds closed", closed, all=len(procedure.rounds)),
    }[ProcedureState(procedure.state)]
    over = procedure.ended or closed == len(procedure.rounds)
    standing = {
        ProcedureState.PREPARATION: Standing.PREPARATION,
        ProcedureState.DISCARDED: Standing.DISCARDED,
        ProcedureState.STOPPED: Standing.STOPPED,
        ProcedureState.UNFILLED: Standing.UNFILLED,
        ProcedureState.RUNNING: Standing.CLOSED if over else Standing.RUNNING,
    }[ProcedureState(procedure.state)]
    return Listed(
        id=procedure.id,
        title=procedure.title,
        code=procedure.code,
        state="draft" if procedure.state == ProcedureState.PREPARATION else "closed" if over else "open",
        standing=standing,
        where=where,
        mine=", ".join(([hr_task(hats.task)] if hats.hr else []) + kinds),
        created=procedure.created_at,
    )
