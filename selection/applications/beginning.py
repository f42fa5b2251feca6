"""Actions: begin an application, add and remove documents, change data, confirm an address. What was sent already is changed in place, with a receipt."""

import hashlib
from dataclasses import dataclass, replace
from datetime import timedelta

import sqlalchemy as sa

from selection import audit
from selection.applications import queries
from selection.applications.checking import Checked
from selection.applications.models import Application, ApplicationDocument, ApplicationLink
from selection.applications.states import Stage, stage_of
from selection.audit import Actor
from selection.candidates import entering
from selection.candidates.entering import Details
from selection.candidates.models import Candidate
from selection.db import now, session
from selection.errors import BadInput, Conflict
from selection.i18n import _
from selection.procedures.models import Procedure

MOST_DOCUMENTS = 30
SAME_FORM = timedelta(hours=1)

audit.register(
    {
        "application.changed": {"application", "candidate", "fields"},
        "application.address_confirmed": {"application", "candidate"},
        "application.document_added": {"application", "candidate", "document", "asked", "media_type", "size", "sha256"},
        "application.document_removed": {"application", "candidate", "document", "asked", "sha256"},
    }
)


@dataclass(frozen=True, kw_only=True)
class Consent:
    """Which text was agreed with."""

    version: str


def begin(procedure: Procedure, details: Details, *, postal_address: str, consent: Consent, language: str, form_number: str) -> tuple[Application, bool]:
    """Begin an application, and whether it is new: the same form sent twice leads to the one that it began."""
    known = session().scalar(sa.select(Application).where(Application.form_number == form_number, Application.procedure_id == procedure.id))
    if known is not None and known.begun_at > now() - SAME_FORM:
        return known, False
    application = Application(
        procedure_id=procedure.id,
        language=language,
        given_name=details.given_name,
        family_name=details.family_name,
        email=details.email,
        telephone=details.telephone,
        postal_address=postal_address,
        consent_at=now(),
        consent_version=consent.version,
        form_number=form_number if known is None else None,
        begun_at=now(),
    )
    session().add(application)
    session().flush()
    return application, True


def barred_address(procedure: Procedure, email: str) -> str:
    """Why nobody can apply here with this address, in words that tell nothing about who else takes part; empty when it can."""
    if email in entering.barred(procedure):
        return _("With this address you cannot apply for this vacancy, because somebody with it has a task in the selection. Ask us if that is not right.")
    return ""


def change_details(procedure: Procedure, application: Application, details: Details, postal_address: str, *, version: int) -> list[str]:
    """Change name and contact data; gives the names of the fields that changed. A new e-mail address waits until it is confirmed; the present one takes that
    back. Conflict with both texts when these data are not those of `version` (`version_of`).
    """
    old, waiting = application.details, application.pending_email
    if version_of(application) != version:
        message = _("These data were changed meanwhile, in another window or by us. Load the page again and look.")
        theirs = replace(old, email=waiting or old.email)
        raise Conflict("applications/changed.html", message=message, rows=_both(details, theirs, postal_address, application.postal_address))
    asked = details
    if stage_of(application) is not Stage.DRAFT:
        application.pending_email = details.email if details.email != old.email else ""
        asked = replace(details, email=old.email)
    fields = [name for name in entering.FIELDS if getattr(asked, name) != getattr(old, name)]
    if stage_of(application) is Stage.DRAFT and details.email != old.email:
        application.email_confirmed_at = None
    _put(application, asked)
    if postal_address != application.postal_address:
        application.postal_address = postal_address
        fields.append("postal_address")
    if application.pending_email != waiting:
        fields.append("pending_email")
    if fields:
        _changed(application)
        record(procedure, application, "application.changed", fields=fields)
    return fields


def version_of(application: Application) -> int:
    """A number that goes up with every change of the application or of the data of its candidate, which HR may change too."""
    return application.version + (application.candidate.version if application.candidate is not None else 0)


def _both(mine: Details, theirs: Details, my_address: str, their_address: str) -> list[tuple[str, str, str]]:
    rows = entering.both(mine, theirs)
    return rows if my_address == their_address else [*rows, (_("Postal address"), my_address, their_address)]


def _put(application: Application, details: Details) -> None:
    if application.candidate is not None:
        entering.overwrite(application.candidate, details)
    else:
        for name in entering.FIELDS:
            setattr(application, name, getattr(details, name))
    session().flush()


def confirm(procedure: Procedure, application: Application, link: ApplicationLink) -> bool:
    """The reader of a mailed link has its address; False when that was known, or when the address is not one of this application (any more)."""
    if not link.mailed_to or not may_confirm(application, link):
        return False
    if application.pending_email == link.mailed_to:
        _put(application, replace(application.details, email=link.mailed_to))
        application.pending_email = ""
    application.email_confirmed_at = now()
    link.expires_at = None
    record(procedure, application, "application.address_confirmed")
    return True


def may_confirm(application: Application, link: ApplicationLink) -> bool:
    """Whether the link shows an address that is not confirmed yet."""
    if not link.mailed_to:
        return False
    if application.pending_email == link.mailed_to:
        return True
    return link.mailed_to == application.details.email and application.email_confirmed_at is None


def add_document(
    procedure: Procedure,
    application: Application,
    checked: Checked,
    *,
    name: str,
    asked: str,
    actor: Actor | None = None,
    redacted: bool = False,
) -> ApplicationDocument:
    """Store a file that was checked. The same bytes for the same document again store nothing. BadInput when there are too many."""
    there = queries.documents_of([application.id]).get(application.id, [])
    digest = hashlib.sha256(checked.content).hexdigest()
    for document in there:
        if (document.sha256, document.asked_code, document.redacted) == (digest, asked, redacted):
            return document
    if len(there) >= MOST_DOCUMENTS:
        raise BadInput(_("There are %(most)s files already. Remove one first, or put several pages together in one PDF.", most=MOST_DOCUMENTS))
    document = ApplicationDocument(
        application_id=application.id,
        asked_code=asked,
        name=name,
        media_type=checked.media_type,
        size=len(checked.content),
        sha256=digest,
        content=checked.content,
        redacted=redacted,
        uploaded_at=now(),
        uploaded_by=actor.id if actor else None,
    )
    session().add(document)
    _changed(application)
    keys = {"document": document.id, "asked": asked, "media_type": checked.media_type, "size": document.size, "sha256": digest}
    record(procedure, application, "application.document_added", actor=actor, **keys)
    return document


def remove_document(procedure: Procedure, application: Application, document: ApplicationDocument, *, actor: Actor | None = None) -> None:
    """The bytes go for good; what stays is that the file was there, when it was removed and by whom."""
    document.content, document.removed_at, document.removed_by = None, now(), actor.id if actor else None
    document.name = "-"
    _changed(application)
    keys = {"document": document.id, "asked": document.asked_code, "sha256": document.sha256}
    record(procedure, application, "application.document_removed", actor=actor, **keys)


def sent_by(application: Application) -> Candidate:
    """The candidate of an application that was sent; LookupError for one that was not."""
    if application.candidate is None:
        raise LookupError("an application that was not sent has no candidate")
    return application.candidate


def _changed(application: Application) -> None:
    """What was sent already says when it was changed last."""
    if application.submitted_at is not None:
        application.changed_at = now()
    session().flush()


def record(procedure: Procedure, application: Application, action: str, *, actor: Actor | None = None, **keys: object) -> None:
    """A line in the audit trail about what was sent; what is only begun leaves none, since it may disappear."""
    if application.submitted_at is None and action != "application.submitted":
        return
    session().flush()
    role = "hr" if actor else "candidate"
    audit.record(action, actor=actor, role=role, procedure_id=procedure.id, application=application.id, candidate=application.candidate_id, **keys)
