"""Hashes: what is stored, equal work for every answer."""

from argon2 import PasswordHasher, extract_parameters
from argon2.profiles import CHEAPEST, RFC_9106_LOW_MEMORY

from selection.accounts.passwords import Passwords


def test_the_real_profile_is_argon2id_with_the_advised_cost():
    stored = Passwords().hash("drie fietsen op de kade")
    parameters = extract_parameters(stored)
    assert stored.startswith("$argon2id$v=19$")
    assert (parameters.memory_cost, parameters.time_cost, parameters.parallelism) == (65536, 3, 4)
    assert parameters == RFC_9106_LOW_MEMORY


def test_the_quick_profile_is_the_cheapest():
    assert extract_parameters(Passwords(quick=True).hash("drie fietsen op de kade")) == CHEAPEST


def test_accents_may_be_typed_in_either_form_and_spaces_count():
    hasher = Passwords(quick=True)
    stored = hasher.hash("caf\u00e9 op de hoek ")
    assert hasher.check("cafe\u0301 op de hoek ", stored).right
    assert not hasher.check("caf\u00e9 op de hoek", stored).right


def test_a_hash_of_other_parameters_is_right_and_outdated():
    hasher = Passwords(quick=True)
    old = PasswordHasher(time_cost=1, memory_cost=16, parallelism=1).hash("drie fietsen op de kade")
    checked = hasher.check("drie fietsen op de kade", old)
    assert checked.right
    assert checked.outdated
    assert not hasher.check("drie fietsen op de kade", hasher.hash("drie fietsen op de kade")).outdated


def test_every_answer_takes_one_verification():
    hasher = Passwords(quick=True)
    for stored in [None, "", "not a hash", hasher.hash("iets anders hier")]:
        before = hasher.verifications
        assert not hasher.check("drie fietsen op de kade", stored).right
        assert hasher.verifications == before + 1


def test_nobody_has_the_stand_in():
    assert not Passwords(quick=True).check("a password that nobody has", None).right
