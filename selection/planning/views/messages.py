"""Telling: candidates of their appointments, the panel of the sittings."""

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from flask import flash, redirect
from werkzeug.wrappers import Response

from selection.db import now
from selection.errors import NotFound, Refused
from selection.i18n import _, _n, date_long
from selection.planning import pages, panel, queries, sittings, telling
from selection.planning.forms import PanelForm, TellForm
from selection.planning.models import NoticeKind
from selection.planning.panel import Change
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
    slots = queries.slots_of(scope.procedure.id, [scope.round.code])
    left, colleagues = telling.to_tell(scope, slots, people), panel.changes(scope.procedure, scope.round.code, slots, people)
    seen = _digest(left.words, colleagues)
    form = TellForm(data={"until": _until(left.words)})
    if not left.words:
        del form.until, form.bring
    if form.validate_on_submit() and _acceptable(form, left, colleagues, seen):
        if left.words:
            bring = [line for line in (form.bring.data or "").splitlines() if line.strip()]
            telling.tell(scope, left.words, until=form.until.data or day_of(now()), bring=bring, actor=actor(), site=site())
        panel.tell_changes(scope, colleagues, actor=actor(), site=site())
        return done(scope, _told(left, colleagues))
    form.seen.data = seen
    rows = [
        (kind, [(word, pages.heading(day_of(word.now.begins_at)), pages.hours(word.now), where(word.now)) for word in left.of(kind)]) for kind in NoticeKind
    ]
    return shown_form("planning/tell.html", scope, form, left=left, rows=rows, colleagues=[(each, _news(each)) for each in colleagues])


def _news(change: Change) -> list[str]:
    """What one of the panel is told, a line each."""
    gone = [_("%(day)s: lapses", day=date_long(day, weekday=True)) for day in change.gone]
    return gone + [sittings.line(one) for one in change.new]


def _acceptable(form: TellForm, left: ToTell, colleagues: Sequence[Change], seen: str) -> bool:
    if form.seen.data != seen:
        form.refuse("seen", _("The planning changed since this page was made. Look at the list again; nothing was sent."))
    elif not left.words and not colleagues:
        form.refuse("seen", _("There is nothing to tell."))
    elif left.words and not day_of(now()) <= (form.until.data or date.min) <= day_of(left.words[0].now.begins_at):
        form.refuse("until", _("Choose a day from today on, and not after the first appointment."))
    return not form.errors


def _until(words: Sequence[Word]) -> date | None:
    if not words:
        return None
    return max(day_of(now()), day_of(words[0].now.begins_at) - AHEAD)


def _told(left: ToTell, colleagues: Sequence[Change]) -> str:
    first = len(left.of(NoticeKind.INVITATION))
    sent = len(left.words) - first + sum(bool(each.new) + bool(each.gone) for each in colleagues)
    said = []
    if first:
        said.append(_waiting(first))
    if sent:
        said.append(_n("%(num)s message is being sent.", "%(num)s messages are being sent.", sent))
    return " ".join(said)


def _waiting(count: int) -> str:
    return _n("%(num)s invitation waits in the outbox until HR releases it.", "%(num)s invitations wait in the outbox until HR releases them.", count)


def _digest(words: Sequence[Word], colleagues: Sequence[Change]) -> str:
    """What the page said would be told, to be compared with what there is to tell."""
    told = [f"{word.kind} {word.person.id} {word.now.begins_at} {word.now.ends_at} {where(word.now)}" for word in words]
    told += [f"{change.account.id} {change.gone} {sittings.held(change.sittings)}" for change in colleagues]
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
    found = sittings.to_come(queries.slots_of(procedure.id, [round_code]), round_code, queries.people(procedure.id, names=False))
    people = sittings.panel_of(procedure, round_code, found)
    left = [one.seat for one in people if one.told_at is None]
    form = PanelForm(data={"conflicts_by": max(day_of(now()), found[0].day - AHEAD) if found else None})
    if form.validate_on_submit() and form.conflicts_by.data is not None and found and left:
        allowance = form.allowance.data or ""
        panel.invite(procedure, round_code, left, found, conflicts_by=form.conflicts_by.data, allowance=allowance, actor=actor(), site=site())
        flash(_waiting(len(left)), "good")
        answer: Response = redirect(index_url(procedure.id), 303)
        return answer
    lines = [sittings.line(one) for one in found]
    text = shown("planning/panel.html", procedure, hats, round=round_, lines=lines, panel=people, left=left, form=form, back=index_url(procedure.id))
    return (text, 422) if form.is_submitted() else text
