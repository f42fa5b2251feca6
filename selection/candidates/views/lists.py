"""The list of candidates, and closing or reopening it."""

from uuid import UUID

from flask import request

from selection.accounts.request import actor
from selection.candidates import entering, hooks, listing, states
from selection.candidates.forms import EmptyForm
from selection.candidates.states import Act
from selection.candidates.views.scope import Answer, blueprint, for_hr, index_url, shown
from selection.forms import normal_line
from selection.i18n import _, _n
from selection.procedures.judgements import judgement_exists
from selection.procedures.queries import definition_of, open_round
from selection.web.answers import done


@blueprint.get("/")
def index(procedure_id: UUID) -> str:
    """The candidates, filtered by a word and a state that stand in the address."""
    scope = for_hr(procedure_id)
    procedure = scope[0]
    word, state = normal_line(request.args.get("zoek", ""))[:100], request.args.get("stand", "")
    state = state if state in listing.STATES else ""
    lines, total = listing.listed(procedure, word=word, state=state)
    run = open_round(procedure)
    parts = [part for round_ in definition_of(procedure).scheme if run is not None and round_.code == run.code for part in round_.parts if part.is_verdict]
    return shown(
        "candidates/index.html",
        scope,
        lines=lines,
        total=total,
        word=word,
        state=state,
        state_words=listing.state_words(),
        list_state=states.state_of(procedure).value,
        verdict_parts=parts,
        reopenable=states.may(procedure, Act.REOPEN) and not judgement_exists(procedure.id),
        further=[page for pages in hooks.further_pages(procedure, None) for page in pages],
    )


@blueprint.route("/sluiten", methods=["GET", "POST"])
def close_list(procedure_id: UUID) -> Answer:
    """Close the list, which gives every candidate a code."""
    scope = for_hr(procedure_id)
    procedure = scope[0]
    states.require(procedure, Act.CLOSE)
    total = listing.listed(procedure)[1]
    if EmptyForm().validate_on_submit():
        entering.close_list(procedure, actor=actor())
        return done(_n("The list is closed: the candidate has a code.", "The list is closed: %(num)s candidates have a code.", total), index_url(procedure))
    return shown("candidates/close.html", scope, total=total)


@blueprint.route("/heropenen", methods=["GET", "POST"])
def reopen_list(procedure_id: UUID) -> Answer:
    """Open the list again while nothing was judged."""
    scope = for_hr(procedure_id)
    procedure = scope[0]
    states.require(procedure, Act.REOPEN)
    if EmptyForm().validate_on_submit():
        entering.reopen_list(procedure, actor=actor())
        return done(_("The list is open again. The codes were taken back; closing it gives new ones."), index_url(procedure))
    return shown("candidates/reopen.html", scope, judged=judgement_exists(procedure.id))
