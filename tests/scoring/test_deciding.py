"""The deciding step alone is the one that the whole list of steps marks (R14)."""

from scoring import Status
from tests.generator.procedure import procedure
from tests.scoring.test_oracle import engine
from vacancies.loader import scheme_from

SEEDS = range(150)


def test_the_deciding_step_alone_is_the_one_among_all() -> None:
    """For every candidate of the generated procedures, of every status."""
    seen = set()
    for seed in SEEDS:
        definition, rows, extras = procedure(seed)
        result = engine(scheme_from(definition), rows, extras)
        for code in result.candidates:
            marked = [step for step in result.steps(code) if step.decisive]
            assert [result.deciding(code)] == (marked or [None]), (seed, code)
            seen.add(result.status(code))
    assert seen == set(Status)
