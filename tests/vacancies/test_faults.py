"""Every fault is made once; its place and its Dutch sentence are compared as text."""

import re
from string import Formatter

import pytest

from tests.vacancies.examples import CROSSWALK, DEFINITION, FRAMEWORK, PLAIN, Fault, complaints, data_of, errors_of
from tests.vacancies.faults import crosswalks, frameworks, plain_frameworks, scales, schemes, values
from tests.vacancies.test_source import FILE_FAULTS
from vacancies.wording import TEXTS, sentence

FAULTS = [*values.FAULTS, *scales.FAULTS, *schemes.FAULTS, *frameworks.FAULTS, *plain_frameworks.FAULTS, *crosswalks.FAULTS]


@pytest.mark.parametrize("text", [DEFINITION, FRAMEWORK, PLAIN, CROSSWALK])
def test_the_text_is_right_before_anything_is_changed(text: str) -> None:
    assert complaints(text) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
def test_a_fault_is_told_with_place_and_remedy(fault: Fault) -> None:
    assert complaints(fault.broken()) == [f"proef.toml: {fault.place}: {fault.what}"]
    (problem,) = errors_of(data_of(fault.broken())).problems
    assert problem.code == fault.code


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
def test_a_fault_is_told_in_english_too(fault: Fault) -> None:
    (line,) = complaints(fault.broken(), "en")
    assert line.startswith(f"proef.toml: {fault.place}: ")
    assert fault.what not in line
    assert not re.search(r"\{[a-z]+\}", line)


def test_every_sentence_has_a_fault_that_leads_to_it() -> None:
    assert len(TEXTS) > 70
    assert {fault.code for fault in FAULTS} | set(FILE_FAULTS) | {"no_kind"} == set(TEXTS)


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_both_languages_use_the_same_figures_and_end_in_a_remedy(code: str) -> None:
    dutch, english = TEXTS[code]
    if code != "no_table":  # its braces are TOML
        assert _figures(dutch) == _figures(english)
    for text in (dutch, english):
        assert re.search(r"[^.]\. \S.*\.$", text), "what is wrong, then what to do"


def test_a_figure_is_never_read_as_a_template() -> None:
    assert sentence("unknown_scale", {"value": "{known}", "known": "tien"}, "en").startswith("the scale {known} does not exist. Choose from: tien")


def _figures(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}
