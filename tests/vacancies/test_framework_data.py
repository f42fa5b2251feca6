"""A framework as data in one form: what says the same has one fingerprint, and what a procedure started with is not replaced."""

import json

import pytest

from vacancies import framework_data, framework_fingerprint, framework_from, framework_text, shipped_frameworks, with_newer

SMALL = {
    "code": "klein",
    "title": "Klein kader",
    "levels_are": "required",
    "levels": [{"code": "1", "label": "Niveau 1"}],
    "clusters": [{"code": "a", "name": "Aanpak"}],
    "competencies": [
        {"code": "durven", "name": "Durven", "cluster": "a", "levels": [{"level": "1", "indicators": ["Neemt het woord."]}]},
        {"code": "zwijgen", "name": "Zwijgen", "levels": [{"level": "1", "indicators": ["Laat anderen uitspreken."]}]},
    ],
}


def small(**changes):
    return framework_from({**json.loads(json.dumps(SMALL)), **changes}, name="klein")


@pytest.mark.parametrize("code", sorted(shipped_frameworks()))
def test_every_shipped_framework_reads_back_from_its_own_data(code):
    framework = shipped_frameworks()[code]
    again = framework_from(framework_data(framework), name=code)
    assert framework_text(again) == framework_text(framework)
    assert (again.competencies, again.profiles, again.levels) == (framework.competencies, framework.profiles, framework.levels)


def test_another_way_of_writing_has_the_same_fingerprint_and_another_text_has_not():
    written = small(language="nl", profiles=[], competencies=[{**SMALL["competencies"][0], "undefined_in_source": False}, SMALL["competencies"][1]])
    assert framework_fingerprint(written) == framework_fingerprint(small())
    assert framework_fingerprint(small(title="Klein  kader")) != framework_fingerprint(small())
    assert framework_fingerprint(small(competencies=SMALL["competencies"][::-1])) != framework_fingerprint(small())


def test_what_is_kept_stays_and_only_what_it_lacks_is_added():
    kept = small(competencies=[{**SMALL["competencies"][0], "name": "Zoals het was"}])
    both = with_newer(kept, small())
    assert [competency.name for competency in both.competencies] == ["Zoals het was", "Zwijgen"]
    assert with_newer(kept, small(levels=[{"code": "1", "label": "Anders"}])) == kept
