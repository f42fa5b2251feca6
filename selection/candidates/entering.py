"""Actions on the list of candidates: add, change, remove one; close the list, which gives the codes; reopen it."""

import secrets
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm.attributes import flag_modified

from selection import audit
from selection.accounts.models import Account
from selection.candidates import hooks, queries
from selection.candidates.models import Candidate, CandidatePerson, Finding, ImportedChange, NotSitting
from selection.candidates.states import Act, require
from selection.db import now, session
from selection.errors import BadInput, Conflict, Refused
from selection.i18n import _
from selection.procedures.judgements import judgement_exists
from selection.procedures.models import Procedure

audit.register(
    {
        "candidate.added": {"candidate", "person"},
        "candidate.changed": {"candidate", "fields", "old", "new"},
        "candidate.removed": {"candidate"},
        "candidates.closed": {"codes"},
        "candidates.reopened": {"codes"},
    }
)

FIELDS = ("given_name", "family_name", "email", "telephone")


@dataclass(frozen=True, kw_only=True)
class Details:
    """What is entered about a candidate, already normalised: the address in lower case."""

    given_name: str
    family_name: str
    email: str
    telephone: str = ""

    @classmethod
    def of(cls, person: CandidatePerson) -> "Details":
        """What is stored now."""
        return cls(given_name=person.given_name, family_name=person.family_name, email=person.email, telephone=person.telephone)


def barred(procedure: Procedure) -> dict[str, str]:
    """Addresses that nobody can be a candidate with here, to `panel` or `hr`: whoever holds a seat or an HR task in the procedure."""
    found = {task.account.email.lower(): "hr" for task in procedure.tasks if task.ended_at is None}
    return found | {seat.account.email.lower(): "panel" for seat in procedure.seats if seat.ended_at is None}


def address_fault(procedure: Procedure, email: str, *, besides: UUID | None = None) -> str:
    """Why this address cannot be that of a (further) candidate here, and what to do; empty when it can. `besides`: the candidate who has it now."""
    held = barred(procedure).get(email)
    if held == "panel":
        return _("Somebody in the panel of this procedure has this address. Who sits in the panel cannot be a candidate: end that seat first.")
    if held == "hr":
        return _("This is the address of the HR officer of this procedure. Hand the procedure over first, or give the candidate's own address.")
    wanted = sa.select(Candidate.id).join(CandidatePerson).where(Candidate.procedure_id == procedure.id, CandidatePerson.email == email)
    if any(candidate_id != besides for candidate_id in session().scalars(wanted)):
        return _("Another candidate of this procedure has this address already. Change that candidate, or give another address.")
    return ""


def add(procedure: Procedure, details: Details, *, actor: Account) -> Candidate:
    """Enter a candidate while the list is open. BadInput for an address that cannot be used (see `address_fault`)."""
    require(procedure, Act.ADD)
    if fault := address_fault(procedure, details.email):
        raise BadInput(fault)
    candidate = place(procedure, details, actor=actor)
    session().flush()
    audit.record("candidate.added", actor=actor, role="hr", procedure_id=procedure.id, candidate=candidate.id, person=digests(candidate, details))
    return candidate


def place(procedure: Procedure, details: Details, *, actor: Account | None, import_id: UUID | None = None) -> Candidate:
    """Add the rows of a candidate; whoever calls has checked, flushes and records. Without `actor` for who applied by the form."""
    candidate = Candidate(procedure_id=procedure.id, added_at=now(), added_by=actor.id if actor else None, import_id=import_id)
    candidate.person = CandidatePerson(
        given_name=details.given_name, family_name=details.family_name, email=details.email, telephone=details.telephone, salt=audit.new_salt()
    )
    session().add(candidate)
    return candidate


def digests(candidate: Candidate, details: Details) -> dict[str, str]:
    """Salted digests of what was entered, for the audit trail."""
    return {name: audit.digest(getattr(details, name), candidate.person.salt) for name in FIELDS}


def change(procedure: Procedure, candidate: Candidate, details: Details, *, version: int, actor: Account) -> None:
    """Change name or contact data. Conflict with both texts when somebody else changed the candidate since `version`."""
    require(procedure, Act.EDIT)
    old = Details.of(candidate.person)
    if old == details:
        return
    if candidate.version != version:
        raise Conflict("errors/conflict.html", message=_("Somebody else changed this candidate meanwhile."), rows=both(details, old))
    if fault := address_fault(procedure, details.email, besides=candidate.id):
        raise BadInput(fault)
    fields = overwrite(candidate, details)
    session().flush()
    was, becomes = digests(candidate, old), digests(candidate, details)
    audit.record(
        "candidate.changed",
        actor=actor,
        role="hr",
        procedure_id=procedure.id,
        candidate=candidate.id,
        fields=fields,
        old={name: was[name] for name in fields},
        new={name: becomes[name] for name in fields},
    )


def overwrite(candidate: Candidate, details: Details) -> list[str]:
    """Put other details in place and give the names of those that differ; the version goes up with the next flush."""
    fields = [name for name in FIELDS if getattr(candidate.person, name) != getattr(details, name)]
    for name in fields:
        setattr(candidate.person, name, getattr(details, name))
    flag_modified(candidate, "added_at")
    return fields


def both(mine: Details, theirs: Details) -> list[tuple[str, str, str]]:
    """(label, mine, theirs) of what differs, for the page that shows both."""
    labels = {"given_name": _("Given name"), "family_name": _("Family name"), "email": _("E-mail address"), "telephone": _("Telephone")}
    return [(labels[name], getattr(mine, name), getattr(theirs, name)) for name in FIELDS if getattr(mine, name) != getattr(theirs, name)]


def remove(procedure: Procedure, candidate: Candidate, *, actor: Account) -> None:
    """Take a candidate off the open list, with everything recorded about that person."""
    require(procedure, Act.REMOVE)
    if any(candidate.id in answer for answer in hooks.applied(procedure.id)):
        raise Refused(_("This candidate applied, so the application stays. Record a withdrawal or an exclusion, or settle who applied twice."))
    if candidate.id in queries.judged(procedure.id):
        raise Refused(_("Something was judged about this candidate already, so the candidate stays on the list. Record a withdrawal or an exclusion."))
    erase([candidate])
    audit.record("candidate.removed", actor=actor, role="hr", procedure_id=procedure.id, candidate=candidate.id)


def erase(candidates: list[Candidate]) -> None:
    """Delete the rows of candidates about whom nothing was judged."""
    ids = [candidate.id for candidate in candidates]
    hooks.erasing(ids)
    for model in (Finding, NotSitting, ImportedChange):
        session().execute(sa.delete(model).where(model.candidate_id.in_(ids)))
    for candidate in candidates:
        session().delete(candidate)
    session().flush()


def close_list(procedure: Procedure, *, actor: Account) -> None:
    """Close the list and give every candidate a code, K01 and on, in an order left to chance."""
    require(procedure, Act.CLOSE)
    candidates = queries.candidates_of(procedure.id)
    if not candidates:
        raise Refused(_("There is no candidate on the list yet. Add or import the candidates first."))
    if sentences := [sentence for answer in hooks.unsettled(procedure) for sentence in answer]:
        raise Refused(" ".join(sentences))
    secrets.SystemRandom().shuffle(candidates)
    for candidate, code in zip(candidates, codes_for(len(candidates)), strict=True):
        candidate.code = code
    procedure.candidates_closed_at = now()
    session().flush()
    given = {candidate.code or "": candidate.id for candidate in candidates}
    audit.record("candidates.closed", actor=actor, role="hr", procedure_id=procedure.id, codes=given)


def codes_for(number: int) -> list[str]:
    """K01, K02, ...: at least two digits, more when there are more than 99 candidates, so that codes sort as text."""
    width = max(2, len(str(number)))
    return [f"K{place:0{width}d}" for place in range(1, number + 1)]


def reopen_list(procedure: Procedure, *, actor: Account) -> None:
    """Open the list again while nothing was judged: the codes are taken back, and closing it gives others."""
    require(procedure, Act.REOPEN)
    if judgement_exists(procedure.id):
        raise Refused(_("Something was judged already, so the codes stay and the list cannot be reopened. Nobody can be added to this procedure any more."))
    candidates = queries.candidates_of(procedure.id)
    taken = {candidate.code or "": candidate.id for candidate in candidates}
    for candidate in candidates:
        candidate.code = None
    procedure.candidates_closed_at = None
    session().flush()
    audit.record("candidates.reopened", actor=actor, role="hr", procedure_id=procedure.id, codes=taken)
