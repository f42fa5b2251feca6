"""R17: the fingerprint of a scheme covers codes and figures, and nothing else."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from scoring import Scheme, fingerprint
from scoring.fingerprint import canonical, figure, scheme_data
from scoring.scheme import Criterion, Neutralised, Part, ReserveTerms, Round, Scale, Ties
from tests.scoring.schemes import QUALIFICATION, criterion, direct, rated, scheme, verdict


def base(part: Part | None = None, **rules: object) -> Scheme:
    return scheme(part or rated("interview", criterion("a"), criterion("b")), verdict("v"), direct("test", "30"), **rules)  # type: ignore[arg-type]


def with_criterion(**changes: object) -> Scheme:
    return base(rated("interview", replace(criterion("a"), **changes), criterion("b")))  # type: ignore[arg-type]


DIFFERENT = {
    "total mark": base(total="61/100"),
    "rounding": base(rounding=Fraction(1, 10)),
    "no rounding": base(rounding=None),
    "binding": base(binding=False),
    "ties": base(ties=Ties.DECIDE),
    "tie break": base(tie_break=("test",)),
    "neutralised": base(neutralised=(Neutralised(part="interview", criterion="a", reason=""),)),
    "reserve": base(reserve=ReserveTerms(months=24)),
    "answers": base(reserve=ReserveTerms(months=24, answers={"voltijds": {"declined": "leaves"}})),
    "points": base(rated("interview", criterion("a"), criterion("b"), points="60")),
    "part mark": base(rated("interview", criterion("a"), criterion("b"), mark="3/5")),
    "least": base(rated("interview", criterion("a"), criterion("b"), least=3)),
    "tolerance": base(rated("interview", criterion("a"), criterion("b"), tolerance="2")),
    "scale": base(rated("interview", criterion("a"), criterion("b"), scale=QUALIFICATION)),
    "shares": base(rated("interview", criterion("a"), criterion("b"), scale=replace(QUALIFICATION, shares=(*QUALIFICATION.shares[:4], Fraction(9, 10))))),
    "weight": with_criterion(weight=Fraction(2)),
    "minimum": with_criterion(minimum=3),
    "framework": with_criterion(framework="lievegem"),
    "level": with_criterion(level="3"),
    "code": with_criterion(code="c"),
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_every_rule_counts(name: str) -> None:
    assert fingerprint(DIFFERENT[name]) != fingerprint(base())


def test_all_of_these_differ_from_each_other() -> None:
    assert len({fingerprint(each) for each in DIFFERENT.values()}) == len(DIFFERENT)


def test_names_titles_sentences_reasons_and_blindness_do_not_count() -> None:
    def named(word: str) -> Scheme:
        part = Part(code="p", title=word, points=Fraction(10), scale=QUALIFICATION, criteria=(Criterion(code="a", title=word),), preparation=word)
        other = replace(part, code="q", blind=len(word) > 12, criteria=(Criterion(code="a", title=word), Criterion(code="b", title=word)))
        gone = Neutralised(part="q", criterion="b", reason=word)
        return Scheme(rounds=(Round(code="r", title=word, parts=(part, other)),), neutralised=(gone,))

    assert fingerprint(named("Verkennend gesprek")) == fingerprint(named("iets anders"))


def test_the_name_of_a_scale_does_not_count() -> None:
    renamed = Scale.stepped(code="tien", minimum=Fraction(0), maximum=Fraction(10), step=Fraction(1, 2))
    assert fingerprint(base(rated("interview", criterion("a"), criterion("b"), scale=renamed))) == fingerprint(base())


@pytest.mark.parametrize(("value", "text"), [("1/2", "0.5"), ("50/100", "0.5"), ("15", "15"), ("2.331", "2.331"), ("1/3", "1/3"), ("7/6", "7/6"), ("0", "0")])
def test_a_figure_has_one_form(value: str, text: str) -> None:
    assert figure(Fraction(value)) == text


def test_canonical_form_of_rfc_8785() -> None:
    found = canonical({"b": [True, None, '\u20ac\n\x0f"\\'], "a": {}, "\U0001f600": "1", "\ufb33": "2"})
    assert found == '{"a":{},"b":[true,null,"\u20ac\\n\\u000f\\"\\\\"],"\U0001f600":"1","\ufb33":"2"}'
    assert json.loads(found)["b"][0] is True


def test_the_canonical_form_holds_no_number() -> None:
    def numbers(data: object) -> bool:
        children = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
        return (isinstance(data, (int, float)) and not isinstance(data, bool)) or any(map(numbers, children))

    assert not numbers(json.loads(canonical(scheme_data(DIFFERENT["answers"]))))


def test_the_fingerprint_stays_what_it_is() -> None:
    rules = scheme(direct("gesprek", "30"), verdict(), direct("interview", "70"), reserve=ReserveTerms())
    assert canonical(scheme_data(rules)).startswith(
        '{"binding":true,"neutralised":[],"reserve":{"answers":{},"months":"36","starts":"first-of-month-after-report"}'
    )
    assert fingerprint(rules) == "f0a620145a4263b05a87dc1edfb7ad7c074c1bd7140322fdc6bf0caebc9b5b8b"
