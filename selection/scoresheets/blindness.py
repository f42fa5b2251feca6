"""What blind sifting means for the documents of an application: whoever reads codes gets redacted copies only."""

from selection.accounts.models import Account
from selection.applications import hooks
from selection.candidates.models import Candidate
from selection.procedures.blindness import names_hidden
from selection.procedures.models import Procedure


@hooks.blind.register
def blind_for(account: Account, procedure: Procedure, candidate: Candidate) -> bool:
    """Whether this person, as one of the panel, may not know yet who this candidate is."""
    return candidate.procedure_id == procedure.id and names_hidden(account.id, procedure)
