"""R18: every step that the engine can give has its sentence, in Dutch and in English, bare and with what the record knows."""

import re
from fractions import Fraction

import pytest

from scoring import Decision, Draw, JudgementsBuilder, Status, Step, evaluate
from selection.results.sentences import LANGUAGES, Wording, figure, sentence_codes, status_word, with_decimals
from tests.factories import definition_data, make_definition
from tests.generator.procedure import procedure
from tests.scoring.test_oracle import engine
from tests.selection.results.scores_files import every_kind
from vacancies import scheme_from

SCHEME = make_definition(every_kind()).scheme
FACTS = {
    "datum": "4 maart 2026",
    "beslissingsdatum": "5 maart 2026",
    "beslissend_orgaan": "het college",
    "bron_oordeel": "het bureau, 4 maart 2026",
    "herkomst": "procedure 2025-3",
    "reden": "Dat staat in het verslag",
    "getuige": "de secretaris",
}
FIGURES = {
    "score": "7.5",
    "share": "75",
    "exact_text": "14.9933…",
    "count": "2",
    "ratings": ("7", "7.5"),
    "lowest": "6",
    "highest": "9",
    "tolerance": "2.5",
    "round": "gesprek",
    "next_round": "assessment",
    "place": "2",
    "seed": "een lang startgetal",
    "status": "absent",
}
GENERATED = 150


def everything(full, language, facts=lambda step: FACTS):
    """One sentence for each rule and case, from a step with every figure."""
    word = Wording(scheme=SCHEME, language=language, full=full, facts=facts)
    for rule, case in sorted(sentence_codes()):
        step = Step(rule=rule, case=case, part="gesprek", criterion="motivatie", reached="14.99", required="15", maximum="30", figures=FIGURES)
        yield (rule, case), word(step)


def test_every_step_of_generated_procedures_has_its_sentence():
    seen = set()
    for seed in range(GENERATED):
        definition, rows, extras = procedure(seed)
        scheme = scheme_from(definition)
        result = engine(scheme, rows, extras)
        words = [Wording(scheme=scheme, language=language, full=full) for language in LANGUAGES for full in (False, True)]
        for step in {(step.rule, step.case, step.part, step.criterion): step for code in result.candidates for step in result.steps(code)}.values():
            seen.add((step.rule, step.case))
            for word in words:
                text = word(step)
                assert not re.search(r"[{}]|None", text), (seed, step)
    assert seen == sentence_codes()


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_keeps_a_placeholder_and_each_ends(language, full):
    for code, text in everything(full, language):
        assert not re.search(r"[{}]|%\(", text), code
        assert text[0].isupper(), code
        assert text.endswith((".", "…", "?", "”")), (code, text)
        assert "  " not in text, (code, text)
        assert ".." not in text, (code, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_facts_the_bare_form_is_used(language):
    for code, text in everything(True, language, facts=lambda step: {}):
        assert not re.search(r"[{}]", text), code
        assert "None" not in text, code


def test_dutch_figures_have_a_comma_and_english_ones_a_point():
    for full in (False, True):
        assert [text for _code, text in everything(full, "nl") if re.search(r"\d\.\d", text)] == []
        assert [text for _code, text in everything(full, "en") if re.search(r"\d,\d", text)] == []


def outcome(**judgements):
    """Steps of a candidate with these marks: gesprek (30, rated) is left out by the small definition below."""
    data = definition_data()
    data["rounds"][0]["parts"][0].pop("criteria")
    scheme = make_definition(data).scheme
    builder = JudgementsBuilder(scheme)
    builder.candidate("K01")
    for part, points in judgements.items():
        if points is not None:
            builder.marks("K01", part, "An", Fraction(points))
    return scheme, evaluate(scheme, builder.build()).steps("K01")


@pytest.mark.parametrize(
    ("points", "dutch", "english"),
    [
        ("14.99", "Verkennend gesprek: 14,99 van 30, nodig 15,00: niet geslaagd.", "Verkennend gesprek: 14.99 of 30, 15.00 required: not passed."),
        ("15", "Verkennend gesprek: 15,00 van 30, nodig 15,00: geslaagd.", "Verkennend gesprek: 15.00 of 30, 15.00 required: passed."),
    ],
)
def test_the_sentence_about_a_mark(points, dutch, english):
    scheme, steps = outcome(gesprek=points)
    step = next(step for step in steps if step.rule == "R10")
    assert Wording(scheme=scheme, language="nl")(step) == dutch
    assert Wording(scheme=scheme, language="en")(step) == english


def test_a_part_that_is_marked_directly_can_wait_as_well():
    scheme, steps = outcome()
    (step,) = [step for step in steps if step.case == "pending_ratings"]
    assert Wording(scheme=scheme, language="nl")(step) == "Verkennend gesprek: nog te weinig beoordelingen, nodig 1: open."
    assert Wording(scheme=scheme, language="en", full=True)(step) == (
        "For Verkennend gesprek there are too few marks yet; required: 1, or a consensus. The part is pending."
    )


@pytest.mark.parametrize(("tolerance", "consensus", "case"), [("2", "optional", "pending_spread"), (None, "required", "pending_consensus")])
def test_waiting_on_the_panel_about_marks_has_no_criterion_to_name(tolerance, consensus, case):
    data = definition_data()
    part = data["rounds"][2]["parts"][0] | {"consensus": consensus} | ({"tolerance": tolerance} if tolerance else {})
    data["rounds"] = [{"code": "interview", "parts": [part]}]
    scheme = make_definition(data).scheme
    builder = JudgementsBuilder(scheme)
    builder.marks("K01", "interview", "An", Fraction(40))
    builder.marks("K01", "interview", "Bo", Fraction(50))
    (step,) = [step for step in evaluate(scheme, builder.build()).steps("K01") if step.case == case]
    for language in LANGUAGES:
        for full in (False, True):
            text = Wording(scheme=scheme, language=language, full=full)(step)
            assert "Competentiegericht interview" in text
            assert "{" not in text


def test_steps_of_a_decided_and_of_a_drawn_tie_read_as_such():
    data = definition_data(scheme={"ties": "decide"})
    data["rounds"] = [data["rounds"][2]]
    scheme = make_definition(data).scheme
    builder = JudgementsBuilder(scheme)
    for code in ("K01", "K02", "K03", "K04"):
        builder.marks(code, "interview", "An", Fraction(60 if code in ("K01", "K02") else 50))
    result = evaluate(scheme, builder.build(), decisions=[Decision(order=("K02", "K01")), Draw(candidates=("K03", "K04"), seed="zestien tekens en meer")])
    said = [Wording(scheme=scheme, language="nl")(step) for code in ("K02", "K03") for step in result.steps(code) if step.rule == "R15"]
    assert "Gelijk totaal; plaats 1 na beslissing van de commissie." in said
    assert any(text.endswith("na loting.") for text in said)


@pytest.mark.parametrize(("count", "dutch"), [("1", "één beoordelaar"), ("2", "twee beoordelaars"), ("12", "twaalf beoordelaars"), ("13", "13 beoordelaars")])
def test_counts_are_words_up_to_twelve(count, dutch):
    step = Step(rule="R7", case="recused", part="gesprek", figures={"count": count})
    assert dutch in Wording(scheme=SCHEME, language="nl")(step)


def test_lists_use_a_semicolon_where_figures_have_commas():
    step = Step(rule="R6", case="mean", part="gesprek", criterion="motivatie", figures={"count": "3", "ratings": ("6.5", "7", "7.5"), "score": "7"})
    assert Wording(scheme=SCHEME, language="nl")(step) == "Motivatie: gemiddelde van drie beoordelingen (6,5; 7 en 7,5) is 7."
    assert Wording(scheme=SCHEME, language="en")(step) == "Motivatie: mean of three ratings (6.5, 7 and 7.5) is 7."


def test_a_reason_gets_its_full_stop_and_stays_out_of_the_line():
    step = Step(rule="R9", case="neutralised", part="gesprek", criterion="motivatie")
    full, line = (Wording(scheme=SCHEME, language="nl", full=full, facts=lambda step: FACTS)(step) for full in (True, False))
    assert full == "Het criterium motivatie is voor alle kandidaten weggevallen en telt niet mee. Reden: Dat staat in het verslag."
    assert line == "Motivatie: voor alle kandidaten weggevallen."


@pytest.mark.parametrize(
    ("text", "dutch"),
    [("14.99", "14,99"), ("14.9933…", "14,9933…"), ("62.5%", "62,5\u00a0%"), ("50%", "50\u00a0%"), ("v1.2", "v1.2"), ("goed", "goed"), ("15", "15")],
)
def test_figures_in_dutch(text, dutch):
    assert figure(text, "nl") == dutch
    assert figure(text, "en") == text


def test_a_required_figure_has_the_decimals_of_the_step_and_never_fewer_than_it_needs():
    assert with_decimals("15", SCHEME) == "15.00"
    assert with_decimals("2.331", SCHEME) == "2.331"
    assert with_decimals("15", make_definition(definition_data(scheme={"rounding": "none"})).scheme) == "15"


def test_every_status_has_its_word():
    for language in LANGUAGES:
        assert len({status_word(status, language) for status in Status}) == len(Status)
