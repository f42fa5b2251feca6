"""Everything that was sent to one candidate, with its exact text."""

from uuid import UUID

from flask import render_template

from selection.accounts.request import actor
from selection.candidates.queries import candidate_of
from selection.letters.queries import letters_to
from selection.letters.recipients import ids_of
from selection.letters.views.scope import blueprint
from selection.letters.words import failure_words, occasion, state_tag
from selection.mail.outbox import MASK
from selection.procedures.navigation import page
from selection.procedures.queries import procedure_for_hr


@blueprint.get("/procedures/<uuid:procedure_id>/kandidaten/<uuid:candidate_id>/berichten")
def of_candidate(procedure_id: UUID, candidate_id: UUID) -> str:
    """One list: asked, on its way, sent, not delivered, withdrawn."""
    procedure, hats = procedure_for_hr(actor(), procedure_id)
    candidate = candidate_of(procedure, candidate_id)
    letters = letters_to(procedure.id, ids_of(candidate))
    return render_template(
        "letters/candidate.html",
        candidate=candidate,
        letters=letters,
        masked=any(MASK in letter.body for letter in letters),
        occasion=occasion,
        tag_of=state_tag,
        why_of=failure_words,
        mask=MASK,
        **page(procedure, hats, "candidates"),
    )
