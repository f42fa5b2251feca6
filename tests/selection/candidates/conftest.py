"""Fixtures for tests of candidates: the level above answers straight from its rows."""

from collections.abc import Iterator

import pytest

from selection.candidates import hooks
from selection.procedures import registry
from tests import factories_candidates


def any_rated(procedure_id):
    """Answer to `registry.judgements` from the sheets alone."""
    return bool(factories_candidates.rated(procedure_id))


@pytest.fixture(autouse=True)
def sheets_answer() -> Iterator[None]:
    """The hooks of the level above answer, whether or not it is imported."""
    answers = ((hooks.submitted_sheets, factories_candidates.submitted), (hooks.rated, factories_candidates.rated), (registry.judgements, any_rated))
    for hook, answer in answers:
        hook.register(answer)
    yield
    for hook, answer in answers:
        hook.forget(answer)
