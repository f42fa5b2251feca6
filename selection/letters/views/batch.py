"""All letters of one kind about a procedure: previewed with counts, released together, followed while they go out."""

from math import ceil
from uuid import UUID

from flask import make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from selection.accounts.request import actor
from selection.i18n import _n
from selection.letters import actions, queries
from selection.letters.forms import ReleaseForm
from selection.letters.queries import PAGE, Shown
from selection.letters.views.scope import blueprint
from selection.letters.wording import Worded, word_all
from selection.letters.words import failure_words, occasion, shown_words, state_tag
from selection.mail import outbox
from selection.mail.models import Letter, LetterState
from selection.web.answers import done

SECONDS = 5  # until a page that follows letters on their way is shown anew


@blueprint.get("/berichten/soort/<uuid:procedure_id>/<event>")
def batch(procedure_id: UUID, event: str) -> Response:
    """What would go out, what cannot and why, and how far it is."""
    letters = queries.group_of(actor(), procedure_id, event)
    waiting = [letter for letter in letters if letter.state in actions.WAITING]
    worded = word_all(waiting)
    made = [letter for letter in waiting if not worded[letter.id].faults]
    example = _picked(made)
    counts = _counts(letters)
    page = min(_number("pagina"), max(1, ceil(len(letters) / PAGE)))
    still = "stil" in request.args
    answer = make_response(
        render_template(
            "letters/batch.html",
            procedure=queries.reach_of(actor()).procedures[procedure_id],
            event=event,
            occasion=occasion(event),
            counts=counts,
            words=shown_words(),
            made=made,
            unmade=[(letter, worded[letter.id].faults) for letter in waiting if worded[letter.id].faults],
            example=example,
            example_text=_text(worded, example) if example else None,
            number=made.index(example) + 1 if example else 0,
            shown=actions.digest_of(list(worded.values())),
            letters=letters[(page - 1) * PAGE : page * PAGE],
            page=page,
            pages=max(1, ceil(len(letters) / PAGE)),
            url_of=lambda **values: url_for("letters.batch", procedure_id=procedure_id, event=event, **values),
            tag_of=state_tag,
            why_of=failure_words,
            following=bool(counts[Shown.WAITING]) and not still,
            seconds=SECONDS,
        )
    )
    if counts[Shown.WAITING] and not still:
        answer.headers["Refresh"] = str(SECONDS)
    return answer


@blueprint.post("/berichten/soort/<uuid:procedure_id>/<event>/vrijgeven")
def release_batch(procedure_id: UUID, event: str) -> Response:
    """Let all that can be made go out."""
    letters = [letter for letter in queries.group_of(actor(), procedure_id, event) if letter.state in actions.WAITING]
    count = actions.release(queries.reach_of(actor()), actor(), letters, shown=ReleaseForm().shown.data or "")
    url = url_for("letters.batch", procedure_id=procedure_id, event=event)
    return done(_n("%(num)s letter goes out now.", "%(num)s letters go out now.", count), url)


def _counts(letters: list[Letter]) -> dict[Shown, int]:
    counts = dict.fromkeys(Shown, 0)
    of_state = {
        LetterState.RELEASED: Shown.WAITING,
        LetterState.SENDING: Shown.WAITING,
        LetterState.SENT: Shown.SENT,
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
    return Worded(letter_id=letter.id, subject=one.subject, body=outbox.masked(one.body, letter), reference=one.reference)


def _number(name: str) -> int:
    text = request.args.get(name, "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1
