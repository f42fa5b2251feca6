"""An applicant's own page behind the private link, and what is done from it."""

from typing import Any
from uuid import UUID

from flask import Response, redirect, render_template, request
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as BaseResponse

from selection.applications import accommodation, beginning, checking, hooks, naming, queries, states, submitting, telling, throttling
from selection.applications.checking import MOST_BYTES, BadFile
from selection.applications.forms import AccommodationForm, ContactForm, EmptyVisitorForm
from selection.applications.pages import asked_lines, missing_sentence, until_words
from selection.applications.states import Act, Stage, stage_of
from selection.applications.views.files import download
from selection.applications.views.scope import UPLOAD, Answer, Mine, mine_of, site, visitors
from selection.db import store
from selection.errors import BadInput
from selection.i18n import _, moment
from selection.procedures.queries import stop_of
from selection.procedures.vacancy import ended_words

ACTS = tuple(act.value for act in Act)


@visitors("/m/<token>", methods=["GET"])
def mine(token: str) -> str:
    """Everything that was sent, what is missing, and what can be done now."""
    return _page(mine_of(token))


def _page(own: Mine, *, problems: list[tuple[str, str]] | None = None, asked: str = "") -> str:
    application, definition = own.application, own.definition
    documents = queries.documents_of([application.id]).get(application.id, [])
    told = [each for answer in hooks.private_page(application.candidate_id, own.token) for each in answer] if application.candidate_id else []
    seen = queries.seen_of(application)
    lacking = [document.name for document in queries.missing(definition, documents, seen)]
    return render_template(
        "applications/mine.html",
        own=own,
        application=application,
        details=application.details,
        procedure=own.procedure,
        definition=definition,
        stage=stage_of(application).value,
        until=until_words(own.window),
        lines=asked_lines(definition, documents, seen),
        missing=missing_sentence(lacking) if lacking else "",
        may={act: own.may(act) for act in ACTS},
        may_confirm=beginning.may_confirm(application, own.link),
        request_made=queries.request_of(application),
        measures=queries.measures_of(application),
        told=told,
        ended=ended_words(own.procedure, stop_of(own.procedure)),
        problems=problems or [],
        problem_at=asked,
        done=_done(request.args.get("gedaan", "")),
        sent_at=moment(application.submitted_at) if application.submitted_at else "",
        changed_at=moment(application.changed_at) if application.changed_at else "",
    )


def _done(code: str) -> str:
    """What the last act did, in words; from a closed list, since it stands in the address."""
    words = {
        "bewaard": _("Saved."),
        "bevestigd": _("Your e-mail address is confirmed."),
        "ingediend": _("Your application was sent. You can change it on this page until the closing moment."),
        "toegevoegd": _("The file is saved."),
        "verwijderd": _("The file is removed."),
        "nieuw-adres": _("Saved. We sent a link to your new e-mail address; it is used once you confirm it with that link."),
        "ingetrokken": _("Your application is withdrawn."),
    }
    return words.get(code, "")


def _back(own: Mine, done: str) -> BaseResponse:
    return redirect(own.url(gedaan=done), 303)


@visitors("/m/<token>/bevestigen", methods=["POST"])
def confirm(token: str) -> Answer:
    """The reader of a mailed link has its address."""
    own = mine_of(token)
    states.require(own.application, own.window, Act.CONFIRM)
    if beginning.confirm(own.procedure, own.application, own.link) and stage_of(own.application) is Stage.SUBMITTED:
        telling.receipt(own.procedure, own.definition, own.application, own.window, site=site())
    return _back(own, "bevestigd")


@visitors("/m/<token>/gegevens", methods=["GET", "POST"])
def contact(token: str) -> Answer:
    """Change name and contact data."""
    own = mine_of(token)
    states.require(own.application, own.window, Act.CONTACT)
    application, old = own.application, own.application.details
    shown: dict[str, Any] = {"postal_address": application.postal_address, "version": beginning.version_of(application)}
    shown |= {name: getattr(old, name) for name in ("given_name", "family_name", "telephone")} | {"email": application.pending_email or old.email}
    form = ContactForm(data=shown)
    if form.validate_on_submit():
        if fault := beginning.barred_address(own.procedure, form.email.data or ""):
            form.refuse("email", fault)
        else:
            return _contact_changed(own, form)
    postal = bool(application.postal_address) or states.asks_postal_address(own.definition)
    page = render_template("applications/contact.html", own=own, form=form, procedure=own.procedure, postal=postal)
    return page, 422 if form.is_submitted() else 200


def _contact_changed(own: Mine, form: ContactForm) -> BaseResponse:
    application, address = own.application, form.email.data or ""
    fields = beginning.change_details(own.procedure, application, form.details(), form.postal_address.data or "", version=form.seen)
    moved = address != application.details.email if "pending_email" in fields else "email" in fields
    if moved:
        telling.confirm_address(own.procedure, application, address, own.window, site=site())
    if fields and stage_of(application) is Stage.SUBMITTED:
        telling.changed(own.procedure, application, site=site())
    return _back(own, "nieuw-adres" if moved else "bewaard")


@visitors("/m/<token>/documenten", methods=["POST"], most=UPLOAD)
def upload(token: str) -> Answer:
    """Add files to one document that is asked for. Files that are fine stay when another one is refused."""
    own = mine_of(token)
    states.require(own.application, own.window, Act.DOCUMENTS)
    throttling.count("upload", request.remote_addr or "")
    asked = request.form.get("asked", "")
    names = {each.code: each.name for each in queries.asked_documents(own.definition)}
    if asked not in names:
        raise BadInput(_("This vacancy asks for no such document. Load your page again and choose the file once more."))
    problems, added = [], 0
    chosen = [file for file in request.files.getlist("files") if file.filename]
    for file in chosen:
        try:
            checked = checking.check(content_of(file))
            name = naming.clean(file.filename or "", checked.media_type, names[asked])
            beginning.add_document(own.procedure, own.application, checked, name=name, asked=asked)
            added += 1
        except (BadFile, BadInput) as error:
            problems.append((naming.clean(file.filename or "", checking.PDF, names[asked]).removesuffix(".pdf"), str(error)))
    if added and stage_of(own.application) is Stage.SUBMITTED:
        telling.receipt(own.procedure, own.definition, own.application, own.window, site=site())
    if not chosen:
        problems.append((names[asked], _("No file was chosen. Choose a file first.")))
    if problems:
        store()  # what is fine stays, whatever is said of the others
        return _page(own, problems=problems, asked=asked), 422
    return _back(own, "toegevoegd")


def content_of(file: FileStorage) -> bytes:
    """The bytes of an upload, no more than are allowed; `BadFile` with its true size when there are more."""
    file.stream.seek(0, 2)
    number = file.stream.tell()
    file.stream.seek(0)
    if number > MOST_BYTES:
        raise checking.too_large(number)
    content: bytes = file.stream.read()
    return content


@visitors("/m/<token>/documenten/<uuid:document_id>", methods=["GET"])
def own_file(token: str, document_id: UUID) -> Response:
    """One's own file back, as a download."""
    own = mine_of(token)
    return download(queries.document_of(own.application, document_id), application=own.application)


@visitors("/m/<token>/documenten/<uuid:document_id>/weg", methods=["POST"])
def drop_file(token: str, document_id: UUID) -> Answer:
    """Remove one's own file, for good."""
    own = mine_of(token)
    states.require(own.application, own.window, Act.DOCUMENTS)
    document = queries.document_of(own.application, document_id)
    if document.uploaded_by is not None:
        raise BadInput(_("We added this file to your application ourselves. Ask us to remove it."))
    beginning.remove_document(own.procedure, own.application, document)
    if stage_of(own.application) is Stage.SUBMITTED:
        telling.receipt(own.procedure, own.definition, own.application, own.window, site=site())
    return _back(own, "verwijderd")


@visitors("/m/<token>/aanpassingen", methods=["GET", "POST"])
def needs(token: str) -> Answer:
    """What somebody needs to be able to take part, and why."""
    own = mine_of(token)
    states.require(own.application, own.window, Act.ACCOMMODATION)
    made = queries.request_of(own.application)
    form = AccommodationForm(data={"wanted": made.wanted, "reason": made.reason} if made else {})
    if form.validate_on_submit():
        if accommodation.ask(own.procedure, own.application, form.wanted.data or "", form.reason.data or "") and own.application.submitted_at:
            telling.changed(own.procedure, own.application, site=site())
        return _back(own, "bewaard")
    page = render_template("applications/needs.html", own=own, form=form, procedure=own.procedure)
    return page, 422 if form.is_submitted() else 200


@visitors("/m/<token>/indienen", methods=["POST"])
def submit(token: str) -> Answer:
    """Send the application in, complete or not; what is missing is told at once. Sending it twice is sending it once."""
    own = mine_of(token)
    if stage_of(own.application) is not Stage.SUBMITTED:
        states.require(own.application, own.window, Act.SUBMIT)
        submitting.submit(own.procedure, own.application)
        telling.receipt(own.procedure, own.definition, own.application, own.window, site=site())
    return _back(own, "ingediend")


@visitors("/m/<token>/terugtrekken", methods=["GET", "POST"])
def withdraw(token: str) -> Answer:
    """Withdraw the application, after a page that says what that means."""
    own = mine_of(token)
    states.require(own.application, own.window, Act.WITHDRAW)
    sent = stage_of(own.application) is Stage.SUBMITTED
    if EmptyVisitorForm().validate_on_submit():
        submitting.withdraw(own.procedure, own.application)
        if not sent:
            return render_template("applications/gone.html", procedure=own.procedure), 200
        telling.withdrawn(own.procedure, own.application)
        return _back(own, "ingetrokken")
    return render_template("applications/withdraw.html", own=own, procedure=own.procedure, sent=sent), 200
