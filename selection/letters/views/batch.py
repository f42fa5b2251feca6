"""All letters of one kind about a procedure: previewed with counts, released or given together, followed while they go out."""

from collections.abc import Iterable
from dataclasses import replace
from math import ceil
from typing import Any
from uuid import UUID

from flask import make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from selection.accounts.request import actor
from selection.candidates.queries import people
from selection.errors import BadInput
from selection.i18n import _n
from selection.letters import actions, queries, releasing
from selection.letters.forms import GiveForm, ReleaseForm, ReturnForm
from selection.letters.queries import PAGE, Shown
from selection.letters.releasing import WAITING
from selection.letters.texts import of_a_result
from selection.letters.views.scope import blueprint
from selection.letters.wording import Worded
from selection.letters.words import failure_words, occasion, shown_words, state_tag
from selection.mail import outbox
from selection.mail.models import Letter, LetterState
from selection.procedures.models import Procedure
from selection.procedures.queries import deputy_of
from selection.web.answers import done

SECONDS = 5  # until a page that follows letters on their way is shown anew


@blueprint.get("/berichten/soort/<uuid:procedure_id>/<event>")
def batch(procedure_id: UUID, event: str) -> Response:
    """What would go out, what cannot and why, and how far it is."""
    return _page(procedure_id, event, queries.group_of(actor(), procedure_id, event))


@blueprint.post("/berichten/soort/<uuid:procedure_id>/<event>/vrijgeven")
def release_batch(procedure_id: UUID, event: str) -> Response:
    """Let all that can be made go out."""
    count = actions.release(queries.reach_of(actor()), actor(), _waiting(procedure_id, event), shown=ReleaseForm().shown.data or "")
    return done(_n("%(num)s letter goes out now.", "%(num)s letters go out now.", count), _url(procedure_id, event))


@blueprint.post("/berichten/soort/<uuid:procedure_id>/<event>/voorleggen")
def lay_batch_before(procedure_id: UUID, event: str) -> Response:
    """Lay all letters of a result that can be made before a second person."""
    count = actions.lay_before(queries.reach_of(actor()), actor(), _waiting(procedure_id, event), shown=ReleaseForm().shown.data or "")
    return done(_n("%(num)s letter waits for a second person.", "%(num)s letters wait for a second person.", count), _url(procedure_id, event))


@blueprint.post("/berichten/soort/<uuid:procedure_id>/<event>/terugsturen")
def send_batch_back(procedure_id: UUID, event: str) -> Response:
    """None of those that were laid before is released."""
    letters, form = queries.group_of(actor(), procedure_id, event), ReturnForm()
    if not form.validate_on_submit():
        return _page(procedure_id, event, letters, returning=form)
    count = actions.send_back(queries.reach_of(actor()), actor(), letters, reason=form.remark.data or "")
    sentence = _n("%(num)s letter is sent back and worded anew.", "%(num)s letters are sent back and worded anew.", count)
    return done(sentence, _url(procedure_id, event))


@blueprint.post("/berichten/soort/<uuid:procedure_id>/<event>/op-papier")
def give_batch(procedure_id: UUID, event: str) -> Response:
    """All that cannot go by mail were given on paper."""
    letters, form = queries.group_of(actor(), procedure_id, event), GiveForm()
    if form.validate_on_submit() and form.on.data is not None:
        try:
            count = actions.give(queries.reach_of(actor()), actor(), letters, on=form.on.data, shown=form.shown.data or "")
        except BadInput as bad:
            form.refuse("on", bad.message)
        else:
            sentence = _n("It is noted that %(num)s letter was given on paper.", "It is noted that %(num)s letters were given on paper.", count)
            return done(sentence, _url(procedure_id, event))
    return _page(procedure_id, event, letters, giving=form)


def _waiting(procedure_id: UUID, event: str) -> list[Letter]:
    return [letter for letter in queries.group_of(actor(), procedure_id, event) if letter.state in WAITING]


def _url(procedure_id: UUID, event: str, **values: Any) -> str:
    return url_for("letters.batch", procedure_id=procedure_id, event=event, **values)


def _page(procedure_id: UUID, event: str, letters: list[Letter], **failed: ReturnForm | GiveForm) -> Response:
    waiting = [letter for letter in letters if letter.state in WAITING]
    worded, procedure = releasing.standing(waiting), queries.reach_of(actor()).procedures[procedure_id]
    made = [letter for letter in waiting if not worded[letter.id].text_faults]
    example, counts = _picked(made), _counts(letters)
    page, still = min(_number("pagina"), max(1, ceil(len(letters) / PAGE))), "stil" in request.args
    answer = make_response(
        render_template(
            "letters/batch.html",
            procedure=procedure,
            event=event,
            occasion=occasion(event),
            counts=counts,
            words=shown_words(),
            made=made,
            unmade=[(letter, worded[letter.id].text_faults) for letter in waiting if worded[letter.id].text_faults],
            example=example,
            example_text=_text(worded, example) if example else None,
            number=made.index(example) + 1 if example else 0,
            letters=letters[(page - 1) * PAGE : page * PAGE],
            page=page,
            pages=max(1, ceil(len(letters) / PAGE)),
            url_of=lambda **values: _url(procedure_id, event, **values),
            tag_of=state_tag,
            why_of=failure_words,
            following=bool(counts[Shown.WAITING]) and not still,
            seconds=SECONDS,
            **_acts(procedure, event, waiting, worded, failed),
        ),
        422 if failed else 200,
    )
    if counts[Shown.WAITING] and not still and not failed:
        answer.headers["Refresh"] = str(SECONDS)
    return answer


def _acts(procedure: Procedure, event: str, waiting: list[Letter], worded: dict[UUID, Worded], failed: dict[str, ReturnForm | GiveForm]) -> dict[str, Any]:
    """What this person may do with which of them, each with what names the texts that are shown."""
    chosen = {
        "release": releasing.to_release(actor(), waiting, worded),
        "lay_before": releasing.to_lay_before(waiting, worded),
        "give": releasing.to_give(actor(), waiting, worded),
    }
    laid = [letter for letter in waiting if letter.prepared_by is not None]
    by_mail = {id_: one.faults for id_, one in worded.items() if one.faults and not one.text_faults}
    told: dict[str, Any] = {"form": next(iter(failed.values()))} if failed else {}
    return told | {
        "numbers": {name: len(found) for name, found in chosen.items()},
        "shown": {name: actions.digest_of(_of(worded, found)) for name, found in chosen.items()},
        "result": of_a_result(event),
        "laid": laid,
        "laid_by": ", ".join(sorted(people({letter.prepared_by for letter in laid}).values())),
        "why_not_second": next((why for letter in laid if (why := releasing.why_not_second(actor(), letter))), ""),
        "by_paper": len(by_mail),
        "alone": deputy_of(procedure) is None,
        "forms": {"returning": failed.get("returning") or ReturnForm(formdata=None), "giving": failed.get("giving") or GiveForm(formdata=None)},
    }


def _of(worded: dict[UUID, Worded], letters: Iterable[Letter]) -> list[Worded]:
    return [worded[letter.id] for letter in letters]


def _counts(letters: list[Letter]) -> dict[Shown, int]:
    counts = dict.fromkeys(Shown, 0)
    of_state = {
        LetterState.RELEASED: Shown.WAITING,
        LetterState.SENDING: Shown.WAITING,
        LetterState.SENT: Shown.SENT,
        LetterState.GIVEN: Shown.GIVEN,
        LetterState.FAILED: Shown.FAILED,
        LetterState.WITHDRAWN: Shown.WITHDRAWN,
    }
    for letter in letters:
        counts[of_state.get(letter.state, Shown.WAITING if letter.automatic and not letter.failure else Shown.TO_RELEASE)] += 1
    return counts


def _picked(made: list[Letter]) -> Letter | None:
    """The letter whose text is shown: the one of the address, else the first."""
    return made[min(_number("brief"), len(made)) - 1] if made else None


def _text(worded: dict[UUID, Worded], letter: Letter) -> Worded:
    one = worded[letter.id]
    return replace(one, body=outbox.masked(one.body, letter))


def _number(name: str) -> int:
    text = request.args.get(name, "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1
