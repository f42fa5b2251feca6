"""The applications of a procedure, for HR: the list, one of them, entering one from paper, scans, measures, reminders, and who applied twice."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import request, url_for
from wtforms.fields import SelectChoice

from selection.accounts.request import actor
from selection.applications import accommodation, beginning, checking, doubles, naming, queries, states, submitting, telling
from selection.applications.checking import BadFile
from selection.applications.forms import EmptyForm, KeepForm, MeasureForm, PaperForm, ScansForm
from selection.applications.models import AccommodationRequest, Application
from selection.applications.pages import STATES, asked_lines, came_words, late, listed, missing_sentence, state_words, until_words
from selection.applications.states import Phase, Stage, stage_of
from selection.applications.submitting import Arrival
from selection.applications.views.mine import content_of
from selection.applications.views.scope import UPLOAD, Answer, blueprint, for_hr, shown, site
from selection.candidates import entering
from selection.candidates import states as lists
from selection.candidates.finding import today
from selection.candidates.queries import people
from selection.db import store
from selection.errors import BadInput, NotFound, Refused
from selection.forms import normal_line
from selection.i18n import _, _n
from selection.procedures.models import Procedure
from selection.procedures.queries import Hats, definition_of
from selection.web import guard
from selection.web.answers import done

Scope = tuple[Procedure, Hats]
BASE = "/procedures/<uuid:procedure_id>/kandidaturen"


def one(procedure_id: UUID, application_id: UUID) -> tuple[Scope, Application]:
    """The procedure and an application for it."""
    scope = for_hr(procedure_id)
    return scope, queries.application_of(scope[0], application_id)


def url_of(application: Application) -> str:
    """Address of the page of an application."""
    return url_for("applications.show", procedure_id=application.procedure_id, application_id=application.id)


@blueprint.get(BASE + "/")
def index(procedure_id: UUID) -> str:
    """The applications, filtered by a word and a state that stand in the address."""
    scope = for_hr(procedure_id)
    procedure = scope[0]
    word, state = normal_line(request.args.get("zoek", ""))[:100], request.args.get("stand", "")
    state = state if state in STATES else ""
    lines, total, counts = listed(procedure, word=word, state=state)
    window = states.window(procedure)
    return shown(
        "applications/index.html",
        scope,
        lines=lines,
        total=total,
        word=word,
        state=state,
        state_words=state_words(counts),
        phase=window.phase.value,
        until=until_words(window),
        incomplete=counts["incomplete"],
        may_enter=lists.may(procedure, lists.Act.ADD),
    )


@blueprint.route(BASE + "/nieuw", methods=["GET", "POST"])
def enter(procedure_id: UUID) -> Answer:
    """Enter an application that came on paper or by mail; its scans are added on its page."""
    scope = for_hr(procedure_id)
    procedure = scope[0]
    lists.require(procedure, lists.Act.ADD)
    form = PaperForm(language=definition_of(procedure).language)
    form.source.choices = [SelectChoice("paper", _("on paper")), SelectChoice("mail", _("by mail"))]
    if form.validate_on_submit() and (on := _day_of_arrival(procedure, form)) is not None:
        application = submitting.enter(
            procedure,
            form.details(),
            postal_address=form.postal_address.data or "",
            language=form.language.data,
            arrival=Arrival(source=form.source.data, received_on=on),
            actor=actor(),
        )
        return done(_("The application of %(name)s is entered. Add the scans here.", name=application.name), url_of(application))
    page = shown("applications/enter.html", scope, form=form)
    return (page, 422) if form.is_submitted() else page


def _day_of_arrival(procedure: Procedure, form: PaperForm) -> date | None:
    """The day, when nothing else is wrong either; what is wrong stands on the form."""
    email, on = form.email.data or "", form.received_on.data
    if on is not None and on > today():
        form.refuse("received_on", _("This day is still to come."))
    if not email and not form.postal_address.data:
        form.refuse("email", _("Give an e-mail address or a postal address, so that this person can be told what is decided."))
    if email and email in entering.barred(procedure):
        form.refuse("email", _("Somebody with a task in this procedure has this address. End that task or seat first, or give another address."))
    return None if form.errors else on


@blueprint.get(BASE + "/<uuid:application_id>")
def show(procedure_id: UUID, application_id: UUID) -> str:
    """One application with its documents and what was asked."""
    scope, application = one(procedure_id, application_id)
    return _shown(scope, application, ScansForm(), MeasureForm())


def _shown(scope: Scope, application: Application, scans: ScansForm, measure: MeasureForm, problems: list[tuple[str, str]] | None = None) -> str:
    procedure, definition, window = scope[0], definition_of(scope[0]), states.window(scope[0])
    scans.asked.choices = _asked_choices(procedure)
    applications = queries.applications_of(procedure.id)
    documents = queries.documents_of([application.id]).get(application.id, [])
    seen = queries.seen_of(application)
    lacking = [asked.name for asked in queries.missing(definition, documents, seen)]
    stage = stage_of(application)
    return shown(
        "applications/show.html",
        scope,
        application=application,
        details=application.details,
        stage=stage.value,
        came=came_words(application),
        late=late(application, window),
        lines=asked_lines(definition, documents, seen),
        missing=missing_sentence(lacking) if lacking else "",
        asked=queries.request_of(application),
        measures=queries.measures_of(application),
        names=people([application.entered_by]),
        twins=doubles.twins_of(application, applications),
        earlier=[each for each in applications if each.kept_id == application.id],
        kept=next((each for each in applications if each.id == application.kept_id), None),
        scans=scans,
        measure=measure,
        problems=problems or [],
        may_settle=lists.may(procedure, lists.Act.REMOVE),
        may_remind=bool(lacking) and stage is Stage.SUBMITTED and window.phase is Phase.OPEN,
    )


def _asked_choices(procedure: Procedure) -> list[SelectChoice]:
    asked = [SelectChoice(each.code, each.name) for each in queries.asked_documents(definition_of(procedure))]
    return [*asked, SelectChoice("", _("Other files"))]


guard.larger("applications.add_scans", UPLOAD)


@blueprint.post(BASE + "/<uuid:application_id>/documenten")
def add_scans(procedure_id: UUID, application_id: UUID) -> Answer:
    """Add files to an application; those that are fine stay when another one is refused."""
    scope, application = one(procedure_id, application_id)
    if stage_of(application) is not Stage.SUBMITTED:
        raise Refused(_("Files are added to applications that were sent and still count."))
    form = ScansForm()
    form.asked.choices = _asked_choices(scope[0])
    problems, added = [], 0
    if form.validate_on_submit():
        titles = {choice.value: str(choice.label) for choice in _asked_choices(scope[0])}
        for sent in [each for each in form.files.data or [] if each and each.filename]:
            try:
                checked = checking.check(content_of(sent))
                called = "" if form.redacted.data else sent.filename  # the name of a redacted copy tells nothing either
                name = naming.clean(called, checked.media_type, titles[form.asked.data])
                beginning.add_document(scope[0], application, checked, name=name, asked=form.asked.data, actor=actor(), redacted=bool(form.redacted.data))
                added += 1
            except (BadFile, BadInput) as error:
                problems.append((naming.clean(sent.filename, checking.PDF, "document").removesuffix(".pdf"), str(error)))
        if not added and not problems:
            form.refuse("files", _("No file was chosen. Choose a file first."))
        elif not problems:
            return done(_n("%(num)s file is saved.", "%(num)s files are saved.", added), url_of(application))
    store()
    return _shown(scope, application, form, MeasureForm(), problems), 422


@blueprint.route(BASE + "/<uuid:application_id>/documenten/<uuid:document_id>/weg", methods=["GET", "POST"])
def remove_file(procedure_id: UUID, application_id: UUID, document_id: UUID) -> Answer:
    """Remove a file for good, after a page that says what that means. HR removes what HR added."""
    scope, application = one(procedure_id, application_id)
    document = queries.document_of(application, document_id)
    if document.uploaded_by is None:
        raise Refused(_("The applicant sent this file, so it stays. Only files that HR added are removed here."))
    if EmptyForm().validate_on_submit():
        beginning.remove_document(scope[0], application, document, actor=actor())
        return done(_("The file is removed."), url_of(application))
    return shown("applications/remove_file.html", scope, application=application, document=document)


@blueprint.post(BASE + "/<uuid:application_id>/maatregelen")
def grant(procedure_id: UUID, application_id: UUID) -> Answer:
    """Grant a measure, in the words that the panel reads."""
    scope, application = one(procedure_id, application_id)
    form = MeasureForm()
    if form.validate_on_submit():
        accommodation.grant(scope[0], application, form.measure.data or "", actor=actor())
        return done(_("The measure is granted. The panel reads it without the reason."), url_of(application))
    return _shown(scope, application, ScansForm(), form), 422


@blueprint.post(BASE + "/<uuid:application_id>/maatregelen/<uuid:measure_id>/einde")
def end_measure(procedure_id: UUID, application_id: UUID, measure_id: UUID) -> Answer:
    """End a measure."""
    scope, application = one(procedure_id, application_id)
    measure = next((row for row in queries.measures_of(application) if row.id == measure_id), None)
    if measure is None:
        raise NotFound
    accommodation.end(scope[0], application, measure, actor=actor())
    if telling.take_back_measures(scope[0], application, by=actor()):
        return done(_("The measure is ended. The letter that named it and was not sent is withdrawn."), url_of(application))
    return done(_("The measure is ended."), url_of(application))


@blueprint.post(BASE + "/<uuid:application_id>/maatregelen/brief")
def tell_measures(procedure_id: UUID, application_id: UUID) -> Answer:
    """Prepare the letter with the measures; it waits until somebody releases it."""
    scope, application = one(procedure_id, application_id)
    measures = queries.measures_of(application)
    if not measures or not application.details.email:
        raise Refused(_("There is no measure to tell of, or no e-mail address to tell it to."))
    telling.measures(scope[0], application, [row.measure for row in measures], by=actor())
    return done(_("The letter with the measures waits in the outbox until somebody releases it."), url_of(application))


@blueprint.post(BASE + "/herinneren")
def remind(procedure_id: UUID) -> Answer:
    """Tell everybody whose application is incomplete what is missing, at most once a day."""
    scope = for_hr(procedure_id)
    procedure, definition = scope[0], definition_of(scope[0])
    window = states.window(procedure, definition)
    if window.phase is not Phase.OPEN:
        raise Refused(_("The closing moment is past. Nobody can complete an application any more."))
    told = telling.remind(procedure, definition, window, site=site(), day=today())
    sentence = _n("%(num)s person is told what is missing.", "%(num)s people are told what is missing.", told)
    kept: dict[str, Any] = {name: request.args[name] for name in ("zoek", "stand") if request.args.get(name)}
    return done(sentence, url_for("applications.index", procedure_id=procedure_id, **kept))


@blueprint.route(BASE + "/<uuid:application_id>/dubbel/<uuid:other_id>", methods=["GET", "POST"])
def settle(procedure_id: UUID, application_id: UUID, other_id: UUID) -> Answer:
    """Two applications of one person: keep the last, merge, or find that they are of two people."""
    scope, application = one(procedure_id, application_id)
    other = queries.application_of(scope[0], other_id)
    older, newer = sorted((application, other), key=lambda each: (each.submitted_at or each.begun_at, str(each.id)))
    form = KeepForm()
    form.how.choices = [
        SelectChoice("merge", _("Keep the last one, and take over from the first what it lacks")),
        SelectChoice("last", _("Keep the last one as it is")),
    ]
    if not newer.details.email or newer.details.email != older.details.email:
        form.how.choices.append(SelectChoice("apart", _("These are two people")))
    if form.validate_on_submit():
        if form.how.data == "apart":
            doubles.apart(scope[0], newer, actor=actor())
            return done(_("Noted: these are two people."), url_of(newer))
        doubles.keep(scope[0], newer, older, merge=form.how.data == "merge", actor=actor())
        return done(_("The last application is kept. The first one stays readable from its page."), url_of(newer))
    documents = queries.documents_of([older.id, newer.id])
    sides = [(each, came_words(each), [document.name for document in documents.get(each.id, [])], *_needs(each)) for each in (older, newer)]
    (*_older, first, measures), (*_newer, last, granted) = sides
    takes_along = bool(first and not last) or bool(measures and not granted)
    page = shown("applications/settle.html", scope, form=form, application=application, other=other, sides=sides, takes_along=takes_along)
    return (page, 422) if form.is_submitted() else page


def _needs(application: Application) -> tuple[AccommodationRequest | None, list[str]]:
    """What was asked, and what was granted, to be able to take part."""
    return queries.request_of(application), [row.measure for row in queries.measures_of(application)]
