"""Checking a draft, calling it ready, opening it again, putting it away, what it was before, and going back to that."""

from uuid import UUID

from flask import url_for

from selection.access import actor
from selection.building import actions, changes, checking, queries
from selection.building.states import Act, may, require
from selection.building.views.scope import Answer, at_bench, blueprint, hold_version, shown
from selection.db import now
from selection.i18n import _
from selection.i18n.figures import BRUSSELS
from selection.web.answers import done


@blueprint.get("/<uuid:draft_id>/nakijken")
def check(draft_id: UUID) -> str:
    """What is missing, what is good to know, and the button that calls the vacancy ready."""
    at = at_bench(draft_id, "nakijken")
    definition = checking.definition_at(at)
    return shown(
        "building/check.html",
        at,
        missing=checking.missing(at),
        rules=checking.rules_in_words(definition) if definition is not None else None,
        remarks=checking.remarks(at, now().astimezone(BRUSSELS).date()),
        fingerprint=checking.ready_fingerprint(at) if definition is not None and not at.gaps else "",
        may={str(act) for act in Act if may(at.draft, act)},
    )


@blueprint.post("/<uuid:draft_id>/gereed")
def finish(draft_id: UUID) -> Answer:
    """Call the vacancy ready."""
    at = at_bench(draft_id, "nakijken")
    require(at.draft, Act.FINISH)
    hold_version(at)
    actions.finish(at.draft, actor(), fingerprint=checking.ready_fingerprint(at))
    return done(_("The vacancy is ready. You can open a procedure from it."), url_for("building.check", draft_id=draft_id))


@blueprint.post("/<uuid:draft_id>/heropenen")
def reopen(draft_id: UUID) -> Answer:
    """Build on."""
    at = at_bench(draft_id, "nakijken")
    hold_version(at)
    actions.reopen(at.draft, actor())
    return done(_("The vacancy is open again. Procedures that were opened from it keep it as it was."), url_for("building.check", draft_id=draft_id))


@blueprint.post("/<uuid:draft_id>/wegleggen")
def put_away(draft_id: UUID) -> Answer:
    """Put the vacancy away."""
    at = at_bench(draft_id, "nakijken")
    hold_version(at)
    actions.put_away(at.draft, actor())
    return done(_("The vacancy was put away. It stands at the foot of this list and can be taken back."), url_for("building.index"))


@blueprint.post("/<uuid:draft_id>/terugnemen")
def take_back(draft_id: UUID) -> Answer:
    """Take the vacancy back."""
    at = at_bench(draft_id, "nakijken")
    hold_version(at)
    actions.take_back(at.draft, actor())
    return done(_("The vacancy is being built again."), url_for("building.check", draft_id=draft_id))


@blueprint.get("/<uuid:draft_id>/geschiedenis")
def history(draft_id: UUID) -> str:
    """Who changed what when."""
    at = at_bench(draft_id, "nakijken")
    return shown("building/history.html", at, entries=changes.history(queries.revisions_of(at.draft)), may_restore=may(at.draft, Act.RESTORE))


@blueprint.post("/<uuid:draft_id>/geschiedenis/<int:number>")
def restore(draft_id: UUID, number: int) -> Answer:
    """Make the vacancy what it was in an earlier version; what it is now stays in the history."""
    at = at_bench(draft_id, "nakijken")
    earlier = queries.revision_numbered(at.draft, number)
    require(at.draft, Act.RESTORE)
    hold_version(at)
    actions.restore(at.draft, actor(), earlier)
    said = _("The vacancy is again as it was in version %(number)s. What it was before that stays in this list.", number=number)
    return done(said, url_for("building.history", draft_id=draft_id))
