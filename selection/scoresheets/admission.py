"""Who is admitted to a round (R11), asked of the level that computes it.

Results stand above scoresheets and know the engine; they register the computation here when they are imported.
"""

from collections.abc import Callable, Collection
from uuid import UUID

from selection.procedures.models import Procedure

Provider = Callable[[Procedure, str, Collection[UUID] | None], frozenset[UUID]]

_providers: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Have this callable answer `admitted_to`; the last one registered answers. Usable as a decorator."""
    _providers[:] = [provider]
    return provider


def admitted_to(procedure: Procedure, round_code: str, only: Collection[UUID] | None = None) -> frozenset[UUID]:
    """R11: the ids of the candidates who take part in the round; `only` limits who is asked about.

    RuntimeError when nobody computes admission: an empty answer would look like a round without candidates.
    """
    if not _providers:
        raise RuntimeError("nobody computes who is admitted to a round: import selection.results.collect first")
    return _providers[0](procedure, round_code, only)
