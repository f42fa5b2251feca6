"""What people who applied, or began to, are told when the closing moment or a round moves, in the language in which they applied."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from selection.accounts.models import Account
from selection.applications import links
from selection.applications.concerned import concerned_by
from selection.applications.models import Application
from selection.candidates.queries import admitted_to
from selection.mail import outbox
from selection.procedures import registry
from selection.procedures.actions.ending import body_facts
from selection.procedures.actions.moving import move_facts, moved_key, overtaken
from selection.procedures.models import ClosingMove, Procedure, RoundMove
from selection.procedures.queries import definition_of
from selection.procedures.telling import withdraw_unsent
from selection.procedures.vacancy import told_moment
from selection.publishing.addresses import site

LATER, LATER_BEGUN, MOVED = "inschrijving-verlengd", "inschrijving-verlengd-begonnen", "ronde-verplaatst"
# letters that hold for applications that are closed
WHEN_CLOSED = ("onvolledig-bij-afsluiting",)


@registry.closing_moved.register
def tell_closing(procedure: Procedure, move: ClosingMove, actor: Account) -> int:
    """A letter with the new closing moment to who applied, and with a new private link to who began. They wait until a person releases them."""
    before = withdraw_unsent(actor, procedure, (LATER, LATER_BEGUN, *WHEN_CLOSED), overtaken())
    people, wanted = concerned_by(procedure.id), partial(outbox.Wanted, procedure_id=procedure.id, asked_by=actor)
    letters = [
        wanted(event=LATER, recipient=to, facts=_closing_facts(move, before.get(id_)), key=f"closing {move.id} {id_}") for id_, to in people.candidates.items()
    ]
    for id_, (application, to) in people.begun.items():
        facts = {"voornaam": application.given_name, "naam": application.family_name, **_closing_facts(move, before.get(id_))}
        secrets = {"link": _link(application)}
        letters.append(wanted(event=LATER_BEGUN, recipient=to, facts=facts, secrets=secrets, key=f"closing {move.id} {id_}"))
    return len(outbox.ask_all(letters))


def _link(application: Application) -> str:
    return links.address_of(links.make(application, mailed_to=application.email), site())


def _closing_facts(move: ClosingMove, known: Mapping[str, Any] | None) -> dict[str, Any]:
    """`known`: what a letter that was not sent would have said, so that the moment people know stays named."""
    return {
        "beslissingsdatum": {"date": move.decided_on.isoformat()},
        "oud_uiterste_datum": (known or {}).get("oud_uiterste_datum") or {"moment": told_moment(move.old_until).isoformat()},
        "uiterste_datum": {"moment": told_moment(move.new_until).isoformat()},
        "reden": move.reason,
        **body_facts(move.body),
    }


@registry.round_moved.register
def tell_round(procedure: Procedure, move: RoundMove, actor: Account) -> int:
    """A letter to who comes to the round: who is admitted to it, or as long as that is not known everybody who takes part."""
    title = next(round_.title for round_ in definition_of(procedure).scheme.rounds if round_.code == move.round_code)
    before = withdraw_unsent(actor, procedure, (MOVED,), overtaken(), about=moved_key(move))
    coming = _coming(procedure, move.round_code)
    letters = [
        outbox.Wanted(
            event=MOVED,
            recipient=to,
            procedure_id=procedure.id,
            facts=move_facts(move, title, before.get(id_)),
            asked_by=actor,
            key=f"{moved_key(move)}{id_} {move.definition_number}",
        )
        for id_, to in concerned_by(procedure.id).candidates.items()
        if coming is None or id_ in coming
    ]
    return len(outbox.ask_all(letters))


def _coming(procedure: Procedure, round_code: str) -> frozenset[UUID] | None:
    """Who is admitted to the round (R11); None as long as that is not known: the list is open, or a round before it."""
    position = next(run.position for run in procedure.rounds if run.code == round_code)
    open_before = any(run.closed_at is None for run in procedure.rounds if run.position < position)
    if procedure.candidates_closed_at is None or open_before:
        return None
    return admitted_to(procedure, round_code)
