"""Telling: candidates of their appointments, the panel of the sittings."""

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from flask import flash, redirect
from werkzeug.wrappers import Response

from selection.db import now
from selection.errors import NotFound, Refused
from selection.i18n import _, _n
from selection.planning import pages, queries, sittings, telling
from selection.planning.forms import PanelForm, TellForm
from selection.planning.models import NoticeKind
from selection.planning.scope import actor, closed_to_planning, part_scope, reads_names
from selection.planning.telling import ToTell, Word
from selection.planning.times import day_of
from selection.planning.views.scope import BASE, Answer, blueprint, done, index_url, shown, shown_form, site
from selection.planning.words import where
from selection.procedures.queries import definition_of, procedure_for_hr

AHEAD = timedelta(days=2)


@blueprint.route(f"{BASE}/<part_code>/berichten", methods=["GET", "POST"])
def tell(procedure_id: UUID, part_code: str) -> Answer:
    """What candidates do not know yet, and the button that has it told."""
    scope = part_scope(procedure_id, part_code)
    if sentence := closed_to_planning(scope.procedure, scope.round.code):
        raise Refused(sentence)
    people = queries.people(scope.procedure.id, names=reads_names(scope.procedure, scope.hats, scope.round.code))
    left = telling.to_tell(scope, queries.slots_of(scope.procedure.id, part_code=part_code), people)
    seen = _digest(left.words)
    form = TellForm(data={"until": _until(left.words)})
    if form.validate_on_submit() and form.until.data is not None and _acceptable(form, left, seen, form.until.data):
        bring = [line for line in (form.bring.data or "").splitlines() if line.strip()]
        telling.tell(scope, left.words, until=form.until.data, bring=bring, actor=actor(), site=site())
        return done(scope, _told(left))
    form.seen.data = seen
    rows = [
        (kind, [(word, pages.heading(day_of(word.now.begins_at)), pages.hours(word.now), where(word.now)) for word in left.of(kind)]) for kind in NoticeKind
    ]
    return shown_form("planning/tell.html", scope, form, left=left, rows=rows)


def _acceptable(form: TellForm, left: ToTell, seen: str, until: date) -> bool:
    if form.seen.data != seen:
        form.refuse("seen", _("The planning changed since this page was made. Look at the list again; nothing was sent."))
    elif not left.words:
        form.refuse("seen", _("There is nothing to tell."))
    elif not day_of(now()) <= until <= day_of(left.words[0].now.begins_at):
        form.refuse("until", _("Choose a day from today on, and not after the first appointment."))
    return not form.errors


def _until(words: Sequence[Word]) -> date | None:
    if not words:
        return None
    return max(day_of(now()), day_of(words[0].now.begins_at) - AHEAD)


def _told(left: ToTell) -> str:
    first, sent = len(left.of(NoticeKind.INVITATION)), len(left.words) - len(left.of(NoticeKind.INVITATION))
    said = []
    if first:
        said.append(_waiting(first))
    if sent:
        said.append(_n("%(num)s message is being sent.", "%(num)s messages are being sent.", sent))
    return " ".join(said)


def _waiting(count: int) -> str:
    return _n("%(num)s invitation waits in the outbox until HR releases it.", "%(num)s invitations wait in the outbox until HR releases them.", count)


def _digest(words: Sequence[Word]) -> str:
    """What the page said would be told, to be compared with what there is to tell."""
    told = [f"{word.kind} {word.person.id} {word.now.begins_at} {word.now.ends_at} {where(word.now)}" for word in words]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]


@blueprint.route(f"{BASE}/<round_code>/jury", methods=["GET", "POST"])
def ask_panel(procedure_id: UUID, round_code: str) -> Answer:
    """Invite the people of a round to its sittings; HR alone."""
    procedure, hats = procedure_for_hr(actor(), procedure_id)
    round_ = next((round_ for round_ in definition_of(procedure).scheme.rounds if round_.code == round_code), None)
    if round_ is None:
        raise NotFound
    if sentence := closed_to_planning(procedure, round_code):
        raise Refused(sentence)
    slots = [slot for slot in queries.slots_of(procedure.id, [round_code]) if slot.with_panel and not queries.past(slot)]
    found = sittings.sittings_of(slots)
    panel = sittings.panel_of(procedure, round_code, found)
    left = [one.seat for one in panel if not one.current]
    form = PanelForm(data={"conflicts_by": max(day_of(now()), found[0].day - AHEAD) if found else None})
    if form.validate_on_submit() and form.conflicts_by.data is not None and found and left:
        allowance = form.allowance.data or ""
        sittings.invite(procedure, round_code, left, found, conflicts_by=form.conflicts_by.data, allowance=allowance, actor=actor(), site=site())
        flash(_waiting(len(left)), "good")
        answer: Response = redirect(index_url(procedure.id), 303)
        return answer
    lines = [sittings.line(one) for one in found]
    text = shown("planning/panel.html", procedure, hats, round=round_, lines=lines, panel=panel, left=left, form=form, back=index_url(procedure.id))
    return (text, 422) if form.is_submitted() else text
