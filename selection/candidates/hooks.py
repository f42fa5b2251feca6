"""What this level asks of higher ones. They register an answer at import (`hook.register(answer)`); without answers a question reads as "nobody"."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from selection.candidates.models import Candidate, Finding
from selection.procedures.models import Procedure
from selection.procedures.registry import Hook, Todo

# procedure, round code, candidates to look at (None: all) -> those who are admitted to the round (R11)
admission: Hook[[Procedure, str, frozenset[UUID] | None], frozenset[UUID]] = Hook()
# procedure id, candidates to look at (None: all) -> (candidate, part code) to the accounts whose sheet is submitted there
submitted_sheets: Hook[[UUID, frozenset[UUID] | None], Mapping[tuple[UUID, str], frozenset[UUID]]] = Hook()
# procedure id -> candidates about whom a sheet exists, draft or submitted
rated: Hook[[UUID], frozenset[UUID]] = Hook()
# a current finding -> why it is changed only together with what it rests on; empty where it stands by itself
held: Hook[[Finding], str] = Hook()
# ids of candidates -> told that their rows are about to be deleted from the open list
erasing: Hook[[Sequence[UUID]], None] = Hook()
# procedure, candidate (None: the list of candidates) -> (words, address) of pages about them that stand on a higher level
further_pages: Hook[[Procedure, Candidate | None], Sequence[tuple[str, str]]] = Hook()
# procedure id -> candidates who applied by themselves, each with the id of the application
applied: Hook[[UUID], Mapping[UUID, UUID]] = Hook()
# procedure -> sentences on what has to be settled before the list can be closed
unsettled: Hook[[Procedure], Sequence[str]] = Hook()
# procedure, candidate -> what asks for attention about this candidate (a letter that did not arrive)
notices: Hook[[Procedure, Candidate], Sequence[Todo]] = Hook()
