"""One letter: its exact text, what became of it, and what can be done about it."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import render_template, url_for
from werkzeug.wrappers import Response

from selection.accounts.request import actor
from selection.candidates.queries import people
from selection.errors import BadInput, Refused
from selection.i18n import _
from selection.letters import actions, queries, releasing
from selection.letters.forms import CameBackForm, DealtForm, GiveForm, ReasonForm, ReleaseForm, ReturnForm
from selection.letters.releasing import WAITING
from selection.letters.views.scope import Answer, blueprint
from selection.letters.wording import Worded
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


@blueprint.post("/berichten/<uuid:letter_id>/voorleggen")
def lay_before(letter_id: UUID) -> Response:
    """Lay this letter of a result before a second person."""
    letter = queries.letter_for(actor(), letter_id)
    actions.lay_before(queries.reach_of(actor()), actor(), [letter], shown=ReleaseForm().shown.data or "")
    return _back(letter, _("The letter to %(name)s waits for a second person.", name=letter.name))


@blueprint.post("/berichten/<uuid:letter_id>/terugsturen")
def send_back(letter_id: UUID) -> Answer:
    """This one is not released as it was laid before."""
    letter, form = queries.letter_for(actor(), letter_id), ReturnForm()
    if not form.validate_on_submit():
        return _page(letter, returning=form), 422
    actions.send_back(queries.reach_of(actor()), actor(), [letter], reason=form.remark.data or "")
    return _back(letter, _("The letter to %(name)s is sent back; it is worded anew.", name=letter.name))


@blueprint.post("/berichten/<uuid:letter_id>/op-papier")
def give(letter_id: UUID) -> Answer:
    """This one was given on paper."""
    letter, form = queries.letter_for(actor(), letter_id), GiveForm()
    if form.validate_on_submit() and form.on.data is not None:
        worded = _worded(letter)
        if (form.shown.data or "") != actions.digest_of([worded]):
            raise Refused(_("The letter is not the one you looked at any more: a text or a fact changed meanwhile. Look at it again."))
        try:
            actions.give_one(queries.reach_of(actor()), actor(), letter, worded, on=form.on.data)
        except BadInput as bad:
            form.refuse("on", bad.message)
        else:
            return _back(letter, _("It is noted that the letter to %(name)s was given on paper.", name=letter.name))
    return _page(letter, giving=form), 422


def _worded(letter: Letter) -> Worded:
    """What the letter says: as it would go out now, or as it went."""
    if letter.state in WAITING:
        return releasing.standing([letter])[letter.id]
    return Worded(letter_id=letter.id, subject=letter.subject, body=letter.body, reference=letter.reference)


def _page(letter: Letter, **failed: Any) -> str:
    waits, worded = letter.state in WAITING, _worded(letter)
    whole = {letter.id: worded}
    forms = {
        "returning": failed.get("returning") or ReturnForm(formdata=None),
        "giving": failed.get("giving") or GiveForm(formdata=None),
        "withdrawing": failed.get("withdrawing") or ReasonForm(formdata=None),
        "coming_back": failed.get("coming_back") or CameBackForm(formdata=None),
        "dealing": failed.get("dealing") or DealtForm(formdata=None),
    }
    failing = next((form for form in failed.values() if form is not None), None)
    told = {"form": failing} if failing is not None else {}
    reach, open_failure = queries.reach_of(actor()), letter.state == LetterState.FAILED and letter.dealt_with_at is None
    return render_template(
        "letters/letter.html",
        letter=letter,
        worded=_masked(worded, letter),
        shown=actions.digest_of([worded]),
        procedure=reach.procedures.get(letter.procedure_id) if letter.procedure_id else None,
        occasion=occasion(letter.event),
        tag=state_tag(letter),
        why=failure_words(letter),
        people=people(
            [letter.asked_by, letter.prepared_by, letter.returned_by, letter.released_by, letter.given_by, letter.withdrawn_by, letter.dealt_with_by]
        ),
        forms=forms,
        may_release=waits and bool(releasing.to_release(actor(), [letter], whole)),
        may_lay_before=waits and bool(releasing.to_lay_before([letter], whole)),
        may_give=(waits or open_failure) and releasing.may_give(actor(), letter, worded),
        why_not_second=releasing.why_not_second(actor(), letter) if waits else "",
        may_withdraw=letter.state in outbox.MOVES["withdraw"],
        may_bounce=letter.state in outbox.MOVES["bounced"],
        may_deal=open_failure,
        mask=outbox.MASK,
        **told,
    )


def _masked(worded: Worded, letter: Letter) -> Worded:
    """The text without the personal link: that is for the recipient alone."""
    return replace(worded, body=outbox.masked(worded.body, letter))


def _back(letter: Letter, sentence: str) -> Response:
    return done(sentence, url_for("letters.letter", letter_id=letter.id))
