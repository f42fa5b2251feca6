"""What a rating is worth, what one's own sheet gives, and how a typed rating is read."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from scoring.scheme import Scale
from selection.i18n import speaking
from selection.scoresheets.content import Answer, Content, as_json, from_json
from selection.scoresheets.forms import RatingField
from selection.scoresheets.points import kind_of, off_scale, own_points
from tests.factories import definition_data, make_definition
from vacancies import Definition

Work = Callable[[], AbstractContextManager[Session]]
LONG = Scale.stepped(code="lang", minimum=Fraction(0), maximum=Fraction(100), step=Fraction(1))
HALVES = Scale.stepped(code="halven", minimum=Fraction(0), maximum=Fraction(10), step=Fraction(1, 2))
WORDS = Scale.labelled(code="woorden", labels=("onvoldoende", "goed", "uitstekend"))


def with_points(points: int, weights: tuple[int, ...]) -> Definition:
    data = definition_data()
    data["rounds"][0]["parts"][0] |= {
        "points": points,
        "criteria": [{"topic": f"c{number}", "title": f"Criterium {number}", "weight": weight} for number, weight in enumerate(weights)],
    }
    return make_definition(data)


def answers(*positions: int | None) -> Content:
    given = {f"c{number}": Answer(position=position, chosen="x") for number, position in enumerate(positions) if position is not None}
    return Content(answers=given)


def test_own_points_appear_with_the_last_criterion_and_leave_out_what_was_not_observed() -> None:
    definition = with_points(30, (1, 2))
    scheme, part = definition.scheme, definition.scheme.parts[0]
    assert own_points(scheme, part, answers(20, None)) is None
    assert own_points(scheme, part, answers(20, 10)) == 20
    unseen = Content(answers={"c0": Answer(position=20, chosen="10"), "c1": Answer(not_observed=True, reason="Tijd op")})
    assert own_points(scheme, part, unseen) == 30
    nothing = Content(answers={code: Answer(not_observed=True, reason="Tijd op") for code in ("c0", "c1")})
    assert own_points(scheme, part, nothing) is None
    direct = scheme.parts[2]
    assert own_points(scheme, direct, Content()) is None
    assert own_points(scheme, direct, Content(points="44.985")) == Fraction("44.99"), "rounded once, half up (R2)"


def test_a_revision_reads_back_as_it_was() -> None:
    content = Content(answers={"c0": Answer(position=3, chosen="1.5", rationale="Één reden\nop twee regels")}, points="", remark="")
    assert from_json(as_json(content)) == content


@pytest.mark.parametrize(("scale", "kind"), [(HALVES, "row"), (WORDS, "labels"), (LONG, "number")])
def test_one_form_for_every_scale(scale: Scale, kind: str) -> None:
    assert kind_of(scale) == kind


def read(scale: Scale, sent: dict[str, str] | None, stored: Answer | None = None) -> Any:
    field = RatingField("Visie", scale=scale).bind(form=None, name="visie:rating", _meta=_Meta())
    field.process(None if sent is None else MultiDict(sent), stored)
    return field


class _Meta:
    """What binding a field asks of a form's Meta."""

    def get_translations(self, _form: object) -> None:
        return None


def test_a_long_scale_is_typed_and_can_be_taken_back() -> None:
    stored = Answer(position=45, chosen="45")
    assert read(LONG, {"visie:rating": "given", "visie:rating-value": "62"}).data.position == 62
    assert read(LONG, {"visie:rating": "", "visie:rating-value": "62"}, stored).data.position == 62, "typed without its radio"
    assert not read(LONG, {"visie:rating": "", "visie:rating-value": "45"}, stored).data.given, "what stood there, taken back"
    assert not read(LONG, {"visie:rating": "", "visie:rating-value": ""}, stored).data.given
    assert read(LONG, {"visie:rating": "not_observed", "visie:rating-value": "45"}, stored).data.not_observed
    with speaking("nl"):
        wrong = read(LONG, {"visie:rating": "given", "visie:rating-value": "101"})
    assert (wrong.chosen, bool(wrong.process_errors), wrong.data.given) == ("101", True, False)
    assert read(LONG, None, stored).chosen == "45"


def test_what_a_form_leaves_out_is_no_answer() -> None:
    assert not read(HALVES, {}, Answer(position=3, chosen="1.5")).data.given
    assert read(HALVES, {"visie:rating": "7,50"}).data == Answer(position=15, chosen="7.5")
    assert read(WORDS, {"visie:rating": "Goed"}).data == Answer(position=1, chosen="goed")


def test_the_sentence_names_what_is_allowed() -> None:
    with speaking("nl"):
        assert off_scale(HALVES, "7,3") == "7,3 staat niet op de schaal. Kies een waarde van 0 tot 10, in stappen van 0,5."
        assert off_scale(WORDS, "matig") == "“matig” staat niet op de schaal. Kies een van deze: onvoldoende, goed, uitstekend."
