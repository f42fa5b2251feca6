"""Pages of the panel: what is up to me, and the sheet of one candidate in one part."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Flask, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from selection.accounts.request import actor
from selection.errors import NotFound, Refused
from selection.i18n import _
from selection.scoresheets import ahead, blindness, pages, wordings
from selection.scoresheets.actions import returning, writing
from selection.scoresheets.content import Answer, Content, Sheet, content_of, unanswered
from selection.scoresheets.forms import MoveForm, SheetForm, seen_version, sheet_form
from selection.scoresheets.models import SheetState
from selection.scoresheets.neighbours import free_candidates
from selection.scoresheets.places import Place, place_for, refusal
from selection.scoresheets.points import kind_of
from selection.scoresheets.queries import own_sheet
from selection.scoresheets.reading import earlier, reading
from selection.scoresheets.tasks import tasks_of
from selection.web import guard

blueprint = Blueprint("scoresheets", __name__)
SAVE, SUBMIT = "save", "submit"  # the buttons of a sheet; without one (Enter in a field) it is saved
PLACE = "/taken/<uuid:procedure_id>/<part_code>/<uuid:candidate_id>"
__all__ = ["blindness", "register", "wordings"]


def register(app: Flask) -> None:
    """Add the pages of this subject to the application."""
    app.register_blueprint(blueprint)
    for endpoint in ("scoresheets.sheet", "scoresheets.submit"):
        guard.ahead(endpoint, ahead.typed)


@blueprint.get("/taken")
def tasks() -> str:
    """What is up to this person."""
    return render_template("scoresheets/tasks.html", page=tasks_of(actor()))


@blueprint.route(PLACE, methods=["GET", "POST"])
def sheet(procedure_id: UUID, part_code: str, candidate_id: UUID) -> str | Response | tuple[str, int]:
    """The own sheet: to write on and save, or to read beside those of the others."""
    place = place_for(actor(), procedure_id, part_code, candidate_id)
    if request.method == "POST":
        return _save(place)
    stored = own_sheet(place)
    closed = refusal(place)
    if closed or (stored is not None and stored.state == SheetState.SUBMITTED):
        return _read(place, stored, closed)
    return _write(place, stored, sheet_form(place.definition, place.part, content_of(stored), stored.version if stored else 0))


def _save(place: Place) -> Response | tuple[str, int]:
    """Save the draft; with the button for submitting go on to the page that shows what goes out."""
    version, form = seen_version(request.form), _posted(place)
    button = request.form.get("do", SAVE)
    going_out = button == SUBMIT
    if button not in {SAVE, SUBMIT}:
        form.form_errors.append(_("This form came with a button that is not ours. Nothing is saved; what you typed stands below. Save or submit it."))
        return _write(place, own_sheet(place), form), 422
    if not form.validate() or (going_out and not form.require_complete()):
        return _write(place, own_sheet(place), form), 422
    stored = writing.save_draft(place, form.content(), version=version)
    if going_out:
        return redirect(pages.address(place, "submit"), 303)
    text, detail = pages.saved_line(stored)
    flash(f"{text}: {detail}." if detail else f"{text}.", "good")
    return redirect(pages.address(place), 303)


@blueprint.route(f"{PLACE}/indienen", methods=["GET", "POST"])
def submit(procedure_id: UUID, part_code: str, candidate_id: UUID) -> str | Response | tuple[str, int]:
    """What goes out, and the button that submits it; a form with the whole sheet is saved and submitted in one go."""
    place = place_for(actor(), procedure_id, part_code, candidate_id)
    if request.method != "POST":
        return _confirm(place)
    version, content = seen_version(request.form), None
    if any(name in request.form for name in _posted_names(place)):
        form = _posted(place)
        if not form.validate() or not form.require_complete():
            return _write(place, own_sheet(place), form), 422
        content = form.content()
    writing.submit(place, version=version, content=content)
    flash(_("The sheet about %(code)s is submitted.", code=place.code), "good")
    return redirect(pages.address(place), 303)


@blueprint.post(f"{PLACE}/terugnemen")
def take_back(procedure_id: UUID, part_code: str, candidate_id: UUID) -> Response:
    """Make the own submitted sheet a draft again, while nobody could have read it."""
    place = place_for(actor(), procedure_id, part_code, candidate_id)
    returning.take_back(place, version=seen_version(request.form))
    flash(_("The sheet about %(code)s is a draft again.", code=place.code), "good")
    return redirect(pages.address(place), 303)


@blueprint.route(f"{PLACE}/verplaatsen", methods=["GET", "POST"])
def move(procedure_id: UUID, part_code: str, candidate_id: UUID) -> str | Response | tuple[str, int]:
    """Give the own draft to the candidate whom it is about."""
    place = place_for(actor(), procedure_id, part_code, candidate_id)
    stored = own_sheet(place)
    if stored is None or stored.state != SheetState.DRAFT:
        raise Refused(_("There is no draft to move."))
    if sentence := refusal(place):
        raise Refused(sentence)
    form = MoveForm(data={"version": str(stored.version)})
    form.offer(free_candidates(place))
    if not form.validate_on_submit():
        page = render_template("scoresheets/move.html", place=place, form=form, name=pages.name_of(place), back=pages.address(place))
        return (page, 422) if form.is_submitted() else page
    target = place_for(actor(), procedure_id, part_code, UUID(form.candidate.data))
    writing.move(place, target, version=seen_version(request.form))
    flash(_("The draft is about %(new)s now, no longer about %(old)s.", new=target.code, old=place.code), "good")
    return redirect(pages.address(target), 303)


def _posted(place: Place) -> SheetForm:
    """The form as it was sent. On a long scale the stored ratings are needed, to tell a rating that is taken back from one that was typed."""
    if (read := ahead.read_by(place)) is not None:
        return read
    known = Content()
    if place.part.scale is not None and kind_of(place.part.scale) == "number":
        stored = content_of(own_sheet(place))
        known = Content(answers={code: Answer(position=answer.position, chosen=answer.chosen) for code, answer in stored.answers.items()})
    return sheet_form(place.definition, place.part, known, 0)


def _posted_names(place: Place) -> list[str]:
    return [field.name for field in sheet_form(place.definition, place.part, Content(), 0) if field.name not in {"version", "csrf_token"}]


def _frame(place: Place) -> dict[str, Any]:
    said = {"name": pages.name_of(place), "note": pages.blind_note(place), "planned": pages.planned(place), "lang": pages.data_language(place)}
    return {"place": place, "around": pages.around(place), "here": pages.address(place), "documents_url": pages.documents_address(place), **said}


def _write(place: Place, stored: Sheet | None, form: SheetForm) -> str:
    content = form.content()
    return render_template(
        "scoresheets/sheet.html",
        **_frame(place),
        form=form,
        cards=pages.cards(place, form),
        tally=pages.tally(place, content),
        saved=(_("Not saved yet"), "") if form.errors else pages.saved_line(stored),
        gone=[(gone, next(criterion.title for criterion in place.part.criteria if criterion.code == gone.criterion)) for gone in _neutralised(place)],
        earlier=earlier(place, [], own=True) if stored is not None else [],
        movable=stored is not None,
        move_url=pages.address(place, "move"),
    )


def _neutralised(place: Place) -> list[Any]:
    return [gone for gone in place.scheme.neutralised if gone.part == place.part.code]


def _read(place: Place, stored: Sheet | None, closed: str) -> str:
    page = reading(place, stored)
    content = content_of(stored)
    return render_template(
        "scoresheets/read.html",
        **_frame(place),
        page=page,
        closed=closed,
        submitted=stored is not None and stored.state == SheetState.SUBMITTED,
        tally=pages.tally(place, content) if stored is not None else None,
        take_back_url=pages.address(place, "take_back"),
    )


def _confirm(place: Place) -> str:
    stored = own_sheet(place)
    if stored is None:
        raise NotFound
    if stored.state == SheetState.SUBMITTED or (sentence := refusal(place)):
        return _read(place, stored, "" if stored.state == SheetState.SUBMITTED else sentence)
    content = content_of(stored)
    return render_template(
        "scoresheets/confirm.html",
        **_frame(place),
        lines=pages.said(place, content),
        lacking=[criterion.title if criterion else _("Points") for criterion in unanswered(place.part, place.counting, content)],
        tally=pages.tally(place, content),
        version=stored.version,
        action=pages.address(place, "submit"),
    )
