"""What letters ask of HR: on the start page, on the overview of a procedure, and on the page of a candidate."""

from collections.abc import Sequence

import sqlalchemy as sa
from flask import url_for

from selection.accounts.models import Account
from selection.candidates import hooks
from selection.candidates.models import Candidate
from selection.db import session
from selection.i18n import _, _n
from selection.letters.queries import OPEN_FAILURE, UNMADE, Shown, failures, groups_to_release, letters_to
from selection.letters.recipients import ids_of
from selection.letters.words import failure_words, occasion
from selection.mail.models import Letter, LetterState
from selection.procedures import registry
from selection.procedures.models import Procedure
from selection.procedures.queries import Hats
from selection.procedures.registry import Todo


@registry.attention.register
def on_the_start_page(account: Account) -> Sequence[Todo]:
    """Letters that were not delivered or cannot be made, until dealt with; and those that wait to be released."""
    found = [
        Todo(
            text=_("The letter to %(name)s was not delivered: %(why)s", name=letter.name, why=failure_words(letter))
            if letter.state == LetterState.FAILED
            else _("The letter to %(name)s cannot be made: %(why)s", name=letter.name, why=failure_words(letter)),
            url=url_for("letters.letter", letter_id=letter.id),
            link=_("Look at the letter"),
        )
        for letter in failures(account)
    ]
    waiting = sum(group.counts[Shown.TO_RELEASE] for group in groups_to_release(account))
    if waiting:
        text = _n("%(num)s letter waits to be released.", "%(num)s letters wait to be released.", waiting)
        found.append(Todo(text=text, url=url_for("letters.index", stand=Shown.TO_RELEASE), link=_("To the messages"), blocks=False))
    return found


@registry.waiting.register
def in_a_procedure(procedure: Procedure, hats: Hats) -> Sequence[Todo]:
    """The same for one procedure, in counts."""
    if not hats.hr:
        return []
    open_ = sa.func.coalesce(sa.func.sum(sa.case((sa.or_(OPEN_FAILURE, UNMADE), 1), else_=0)), 0)
    waits = sa.and_(Letter.state.in_((LetterState.ASKED, LetterState.PREPARED)), Letter.automatic.is_(False))
    counts = session().execute(sa.select(open_, sa.func.coalesce(sa.func.sum(sa.case((waits, 1), else_=0)), 0)).where(Letter.procedure_id == procedure.id))
    failed, waiting = (int(number) for number in counts.one())
    found = []
    if failed:
        text = _n("%(num)s letter was not delivered or cannot be made.", "%(num)s letters were not delivered or cannot be made.", failed)
        found.append(Todo(text=text, url=url_for("letters.index", procedure=procedure.id), link=_("To the messages"), blocks=False))
    if waiting:
        text = _n("%(num)s letter waits to be released.", "%(num)s letters wait to be released.", waiting)
        url = url_for("letters.index", procedure=procedure.id, stand=Shown.TO_RELEASE)
        found.append(Todo(text=text, url=url, link=_("To the messages"), blocks=False))
    return found


@hooks.notices.register
def at_the_candidate(procedure: Procedure, candidate: Candidate) -> Sequence[Todo]:
    """Letters to this candidate that did not arrive, until somebody dealt with them."""
    return [
        Todo(
            text=_("%(occasion)s. Not delivered: %(why)s", occasion=occasion(letter.event), why=failure_words(letter)),
            url=url_for("letters.letter", letter_id=letter.id),
            link=_("Look at the letter"),
        )
        for letter in letters_to(procedure.id, ids_of(candidate))
        if (letter.state == LetterState.FAILED and letter.dealt_with_at is None) or (letter.automatic and letter.state == LetterState.ASKED and letter.failure)
    ]


@hooks.further_pages.register
def from_the_candidate(procedure: Procedure, candidate: Candidate | None) -> Sequence[tuple[str, str]]:
    """The list of everything sent; for the list of candidates, the messages of the procedure."""
    if candidate is None:
        return []
    return [(_("Messages"), url_for("letters.of_candidate", procedure_id=procedure.id, candidate_id=candidate.id))]
