"""The letters that this subject asks for. All but the measures of an accommodation go out by themselves; each carries a private link of its own."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal
from uuid import uuid4

from selection.accounts.models import Account
from selection.applications import links, queries
from selection.applications.models import Application
from selection.applications.states import Stage, Window, stage_of
from selection.db import now
from selection.i18n import _
from selection.mail import outbox
from selection.mail.outbox import Recipient, Wanted
from selection.procedures.models import Procedure
from selection.procedures.telling import withdraw_unsent
from selection.procedures.vacancy import told_moment
from vacancies import Definition, Document

LATER = {"nl": "het afsluiten van de lijst", "en": "the list is closed"}
NOTHING = {"nl": ["geen"], "en": ["none"]}
MEASURES = "aanpassing-bevestigd"


def recipient_of(application: Application, email: str = "") -> Recipient:
    """Whom a letter about an application goes to: the candidate, once there is one."""
    name, address = application.name, email or application.details.email
    if application.candidate_id is not None:
        return Recipient(kind="candidate", id=application.candidate_id, name=name, address=address, language=_language(application))
    return Recipient(kind="application", id=application.id, name=name, address=address, language=_language(application))


def confirm_address(procedure: Procedure, application: Application, email: str, window: Window, *, site: str) -> None:
    """A link to a new address: who opens it and confirms is known to read mail there. It is said to work until the closing moment, as that is told."""
    token = links.make(application, mailed_to=email, until=window)
    found = links.find(token)
    expires = found[1].expires_at if found else None
    said = told_moment(window.until) if window.until is not None and expires == window.last else expires
    facts = {"link_geldig_tot": {"moment": (said or now()).isoformat()}}
    _ask("email-bevestigen", procedure, application, facts, token, site, email=email)


def receipt(procedure: Procedure, definition: Definition, application: Application, window: Window, *, site: str) -> None:
    """What was received, and what is still missing while there is time. Only to an address that is known to be read by the applicant."""
    if not _reachable(application):
        return
    documents = queries.documents_of([application.id]).get(application.id, [])
    names = {asked.code: asked.name for asked in queries.asked_documents(definition)}
    seen = queries.seen_of(application)
    received = [names.get(document.asked_code, document.name) for document in documents if not document.redacted]
    received += [name for code, name in names.items() if code in seen]
    moment = application.changed_at or application.submitted_at or now()
    facts: dict[str, Any] = {
        "ontvangen_op": {"moment": moment.isoformat()},
        "ontvangen_documenten": list(dict.fromkeys(received)) or NOTHING,
        **_deadline(window),
    }
    _ask("ontvangst", procedure, application, facts, _mailed(application), site)
    if missing := queries.missing(definition, documents, seen):
        _ask("onvolledig", procedure, application, _lacking(missing, window), _mailed(application), site)


def remind(procedure: Procedure, definition: Definition, window: Window, *, site: str, day: date) -> int:
    """Tell everybody whose application is incomplete what is missing, while there is time and once a day; how many are told."""
    there = queries.codes_in(procedure.id)
    missing = {
        one: lacking
        for one in queries.applications_of(procedure.id)
        if stage_of(one) is Stage.SUBMITTED and _reachable(one) and (lacking := queries.missing_of(definition, there.get(one.id, ())))
    }
    keys = {one: f"onvolledig:{one.id}:{day.isoformat()}" for one in missing}
    told = outbox.asked_before(list(keys.values()))
    waiting = [one for one in missing if keys[one] not in told]
    tokens = links.make_mailed(waiting)
    letters = [_wanted("onvolledig", procedure, one, _lacking(missing[one], window), tokens[one.id], site, key=keys[one]) for one in waiting]
    return len(outbox.ask_all(letters))


def _lacking(missing: Sequence[Document], window: Window) -> dict[str, Any]:
    return {"ontbrekende_documenten": [asked.name for asked in missing], **_deadline(window)}


def changed(procedure: Procedure, application: Application, *, site: str) -> None:
    """A receipt for changed contact data or another wish about taking part."""
    if _reachable(application):
        moment = (application.changed_at or now()).isoformat()
        _ask("gegevens-gewijzigd", procedure, application, {"ontvangen_op": {"moment": moment}}, _mailed(application), site)


def new_link(procedure: Procedure, application: Application, *, site: str) -> None:
    """The private link that was asked for."""
    _ask("nieuwe-link", procedure, application, {}, _mailed(application), site)


def withdrawn(procedure: Procedure, application: Application) -> None:
    """The withdrawal is recorded."""
    if _reachable(application):
        facts = {"terugtrekking_op": {"moment": (application.withdrawn_at or now()).isoformat()}}
        outbox.ask("terugtrekking-bevestigd", recipient=recipient_of(application), procedure_id=procedure.id, facts=_named(application, facts), automatic=True)


def measures(procedure: Procedure, application: Application, granted: Sequence[str], *, by: Account) -> None:
    """The measures that HR granted, instead of a letter about them that still waits; waits until a person releases it."""
    if application.details.email:
        take_back_measures(procedure, application, by=by)
        outbox.ask(
            MEASURES,
            recipient=recipient_of(application),
            procedure_id=procedure.id,
            facts=_named(application, {"maatregelen": list(granted)}),
            asked_by=by,
            key=f"{_about_measures(application)}{uuid4()}",
        )


def take_back_measures(procedure: Procedure, application: Application, *, by: Account) -> bool:
    """Withdraw a letter about measures that was not sent: they are no longer what it says. False when none waited."""
    return bool(withdraw_unsent(by, procedure, (MEASURES,), _("The measures changed before this letter was sent."), about=_about_measures(application)))


def _about_measures(application: Application) -> str:
    return f"measures {application.id} "


def _ask(event: str, procedure: Procedure, application: Application, facts: dict[str, Any], token: str, site: str, *, email: str = "") -> None:
    outbox.ask_all([_wanted(event, procedure, application, facts, token, site, email=email)])


def _wanted(
    event: str, procedure: Procedure, application: Application, facts: dict[str, Any], token: str, site: str, *, email: str = "", key: str | None = None
) -> Wanted:
    return Wanted(
        event=event,
        recipient=recipient_of(application, email),
        procedure_id=procedure.id,
        facts=_named(application, facts),
        secrets={"link": links.address_of(token, site)},
        automatic=True,
        key=key,
    )


def _mailed(application: Application) -> str:
    return links.make(application, mailed_to=application.details.email)


def _reachable(application: Application) -> bool:
    return bool(application.details.email) and application.email_confirmed


def _language(application: Application) -> Literal["nl", "en"]:
    return "en" if application.language == "en" else "nl"


def _named(application: Application, facts: dict[str, Any]) -> dict[str, Any]:
    return {"voornaam": application.details.given_name, "naam": application.details.family_name, **facts}


def _deadline(window: Window) -> dict[str, Any]:
    """The closing moment as the letter names it; the letter fills it in by itself where there is one."""
    return {} if window.until is not None else {"uiterste_datum": LATER}
