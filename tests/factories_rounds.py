"""Rounds for tests: a procedure in which differences must be settled, people who can sign in, and a round brought to a given point."""

from typing import Any
from uuid import UUID

from selection.accounts.models import Account
from selection.candidates.models import Candidate, FindingKind
from selection.db import session
from selection.procedures.models import RoundRun
from selection.rounds.actions import closing
from selection.rounds.scope import RoundScope, round_for
from selection.scoresheets.content import Content
from tests.factories import definition_data
from tests.factories_accounts import HASH
from tests.factories_candidates import make_finding
from tests.factories_scoresheets import Panel, make_panel_at_work, make_sheet, rated


def data_with_tolerance(tolerance: str = "2", **part: Any) -> dict[str, Any]:
    """The small definition, with an allowed difference in the first round; `part` sets more of its part."""
    data = definition_data()
    data["rounds"][0]["parts"][0] |= {"tolerance": tolerance, **part}
    return data


def make_rounds(**options: Any) -> Panel:
    """A panel at work of which everybody can sign in, HR too; the allowed difference is 2 unless other data are given."""
    panel = make_panel_at_work(**({"data": data_with_tolerance()} | options))
    session().get_one(Account, panel.hr).password_hash = HASH
    session().flush()
    return panel


def scope_as(panel: Panel, account_id: UUID, round_code: str = "gesprek") -> RoundScope:
    """The round as this person reaches it, freshly read."""
    session().expire_all()
    return round_for(session().get_one(Account, account_id), panel.procedure, round_code)


def everybody_submits(panel: Panel, code: str = "K01", *contents: Content, part: str = "gesprek") -> None:
    """A submitted sheet of the chair and each member; the last content stands for the rest."""
    given = list(contents) or [rated()]
    for number, account_id in enumerate((panel.chair, *panel.members)):
        make_sheet(panel, account_id, code, content=given[min(number, len(given) - 1)], part=part)


def make_submitted(*contents: Content, **options: Any) -> Panel:
    """`make_rounds` with one candidate unless codes are given, each with a submitted sheet of the chair and each member."""
    panel = make_rounds(**({"codes": ("K01",)} | options))
    for code in panel.candidates:
        everybody_submits(panel, code, *contents)
    return panel


def marks(points: str) -> Content:
    """A sheet of the directly marked part."""
    return Content(points=points, remark="Gesprek gevoerd")


def close_as(panel: Panel, account_id: UUID, round_code: str = "gesprek") -> tuple[str, ...]:
    """Close a round through the product's own action."""
    scope = scope_as(panel, account_id, round_code)
    return closing.close(scope, version=scope.run.version)


def suitable(panel: Panel, code: str, value: str = "suitable") -> None:
    """A verdict in the assessment."""
    make_finding(session().get_one(Candidate, panel.candidates[code]), FindingKind.VERDICT, "assessment", value, by=panel.hr)


def is_closed(panel: Panel, round_code: str) -> bool:
    """Whether the round is closed now."""
    session().expire_all()
    run = session().query(RoundRun).filter_by(procedure_id=panel.procedure, code=round_code).one()
    return run.closed_at is not None
