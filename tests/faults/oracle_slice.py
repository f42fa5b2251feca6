"""A short stretch of the comparison with the second computation, for the planted faults; stops at the first difference."""

from __future__ import annotations

from tests.scoring.test_oracle import differences

SEEDS = range(200)


def test_the_first_procedures_agree() -> None:
    assert next((seed for seed in SEEDS if differences(seed)), None) is None
