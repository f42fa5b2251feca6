"""The procedure as a whole: opened from a definition, opened for rating, handed over, given up, published."""

import json
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from scoring.fingerprint import fingerprint
from selection import audit
from selection.accounts.models import Account
from selection.db import now, session
from selection.errors import BadInput, Refused
from selection.i18n import _, date_long
from selection.i18n.figures import BRUSSELS
from selection.procedures.actions.regulation import publish_text, require_publishable
from selection.procedures.actions.versions import hold_version
from selection.procedures.models import HrTask, Procedure, ProcedureDefinition, ProcedureState, RoundRun
from selection.procedures.queries import definition_of, deputy_of, newest_definition, responsible_of
from selection.procedures.readiness import candidate_count, missing_for_rating, somebody_to_tell
from selection.procedures.states import Act, require
from selection.procedures.vacancy import closing_moment, told_moment
from vacancies import Definition

audit.register(
    {
        "procedure.opened": {"number", "year", "definition", "fingerprint", "responsible", "deputy"},
        "procedure.rating_opened": {"fingerprint", "candidates"},
        "procedure.handed_over": {"task", "old", "new", "since"},
        "procedure.discarded": {"reason"},
        "procedure.published": {"decision_date", "reference", "fingerprint"},
    }
)
HR = "hr"
REASON_LIMIT = 2000


def reason_digest(procedure: Procedure, text: str) -> str:
    """What an audit line holds of a reason: its digest under the procedure's salt."""
    return audit.digest(text, procedure.salt)


def required_reason(text: str) -> str:
    """The reason, trimmed; BadInput when empty or too long."""
    trimmed = text.strip()
    if not trimmed:
        raise BadInput(_("Give a reason."))
    if len(trimmed) > REASON_LIMIT:
        raise BadInput(_("The reason is too long: at most 2000 characters."))
    return trimmed


def number_taken(year: int, number: int) -> bool:
    """Whether another procedure of that year has the number."""
    return session().scalar(sa.select(Procedure.id).where(Procedure.year == year, Procedure.number == number)) is not None


def open_procedure(actor: Account, *, definition: Definition, year: int, number: int, deputy: Account | None = None) -> Procedure:
    """A new procedure in preparation, with the actor as responsible HR officer.

    Raises Refused when the number is taken or the deputy cannot be one.
    """
    if number_taken(year, number):
        raise Refused(_("There is a procedure %(year)s-%(number)02d already. Choose another number.", year=year, number=number))
    if deputy is not None and (deputy.id == actor.id or not deputy.is_hr or not deputy.is_active):
        raise Refused(_("The deputy is another active HR officer than the one who is responsible."))
    procedure = Procedure(
        number=number, year=year, definition_code=definition.code, title=definition.title, created_at=now(), created_by=actor.id, salt=audit.new_salt()
    )
    session().add(procedure)
    session().flush()
    row = add_definition(procedure, definition, actor, kind="opened")
    for position, round_ in enumerate(definition.scheme.rounds):
        session().add(RoundRun(procedure_id=procedure.id, code=round_.code, position=position))
    for kind, account in (("responsible", actor), ("deputy", deputy)):
        if account is not None:
            session().add(HrTask(procedure_id=procedure.id, account_id=account.id, kind=kind, since=now().astimezone(BRUSSELS).date()))
    session().flush()
    audit.record(
        "procedure.opened",
        actor=actor,
        role=HR,
        procedure_id=procedure.id,
        number=number,
        year=year,
        definition=definition.code,
        fingerprint=row.fingerprint,
        responsible=actor.id,
        deputy=deputy.id if deputy else None,
    )
    return procedure


def add_definition(procedure: Procedure, definition: Definition, actor: Account, *, kind: str, reason: str = "", number: int = 1) -> ProcedureDefinition:
    """The row that holds from now on; earlier rows stay."""
    row = ProcedureDefinition(
        procedure_id=procedure.id,
        number=number,
        frozen=json.dumps(definition.frozen(), ensure_ascii=False, sort_keys=True),
        fingerprint=fingerprint(definition.scheme),
        made_at=now(),
        made_by=actor.id,
        kind=kind,
        reason=reason,
    )
    session().add(row)
    session().flush()
    return row


def open_rating(actor: Account, procedure: Procedure, *, version: int) -> None:
    """Open the procedure for rating, which freezes its rules (R17). Refused with everything that is missing."""
    require(procedure, Act.OPEN_RATING)
    hold_version(procedure, version)
    missing = missing_for_rating(procedure, definition_of(procedure))
    if missing:
        raise Refused(_("Rating cannot be opened yet. This is missing:") + " " + " ".join(item.text for item in missing))
    procedure.state = ProcedureState.RUNNING
    procedure.opened_at = now()
    session().flush()
    audit.record(
        "procedure.rating_opened",
        actor=actor,
        role=HR,
        procedure_id=procedure.id,
        fingerprint=newest_definition(procedure).fingerprint,
        candidates=candidate_count(procedure),
    )


def hand_over(actor: Account, procedure: Procedure, *, task: str, account: Account, version: int) -> None:
    """Make another HR officer `responsible` or `deputy` from today. Refused for the person in the other task and for nobody of HR."""
    require(procedure, Act.HAND_OVER)
    hold_version(procedure, version)
    held = {"responsible": responsible_of(procedure), "deputy": deputy_of(procedure)}
    if not account.is_hr or not account.is_active:
        raise Refused(_("%(name)s is no active HR officer.", name=account.name))
    others = [holder.id for kind, holder in held.items() if kind != task and holder is not None]
    if account.id in others:
        raise Refused(_("%(name)s has the other task already. Responsible and deputy are two people; change the other task first.", name=account.name))
    old = held[task]
    if old is not None and old.id == account.id:
        raise Refused(_("%(name)s has this task already.", name=account.name))
    for current in procedure.tasks:
        if current.kind == task and current.ended_at is None:
            current.ended_at = now()
    session().flush()
    since = now().astimezone(BRUSSELS).date()
    session().add(HrTask(procedure_id=procedure.id, account_id=account.id, kind=task, since=since))
    touch(procedure)
    audit.record("procedure.handed_over", actor=actor, role=HR, procedure_id=procedure.id, task=task, old=old.id if old else None, new=account.id, since=since)
    session().expire(procedure, ["tasks"])


def require_discardable(procedure: Procedure) -> None:
    """Refused once somebody was judged, and for a published vacancy for which somebody applied or began to: that one is stopped, which tells them."""
    require(procedure, Act.DISCARD)
    if somebody_to_tell(procedure):
        raise Refused(
            _("People applied for this vacancy already, so it cannot be given up any more. Stop the procedure by a decision: everybody then gets a letter.")
        )


def discard(actor: Account, procedure: Procedure, *, reason: str, version: int) -> None:
    """Give the procedure up, with a reason; only before any judgement, and once published only while nobody applied."""
    require_discardable(procedure)
    hold_version(procedure, version)
    text = required_reason(reason)
    procedure.state = ProcedureState.DISCARDED
    procedure.discarded_at = now()
    procedure.discard_reason = text
    session().flush()
    audit.record("procedure.discarded", actor=actor, role=HR, procedure_id=procedure.id, reason=reason_digest(procedure, text))


def closed_already(definition: Definition) -> str:
    """Why a vacancy is not published any more, and what to do: nobody could apply, since its closing moment is past. Empty when it is not."""
    end = closing_moment(definition)
    if end is None or now() < end:
        return ""
    return _(
        "The last day to apply in this vacancy, %(day)s, is past, so nobody could apply. Replace the definition by one with a later day, then publish it.",
        day=date_long(told_moment(end)),
    )


def publish(actor: Account, procedure: Procedure, *, decision_date: date, reference: str, version: int) -> None:
    """Publish the vacancy by a decision with its date and reference; from then on the rules are frozen (R17).

    Refused while the rules in words leave something open, and where the closing moment is past; BadInput for a decision in the future. The text of the rules
    is kept as it is published.
    """
    require(procedure, Act.PUBLISH)
    hold_version(procedure, version)
    if decision_date > now().astimezone(BRUSSELS).date():
        raise BadInput(_("The date of the decision lies in the future. Fill in the date on which it was taken."))
    if fault := closed_already(definition_of(procedure)):
        raise Refused(fault)
    if not reference.strip():
        raise BadInput(_("Fill in the reference of the decision."))
    require_publishable(procedure, definition_of(procedure))
    procedure.published_at = now()
    procedure.published_by = actor.id
    procedure.decision_date = decision_date
    procedure.decision_reference = reference.strip()
    session().flush()
    audit.record(
        "procedure.published",
        actor=actor,
        role=HR,
        procedure_id=procedure.id,
        decision_date=decision_date,
        reference=reason_digest(procedure, reference.strip()),
        fingerprint=newest_definition(procedure).fingerprint,
    )
    publish_text(actor, procedure)


def touch(procedure: Procedure) -> None:
    """Raise the version of the procedure although only rows beside it change, so that a form opened before is noticed."""
    session().execute(sa.update(Procedure).where(Procedure.id == procedure.id).values(version=procedure.version + 1))
    session().flush()
    session().refresh(procedure, ["version"])


def account_by_id(account_id: UUID) -> Account | None:
    """The account with this id."""
    return session().get(Account, account_id)
