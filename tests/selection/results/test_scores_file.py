"""A scores file: every row that it may hold, in every spelling of the README."""

# ruff: noqa: E501 - sentences are compared whole

import codecs
from datetime import date, datetime
from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import Workbook

from scoring import JudgementsBuilder, as_data, evaluate
from selection.i18n import speaking
from selection.results.scores_file import ScoresErrors, read_scores
from selection.results.scores_sentences import sentence
from tests.selection.results.scores_files import SCHEME, lines, workbook

GOOD = ["K01,gesprek,An,motivatie,7", "K01,gesprek,Bo,motivatie,8", "K01,gesprek,An,ervaring,6", "K01,gesprek,Bo,ervaring,6.5"]


def outcome(content):
    """What the engine makes of the file."""
    return as_data(evaluate(SCHEME, read_scores(content, SCHEME)), vacancy="proef")


def made(*calls):
    """What the engine makes of the same, put in by hand: (method, arguments)."""
    builder = JudgementsBuilder(SCHEME)
    for method, *arguments in calls:
        getattr(builder, method)(*arguments)
    return as_data(evaluate(SCHEME, builder.build()), vacancy="proef")


ROWS = [
    ('K01,gesprek,An,motivatie,"7,5"', ("rating", "K01", "gesprek", "An", "motivatie", 15)),
    ("K01,gesprek,An,motivatie,7.5", ("rating", "K01", "gesprek", "An", "motivatie", 15)),
    ("K01,gesprek,An,motivatie,7.0", ("rating", "K01", "gesprek", "An", "motivatie", 14)),
    ("K01,opdracht,An,cv,goed", ("rating", "K01", "opdracht", "An", "cv", 2)),
    ("K01,opdracht,An,cv,GOED", ("rating", "K01", "opdracht", "An", "cv", 2)),
    ("K01,gesprek,An,motivatie,not observed", ("not_observed", "K01", "gesprek", "An", "motivatie")),
    ("K01,gesprek,An,motivatie,Niet  Waargenomen", ("not_observed", "K01", "gesprek", "An", "motivatie")),
    ("K01,gesprek,consensus,motivatie,6", ("consensus", "K01", "gesprek", "motivatie", 12)),
    ("K01,gesprek,Consensus,motivatie,6", ("consensus", "K01", "gesprek", "motivatie", 12)),
    ("K01,interview,An,,24.5", ("marks", "K01", "interview", "An", Fraction(49, 2))),
    ('K01,interview,An,,"24,5"', ("marks", "K01", "interview", "An", Fraction(49, 2))),
    ("K01,interview,An,,0", ("marks", "K01", "interview", "An", Fraction(0))),
    ("K01,interview,An,,50", ("marks", "K01", "interview", "An", Fraction(50))),
    ("K01,interview,consensus,,31", ("consensus", "K01", "interview", None, Fraction(31))),
    ("K01,assessment,,,suitable", ("verdict", "K01", "assessment", True)),
    ("K01,assessment,,,Geschikt", ("verdict", "K01", "assessment", True)),
    ("K01,assessment,,,unsuitable", ("verdict", "K01", "assessment", False)),
    ("K01,assessment,,,ongeschikt", ("verdict", "K01", "assessment", False)),
    ("K01,assessment,,,niet geschikt", ("verdict", "K01", "assessment", False)),
    ("K01,gesprek,,,absent", ("absent", "K01", "gesprek")),
    ("K01,assessment,,,AFWEZIG", ("absent", "K01", "assessment")),
    ("K01,assessment,,,exempt", ("exempt", "K01", "assessment", None)),
    ("K01,assessment,,,vrijgesteld", ("exempt", "K01", "assessment", None)),
    ("K01,gesprek,,,exempt 21.5", ("exempt", "K01", "gesprek", Fraction(43, 2))),
    ('K01,gesprek,,,"Vrijgesteld  21,50"', ("exempt", "K01", "gesprek", Fraction(43, 2))),
    ("K01,,,,withdrawn", ("withdrawn", "K01")),
    ("K01,,,,teruggetrokken", ("withdrawn", "K01")),
    ("K01,,,,excluded", ("excluded", "K01")),
    ("K01,,,,Uitgesloten", ("excluded", "K01")),
]


@pytest.mark.parametrize(("row", "call"), ROWS, ids=[row for row, _call in ROWS])
def test_every_row_that_the_table_knows(row, call):
    assert outcome(lines(row)) == made(call)


def test_several_rows_add_up():
    rated = [("rating", "K01", "gesprek", who, code, at) for who, code, at in [("An", "motivatie", 14), ("Bo", "motivatie", 16), ("An", "ervaring", 12)]]
    assert outcome(lines(*GOOD)) == made(*rated, ("rating", "K01", "gesprek", "Bo", "ervaring", 13))


@pytest.mark.parametrize(
    "content",
    [
        codecs.BOM_UTF8 + lines(*GOOD),
        lines(*GOOD).replace(b"\n", b"\r\n"),
        lines(*GOOD).replace(b",", b";"),
        lines(*(row.replace(",", ";").replace("6.5", "6,5") for row in GOOD), header="candidate;part;assessor;criterion;value"),
        lines(*(f" {row.replace(',', ' , ')} " for row in GOOD)),
        lines("", *GOOD, ",,,,"),
        lines(*reversed(GOOD)),
        lines(*(",".join(reversed(row.split(","))) for row in GOOD), header="Value,CRITERION,Assessor,Part,Candidate"),
    ],
    ids=[
        "byte order mark",
        "carriage returns",
        "semicolons",
        "semicolons and decimal commas",
        "spaces around",
        "empty rows",
        "another order",
        "columns turned",
    ],
)
def test_the_same_in_other_spellings(content):
    assert outcome(content) == outcome(lines(*GOOD))


def test_codes_are_brought_to_one_form_of_unicode():
    composed, decomposed = "Andr\u00e9", "Andre\u0301"
    two = [f"{composed},gesprek,An,motivatie,7", f"{decomposed},gesprek,Bo,motivatie,7"]
    assert [candidate["candidate"] for candidate in outcome(lines(*two))["candidates"]] == [composed]


def test_numbers_of_a_workbook_are_read_as_their_shortest_text():
    content = workbook((1, "gesprek", 12.0, "motivatie", 7.0), (1, "gesprek", "Bo", "motivatie", 7.5), (1, "interview", "An", None, 24.1)).getvalue()
    calls = [("rating", "1", "gesprek", "12", "motivatie", 14), ("rating", "1", "gesprek", "Bo", "motivatie", 15)]
    assert outcome(content) == made(*calls, ("marks", "1", "interview", "An", Fraction(241, 10)))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (
            date(2026, 7, 5),
            "Row 2, column “value” (cell E2): This cell holds a date or a time (2026-07-05). Give the cell the format “Text” and type its content again.",
        ),
        (
            datetime(2026, 7, 5, 7, 30),  # noqa: DTZ001 - what a workbook holds has no zone
            "Row 2, column “value” (cell E2): This cell holds a date or a time (2026-07-05 07:30:00). Give the cell the format “Text” and type its content again.",
        ),
        (True, "Row 2, column “value” (cell E2): This cell holds TRUE or FALSE. Give the cell the format “Text” and type its content again."),
    ],
)
def test_cells_that_are_no_text_and_no_number_are_named(value, told):
    with pytest.raises(ScoresErrors) as caught:
        read_scores(workbook(("K01", "gesprek", "An", "motivatie", value)).getvalue(), SCHEME)
    with speaking("en"):
        assert [sentence(problem) for problem in caught.value.problems] == [told]


def test_a_percentage_and_an_error_value_are_named():
    book = Workbook()
    for row in (
        ["candidate", "part", "assessor", "criterion", "value"],
        ["K01", "gesprek", "An", "motivatie", 0.07],
        ["K01", "gesprek", "Bo", "motivatie", "#N/A"],
    ):
        book.active.append(row)
    book.active["E2"].number_format = "0%"
    book.active["E3"].data_type = "e"
    book.save(stream := BytesIO())
    with pytest.raises(ScoresErrors) as caught:
        read_scores(stream.getvalue(), SCHEME)
    assert [(problem.code, problem.cell) for problem in caught.value.problems] == [("percent", "E2"), ("error_value", "E3")]


@pytest.mark.parametrize("value", ["7,25", "10.5", "-1", "+7", "1e1", "7.", ".5", "７", "٧", "1 0", "1.000,5", "NaN", "0x7", "7%", "1/2", "1234567890"])
def test_bad_numbers_are_off_the_scale(value):
    with pytest.raises(ScoresErrors) as caught:
        read_scores(lines(f'K01,gesprek,An,motivatie,"{value}"'), SCHEME)
    assert [problem.code for problem in caught.value.problems] == ["off_scale"]


@pytest.mark.parametrize("value", ["-1", "+7", "1e1", "7.", ".5", "７", "1.000,5", "inf", "1.1234567", "24.5 punten"])
def test_bad_points_are_no_points(value):
    with pytest.raises(ScoresErrors) as caught:
        read_scores(lines(f'K01,interview,An,,"{value}"'), SCHEME)
    assert [problem.code for problem in caught.value.problems] == ["not_points"]
