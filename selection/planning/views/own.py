"""A candidate's own appointments and the answer to them, by the link of the invitation or of the application. No account, nothing of others."""

from uuid import UUID

from flask import Response, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from selection.applications import throttling
from selection.db import now
from selection.documents.calendar import Appointment, calendar_file
from selection.errors import BadInput, NotFound
from selection.i18n import _, speaking
from selection.planning import answering, private, queries, telling
from selection.planning.answering import Opened
from selection.planning.forms import AnswerForm
from selection.planning.lapsing import why_lapsed
from selection.planning.views.agenda import ics
from selection.planning.views.scope import Answer, blueprint, site
from selection.web.languages import asked_language, chosen_language


@blueprint.get(f"{telling.PATH}<token>")
def own(token: str) -> Answer:
    """The appointments as the candidate was told of them."""
    opened, language = _found(token)
    with speaking(language):
        done = {
            "komt": _("Thank you. We know that you will come."),
            "verhinderd": _("Thank you. We know that you cannot come, and let you know what is possible."),
        }
        return _page(token, opened, done=done.get(request.args.get("gedaan", ""), ""))


@blueprint.get(f"{telling.PATH}<token>/agenda.ics")
def own_file(token: str) -> Response:
    """The same as a calendar file; its entries are those of the invitation."""
    opened, language = _found(token)
    with speaking(language):
        return ics(calendar_file(_entries(opened), made_at=now()), "afspraak.ics")


@blueprint.route(f"{telling.PATH}<token>/<uuid:notice_id>", methods=["GET", "POST"])
def answer(token: str, notice_id: UUID) -> Answer | BaseResponse:
    """Say that one comes, or why one cannot. Answering to an appointment that changed meanwhile, or that was answered in another window, gives both (409)."""
    opened, language = _found(token)
    with speaking(language):
        asked, known = answering.word_of(opened, notice_id)
        shown = private.shown_word(known, why_lapsed(opened.procedure, opened.candidate_id)) if known is not None else None
        if known is None or shown is None or not shown.open:
            return _page(token, opened, fault=_("This appointment is over or was cancelled, so it can no longer be answered."))
        version = str(known.answer.version) if known.answer is not None else "0"
        said = known.answer
        form = AnswerForm(data={"seen": version, "comes": "" if said is None else "ja" if said.comes else "nee", "words": said.words if said else ""})
        if not form.is_submitted():
            return _form(token, opened, form, shown)
        if asked.id != known.notice.id or form.seen.data != version:
            changed = _("Your appointment changed: it was %(old)s.", old=private.when(asked)) if asked.id != known.notice.id else shown.answered
            form.refuse("seen", _("Nothing was saved. %(changed)s What you wrote stands below; look, and send it again.", changed=changed))
            form.seen.data = version
            return _form(token, opened, form, shown), 409
        if form.validate():
            try:
                answering.answer(known, comes=form.comes.data == "ja", words=form.words.data or "")
            except BadInput as error:
                form.refuse("words", error.message)
            else:
                done = "komt" if form.comes.data == "ja" else "verhinderd"
                return redirect(url_for("planning.own", token=token, taal=asked_language(), gedaan=done), 303)
        return _form(token, opened, form, shown), 422


def _form(token: str, opened: Opened, form: AnswerForm, shown: private.Shown) -> str:
    back = url_for("planning.own", token=token, taal=asked_language())
    return render_template("planning/answer.html", procedure=opened.procedure, form=form, one=shown, action=_action(token, shown), back=back)


def _page(token: str, opened: Opened, *, done: str = "", fault: str = "") -> str | tuple[str, int]:
    shown = [(one, _action(token, one)) for one in private.shown(opened.candidate_id)]
    file = url_for("planning.own_file", token=token)
    page = render_template("planning/own.html", procedure=opened.procedure, shown=shown, file=file, done=done, fault=fault)
    return (page, 409) if fault else page


def _action(token: str, one: private.Shown) -> str:
    return url_for("planning.answer", token=token, notice_id=one.notice_id, taal=asked_language())


def _entries(opened: Opened) -> list[Appointment]:
    """Of appointments that lapsed the entry that takes them away."""
    found, lapsed = [], bool(why_lapsed(opened.procedure, opened.candidate_id))
    for known in queries.appointments_of(opened.candidate_id):
        scope, sequence = private.scope_of(known.notice), known.notice.sequence + lapsed
        if scope is not None:
            found.append(telling.appointment(known.notice, opened.candidate_id, scope, sequence=sequence, cancelled=lapsed, site=site()))
    return found


def _found(token: str) -> tuple[Opened, str]:
    """Whom the address belongs to, and the language to speak: that of the letter or the application unless another was chosen.

    NotFound for an address that opens nothing; too many of those are refused.
    """
    throttling.refuse_if_too_often("token", request.remote_addr or "")
    opened = answering.opened_by(token)
    if opened is None:
        throttling.count("token", request.remote_addr or "")
        raise NotFound
    g.language = asked_language() or chosen_language() or opened.language
    return opened, g.language
