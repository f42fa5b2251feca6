"""One letter: its exact text, what became of it, and what can be done about it."""

from typing import Any
from uuid import UUID

from flask import render_template, url_for
from werkzeug.wrappers import Response

from selection.accounts.request import actor
from selection.candidates.queries import people
from selection.i18n import _
from selection.letters import actions, queries
from selection.letters.forms import CameBackForm, DealtForm, ReasonForm, ReleaseForm
from selection.letters.views.scope import Answer, blueprint
from selection.letters.wording import Worded, word
from selection.letters.words import failure_words, occasion, state_tag
from selection.mail import outbox
from selection.mail.models import Letter, LetterState
from selection.web.answers import done


@blueprint.get("/berichten/<uuid:letter_id>", endpoint="letter")
def letter_page(letter_id: UUID) -> str:
    """The letter as it went out, or as it would go out now."""
    return _page(queries.letter_for(actor(), letter_id))


@blueprint.post("/berichten/<uuid:letter_id>/vrijgeven")
def release_letter(letter_id: UUID) -> Response:
    """Let this one go out."""
    letter = queries.letter_for(actor(), letter_id)
    actions.release(queries.reach_of(actor()), actor(), [letter], shown=ReleaseForm().shown.data or "")
    return _back(letter, _("The letter to %(name)s goes out now.", name=letter.name))


@blueprint.post("/berichten/<uuid:letter_id>/intrekken")
def withdraw(letter_id: UUID) -> Answer:
    """This one is not sent."""
    letter, form = queries.letter_for(actor(), letter_id), ReasonForm()
    if not form.validate_on_submit():
        return _page(letter, withdrawing=form), 422
    actions.withdraw(queries.reach_of(actor()), actor(), letter, reason=form.reason.data or "")
    return _back(letter, _("The letter to %(name)s is withdrawn and is not sent.", name=letter.name))


@blueprint.post("/berichten/<uuid:letter_id>/teruggekomen")
def came_back(letter_id: UUID) -> Answer:
    """A sent one bounced."""
    letter, form = queries.letter_for(actor(), letter_id), CameBackForm()
    if not form.validate_on_submit():
        return _page(letter, coming_back=form), 422
    actions.came_back(queries.reach_of(actor()), actor(), letter, why=form.why.data or "")
    return _back(letter, _("It is noted that the letter to %(name)s came back.", name=letter.name))


@blueprint.post("/berichten/<uuid:letter_id>/afgehandeld")
def deal_with(letter_id: UUID) -> Answer:
    """Something was done about one that did not arrive."""
    letter, form = queries.letter_for(actor(), letter_id), DealtForm()
    if not form.validate_on_submit():
        return _page(letter, dealing=form), 422
    actions.deal_with(queries.reach_of(actor()), actor(), letter, how=form.how.data or "")
    return _back(letter, _("Noted. The letter to %(name)s no longer asks for attention.", name=letter.name))


@blueprint.post("/berichten/<uuid:letter_id>/opnieuw")
def send_again(letter_id: UUID) -> Answer:
    """The same once more, to the address of now."""
    letter = queries.letter_for(actor(), letter_id)
    again = actions.send_again(queries.reach_of(actor()), actor(), letter)
    return _back(again, _("A new letter to %(name)s goes to %(address)s now.", name=again.name, address=again.address))


def _page(letter: Letter, **failed: Any) -> str:
    waits = letter.state in actions.WAITING
    worded = _masked(word(letter), letter) if waits else Worded(letter_id=letter.id, subject=letter.subject, body=letter.body, reference=letter.reference)
    forms = {
        "withdrawing": failed.get("withdrawing") or ReasonForm(formdata=None),
        "coming_back": failed.get("coming_back") or CameBackForm(formdata=None),
        "dealing": failed.get("dealing") or DealtForm(formdata=None),
    }
    failing = next((form for form in failed.values() if form is not None), None)
    told = {"form": failing} if failing is not None else {}
    reach = queries.reach_of(actor())
    return render_template(
        "letters/letter.html",
        letter=letter,
        worded=worded,
        shown=actions.digest_of([word(letter)]) if waits else "",
        procedure=reach.procedures.get(letter.procedure_id) if letter.procedure_id else None,
        occasion=occasion(letter.event),
        tag=state_tag(letter),
        why=failure_words(letter),
        people=people([letter.asked_by, letter.released_by, letter.withdrawn_by, letter.dealt_with_by]),
        forms=forms,
        may_release=waits and not letter.automatic and not worded.faults,
        may_withdraw=letter.state in outbox.MOVES["withdraw"],
        may_bounce=letter.state in outbox.MOVES["bounced"],
        may_deal=letter.state == LetterState.FAILED and letter.dealt_with_at is None,
        mask=outbox.MASK,
        **told,
    )


def _masked(worded: Worded, letter: Letter) -> Worded:
    """The text without the personal link: that is for the recipient alone."""
    return Worded(letter_id=letter.id, subject=worded.subject, body=outbox.masked(worded.body, letter), reference=worded.reference, faults=worded.faults)


def _back(letter: Letter, sentence: str) -> Response:
    return done(sentence, url_for("letters.letter", letter_id=letter.id))
