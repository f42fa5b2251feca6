"""What is wrong with a scores file, to the letter, in Dutch and in English: row, column, what is wrong and what is allowed."""

import pytest

from selection.documents.table_sentences import CELL_CODES, FILE_CODES
from selection.i18n import speaking
from selection.results.scores_file import ScoresErrors, read_scores
from selection.results.scores_sentences import codes, sentence
from tests.selection.results.scores_faults import CASES
from tests.selection.results.scores_files import SCHEME, lines


def problems(content):
    with pytest.raises(ScoresErrors) as caught:
        read_scores(content, SCHEME)
    return caught.value.problems


def told(found, language):
    with speaking(language):
        return [sentence(problem) for problem in found]


@pytest.mark.parametrize(("code", "rows", "dutch", "english"), CASES, ids=[f"{code}-{number}" for number, (code, *_rest) in enumerate(CASES)])
def test_the_one_thing_that_is_wrong(code, rows, dutch, english):
    found = problems(lines(*rows))
    assert [problem.code for problem in found] == [code]
    assert told(found, "nl") == [dutch]
    assert told(found, "en") == [english]


def test_every_code_has_its_case():
    assert {code for code, *_rest in CASES} | {"unknown_column"} == codes()
    assert not codes() & (CELL_CODES | FILE_CODES)


def test_a_column_too_many_is_named():
    found = problems(lines("K01,gesprek,An,motivatie,7,netjes", header="candidate,part,assessor,criterion,value,remark"))
    assert told(found, "nl") == ["Rij 1, kolom “remark”: deze kolom is onbekend. Toegelaten zijn precies: candidate, part, assessor, criterion, value."]


def test_a_column_too_few_is_named():
    assert told(problems(lines("K01,gesprek,An,7", header="candidate,part,assessor,value")), "en") == [
        "Row 1, column “criterion”: The column “criterion” is missing. Add it to row 1. "
        "A scores file has these columns: candidate, part, assessor, criterion, value."
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"candidate,part,assessor,criterion,value\n", "no_rows"),
        (b"K01,gesprek,An,motivatie,7\n", "missing_columns"),
        (lines("K01,gesprek,Andr\u00e9,motivatie,7").decode().encode("latin-1"), "not_utf8"),
        (lines('K01,gesprek,An,motivatie,"7'), "broken_quotes"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old workbook", "old_or_protected"),
        (b"PK\x03\x04 no workbook at all", "not_a_workbook"),
    ],
)
def test_what_is_no_scores_file_is_refused_in_words(content, code):
    found = problems(content)
    assert {problem.code for problem in found} == {code}
    assert all(told(found, "nl"))
    assert all(told(found, "en"))


def test_all_errors_of_a_file_are_told_together_in_the_order_of_its_rows():
    rows = [
        "K01,gesprek,An,motivatie,11",
        "K01,gesprek,An,ervaring,7",
        ",gesprekk,,,",
        "K01,assessment,,,suitable",
        "K01,assessment,,,unsuitable",
        "K02,gesprek,An,motivatie,",
        "k02,interview,An,,60",
    ]
    found = problems(lines(*rows))
    assert [(problem.row, problem.code) for problem in found] == [
        (2, "off_scale"),
        (4, "candidate_empty"),
        (4, "unknown_part"),
        (4, "value_empty"),
        (6, "verdicts_differ"),
        (7, "value_empty"),
        (8, "capitals_differ"),
    ]


def test_a_row_that_repeats_a_wrong_one_is_told_as_well():
    rows = ["K01,gesprek,An,motivatie,11", "K01,gesprek,An,motivatie,7"]
    assert [problem.code for problem in problems(lines(*rows))] == ["off_scale", "repeated"]


def test_a_long_list_of_what_is_allowed_is_cut():
    (found,) = problems(lines("K01,gesprek,An,motivatie,tien"))
    assert found.allowed == "0, 0.5, … 10"
