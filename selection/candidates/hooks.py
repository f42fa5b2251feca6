"""What this level asks of higher ones. They register an answer at import (`hook.register(answer)`); without answers a question reads as "nobody"."""

from collections.abc import Mapping
from uuid import UUID

from selection.procedures.models import Procedure
from selection.procedures.registry import Hook

# procedure, round code, candidates to look at (None: all) -> those who are admitted to the round (R11)
admission: Hook[[Procedure, str, frozenset[UUID] | None], frozenset[UUID]] = Hook()
# procedure id, candidates to look at (None: all) -> (candidate, part code) to the accounts whose sheet is submitted there
submitted_sheets: Hook[[UUID, frozenset[UUID] | None], Mapping[tuple[UUID, str], frozenset[UUID]]] = Hook()
# procedure id -> candidates about whom a sheet exists, draft or submitted
rated: Hook[[UUID], frozenset[UUID]] = Hook()
