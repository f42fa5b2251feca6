"""What people who applied, or began to, are told when their procedure ends by a decision, in the language in which they applied."""

from functools import partial

from selection.accounts.models import Account
from selection.applications.concerned import concerned_by
from selection.mail import outbox
from selection.procedures import registry
from selection.procedures.actions.ending import body_facts
from selection.procedures.models import Procedure, ProcedureState, ProcedureStop

EVENTS = {ProcedureState.STOPPED: "procedure-stopgezet", ProcedureState.UNFILLED: "einde-zonder-kandidaat"}
TO_WHO_BEGAN = "selectie-beeindigd-begonnen"


@registry.stopping.register
def tell(procedure: Procedure, decision: ProcedureStop, state: ProcedureState, actor: Account) -> int:
    """Ask for a letter to each of them; it waits until a person releases it."""
    people = concerned_by(procedure.id)
    on = {"beslissingsdatum": {"date": decision.decided_on.isoformat()}, **body_facts(decision.body)}
    facts = {**on, "motivering": decision.reason, "rechtsgrond": [line.strip() for line in decision.grounds.splitlines() if line.strip()]}
    wanted = partial(outbox.Wanted, procedure_id=procedure.id, asked_by=actor)
    lapsing = {id_: file for files in registry.lapsing_entries(procedure) for id_, file in files.items()}
    letters = [
        wanted(event=EVENTS[state], recipient=to, facts=facts, calendar=lapsing.get(id_), key=f"stopped {procedure.id} {id_}")
        for id_, to in people.candidates.items()
    ]
    for id_, (application, to) in people.begun.items():
        named = {"voornaam": application.given_name, "naam": application.family_name, **on}
        letters.append(wanted(event=TO_WHO_BEGAN, recipient=to, facts=named, key=f"stopped {procedure.id} {id_}"))
    return len(outbox.ask_all(letters))
