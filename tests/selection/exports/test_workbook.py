"""The workbook of a ranking: what stands in its sheets equals the engine, from a scores file to the cells that are read back."""

import csv
import io
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scoring import evaluate
from selection.cli import main
from selection.i18n import speaking
from selection.results.scores_file import read_scores
from selection.results.sentences import Wording, status_word
from tests.generator.procedure import procedure
from tests.selection.exports.ranking_files import written
from vacancies import load_definition, scheme_from

HEADER = ["candidate", "part", "assessor", "criterion", "value"]
DUTCH = ["Rangschikking", "Onderdelen", "Scores", "Stappen", "Regels", "Wervingsreserve"]
ENGLISH = ["Ranking", "Parts", "Scores", "Steps", "Rules", "Recruitment reserve"]


def book_of(folder, *arguments, **options):
    """The workbook that `rank` writes, read back."""
    files = written(folder, **options)
    assert main(["rank", *files, "-o", str(folder / "out.xlsx"), *arguments]) == 0
    return load_workbook(folder / "out.xlsx")


def table(page):
    """The rows under the head as dictionaries; the head is the row that stays in sight."""
    head = page[page.freeze_panes].row - 1
    names = [cell.value for cell in page[head]]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=head + 1)]
    return [dict(zip(names, row, strict=True)) for row in rows]


def text_above(page):
    return [page.cell(row=row, column=1).value for row in range(1, page[page.freeze_panes].row - 2)]


@pytest.fixture(scope="module")
def worked(tmp_path_factory):
    return book_of(tmp_path_factory.mktemp("worked"))


@pytest.mark.parametrize(("language", "names"), [("nl", DUTCH), ("en", ENGLISH)])
def test_the_sheets_in_order(tmp_path, language, names):
    assert book_of(tmp_path, "--lang", language).sheetnames == names


def test_every_sheet_says_what_it_is(worked):
    for page in worked:
        title, state, made = text_above(page)[:3]
        assert title == f"{page.title} · Voorbeeld"
        assert state == "Voorlopig - nog niet vastgesteld"
        assert made.startswith("Gemaakt op ")
        assert len(made.rpartition(" ")[2]) == 64
        assert page.oddHeader.left.text == "Voorbeeld"
        assert page.oddFooter.left.text.startswith("Voorlopig - nog niet vastgesteld · ")
        assert page.auto_filter.ref is not None or page.title == "Regels"
    assert worked.properties.creator == "Voorbeeldbestuur"


def test_the_ranking(worked):
    rows = table(worked["Rangschikking"])
    assert [(row["Plaats"], row["Gedeeld"], row["Kandidaat"], row["Totaal (op 100)"]) for row in rows[:4]] == [
        (1, None, "K01", 81.5),
        (2, "gedeeld", "K02", 70),
        (2, "gedeeld", "K03", 70),
        (4, None, "K04", 60),
    ]
    assert {row["Nodig"] for row in rows} == {60}
    assert rows[5] == {
        "Plaats": None,
        "Gedeeld": None,
        "Kandidaat": "K06",
        "Verkennend gesprek (op 30)": 14.99,
        "Assessment": "niet toegelaten",
        "Competentiegericht interview (op 70)": "niet toegelaten",
        "Totaal (op 100)": None,
        "Nodig": 60,
        "Uitkomst": "niet geslaagd",
        "Waarom": "Verkennend gesprek: 14,99 van 30, nodig 15,00: niet geslaagd.",
    }
    assert [row["Waarom"] is None for row in rows] == [True] * 4 + [False] * 7


def test_the_reserve_lists_the_ranked_in_order(worked):
    page = worked["Wervingsreserve"]
    assert [(row["Plaats"], row["Kandidaat"], row["Totaal"]) for row in table(page)] == [(1, "K01", 81.5), (2, "K02", 70), (2, "K03", 70), (4, "K04", 60)]
    assert text_above(page)[3] == "De reserve begint na het eindrapport; de datum daarvan is nog niet ingevuld."


def test_rules_without_a_reserve_say_so(tmp_path):
    definition, scored = written(tmp_path)
    path = Path(definition)
    path.write_text(path.read_text().replace("[scheme.reserve]\nmonths = 36\n", ""))
    assert main(["rank", definition, scored, "-o", str(tmp_path / "out.xlsx"), "--lang", "en"]) == 0
    assert "The rules of this procedure foresee no reserve." in text_above(load_workbook(tmp_path / "out.xlsx")["Recruitment reserve"])


def test_the_rules_can_be_recomputed_by_hand(worked):
    said = {(row["Onderdeel"], row["Regel"]): (row["Getal"], row["In woorden"]) for row in table(worked["Regels"])}
    assert said[None, "Nodig in totaal"] == (60, "60\u00a0%")
    assert said[None, "Afronding van de punten van een onderdeel"] == (0.01, "half naar boven")
    assert said["Competentiegericht interview", "Nodig"] == (35, "50\u00a0%")
    assert said["Assessment", "Oordeel"] == (None, "geschikt of ongeschikt; alleen wie geschikt is, slaagt")


def test_what_was_reached_and_required_are_numbers(worked):
    rows = [row for row in table(worked["Stappen"]) if row["Kandidaat"] == "K06"]
    assert [(row["Regel"], row["Behaald"], row["Nodig"]) for row in rows if row["Nodig"] is not None] == [("R10", 14.99, 15)]


def test_the_scores_stand_as_they_were_given(worked):
    rows = table(worked["Scores"])
    assert {key: value for key, value in next(row for row in rows if row["Kandidaat"] == "K06").items() if key != "Motivering of reden"} == {
        "Kandidaat": "K06",
        "Onderdeel": "Verkennend gesprek",
        "Criterium": None,
        "Beoordelaar": "An",
        "Beoordeling": 14.99,
        "In woorden": None,
    }
    assert next(row["In woorden"] for row in rows if row["Kandidaat"] == "K10" and row["Onderdeel"] is None) == "withdrawn"


def test_maxima_with_decimals_are_shown_whole(tmp_path):
    definition, scored = written(tmp_path)
    path = Path(definition)
    path.write_text(path.read_text().replace("points = 70", 'points = "72.5"').replace('points = "72.5"', 'points = "72.5"\n  pass_mark = "33.3%"'))
    assert main(["rank", definition, scored, "-o", str(tmp_path / "out.xlsx")]) == 0
    page = load_workbook(tmp_path / "out.xlsx")["Onderdelen"]
    head = [cell.value for cell in page[page[page.freeze_panes].row - 1]]
    cells = page[page[page.freeze_panes].row + 2]
    assert (cells[head.index("Maximum")].value, cells[head.index("Maximum")].number_format) == (72.5, "0.0")
    assert (cells[head.index("Nodig")].value, cells[head.index("Nodig")].number_format) == (24.1425, "0.0000")


def test_without_rounding_the_exact_fraction_stands_beside_the_cut_figure(tmp_path):
    marks = "".join(f"K06,verkennend-gesprek,{who},,{points}\n" for who, points in zip("ABC", (14, 15, 15), strict=True))
    page = book_of(tmp_path, scheme='rounding = "none"', content=f"candidate,part,assessor,criterion,value\n{marks}")["Onderdelen"]
    row = table(page)[0]
    assert (row["Punten"], row["Exact"]) == (14.6666, "44/3")


def test_payloads_in_codes_and_names_stay_text(tmp_path):
    code, who = '=HYPERLINK("http://example.org")', "@An"
    content = f'candidate,part,assessor,criterion,value\n"{code.replace(chr(34), chr(34) * 2)}",verkennend-gesprek,{who},,20\n'
    book = book_of(tmp_path, content=content)
    cell = book["Rangschikking"].cell(row=book["Rangschikking"][book["Rangschikking"].freeze_panes].row, column=3)
    assert (cell.value, cell.data_type, cell.quotePrefix, cell.hyperlink) == (code, "s", True, None)
    assert table(book["Scores"])[0]["Beoordelaar"] == who


def scores_of(rows):
    """A scores file with these rows of the generator."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, HEADER)
    writer.writeheader()
    writer.writerows({name: row[name] for name in HEADER} for row in rows)
    return stream.getvalue().encode()


def same(cell, value, *, cut):
    """Whether a cell holds this figure; a figure that was cut holds its first four decimals."""
    return cell == float(Fraction(value.numerator * 10_000 // value.denominator, 10_000) if cut else value)


@pytest.mark.parametrize("seed", range(0, 60, 5))
def test_generated_procedures_read_back_equal_the_engine(tmp_path, seed):
    definition, rows, _extras = procedure(seed)
    scheme = scheme_from(definition)
    result = evaluate(scheme, read_scores(scores_of(rows), scheme))
    book = load_workbook(exported(tmp_path, definition, rows))
    cut = scheme.rounding is None
    shown = table(book["Rangschikking"])
    assert [row["Kandidaat"] for row in shown] == [each.candidate for each in result]
    for row, outcome in zip(shown, result, strict=True):
        assert (row["Plaats"], row["Uitkomst"]) == (outcome.rank, status_word(outcome.status, "nl"))
        total = next(value for name, value in row.items() if name.startswith("Totaal (op "))
        assert total is None if outcome.total is None else same(total, outcome.total, cut=cut)
    points = [part.points for outcome in result for part in outcome.parts]
    for row, value in zip(table(book["Onderdelen"]), points, strict=True):
        assert row["Punten"] is None if value is None else same(row["Punten"], value, cut=cut)
    words = Wording(scheme=scheme, language="nl")
    assert [row["Zin"] for row in table(book["Stappen"])] == [words(step) for code in result.candidates for step in result.steps(code)]
    assert len(table(book["Scores"])) == len(rows)


def exported(folder, definition, rows):
    """The workbook of a generated procedure, by the command."""
    (folder / "scores.csv").write_bytes(scores_of(rows))
    (folder / "definition.toml").write_text(toml(definition))
    with speaking("nl"):
        assert load_definition(folder / "definition.toml").scheme == scheme_from(definition)
        assert main(["rank", str(folder / "definition.toml"), str(folder / "scores.csv"), "-o", str(folder / "out.xlsx")]) == 0
    return folder / "out.xlsx"


def toml(value):
    """Data as TOML: tables in one line each."""
    return "\n".join(f"{key} = {inline(each)}" for key, each in value.items())


def inline(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f'"{key}" = {inline(each)}' for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(inline(each) for each in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int) else '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
