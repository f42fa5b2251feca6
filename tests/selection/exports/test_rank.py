"""`selection rank`: what it prints and writes, and how it refuses."""

import codecs
import csv
import json
import os
import stat
from pathlib import Path

import pytest

from selection.cli import main
from tests.selection.exports.ranking_files import scores, written

PLACES = {"K01": 1, "K02": 2, "K03": 2, "K04": 4}
STATUSES = {
    "K05": "below_total",
    "K06": "failed_part",
    "K07": "unsuitable",
    "K08": "failed_part",
    "K09": "absent",
    "K10": "withdrawn",
    "K11": "below_total",
}


def ranked(capsys, *arguments):
    """The JSON that the command prints."""
    assert main(["rank", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys, *arguments):
    """What it says on the terminal while it refuses."""
    assert main(["rank", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    return said.err.splitlines()


def test_the_worked_cases(tmp_path, capsys):
    data = ranked(capsys, *written(tmp_path))
    assert {each["candidate"]: each["rank"] for each in data["candidates"] if each["rank"]} == PLACES
    assert {each["candidate"]: each["status"] for each in data["candidates"] if not each["rank"]} == STATUSES
    assert [each["candidate"] for each in data["candidates"]] == [*PLACES, *STATUSES]


def test_the_json_is_that_of_the_format(tmp_path, capsys):
    data = ranked(capsys, *written(tmp_path))
    first = data.pop("candidates")[0]
    fingerprint = data.pop("rules")
    assert data == {"vacancy": "voorbeeld", "provisional": True, "maximum": "100", "required": "60", "open_ties": []}
    assert len(bytes.fromhex(fingerprint)) == 32
    steps = first.pop("steps")
    assert first == {
        "candidate": "K01",
        "status": "ranked",
        "rank": 1,
        "total": "81.50",
        "parts": [
            {"part": "verkennend-gesprek", "points": "24.50", "maximum": "30", "required": "15", "verdict": None, "outcome": "passed"},
            {"part": "assessment", "points": None, "maximum": None, "required": None, "verdict": "suitable", "outcome": "passed"},
            {"part": "interview", "points": "57.00", "maximum": "70", "required": "35", "verdict": None, "outcome": "passed"},
        ],
    }
    passed = next(step for step in steps if (step["rule"], step["part"]) == ("R10", "verkennend-gesprek"))
    assert {key: passed[key] for key in ("rule", "case", "part", "criterion", "reached", "required", "passed", "decisive", "text")} == {
        "rule": "R10",
        "case": "passed",
        "part": "verkennend-gesprek",
        "criterion": None,
        "reached": "24.50",
        "required": "15",
        "passed": True,
        "decisive": False,
        "text": "Verkennend gesprek: 24,50 van 30, nodig 15,00: geslaagd.",
    }


def test_nothing_in_the_json_is_a_binary_fraction(tmp_path, capsys):
    main(["rank", *written(tmp_path), "--json"])

    def refuse(text):
        pytest.fail(f"a number with a point in the JSON: {text}")

    json.loads(capsys.readouterr().out, parse_float=refuse)


def test_sentences_follow_the_language(tmp_path, capsys):
    files = written(tmp_path)
    dutch, english = (ranked(capsys, *files, "--lang", language) for language in ("nl", "en"))
    decisive = [next(step["text"] for step in data["candidates"][5]["steps"] if step["decisive"]) for data in (dutch, english)]
    assert decisive == ["Verkennend gesprek: 14,99 van 30, nodig 15,00: niet geslaagd.", "Verkennend gesprek: 14.99 of 30, 15.00 required: not passed."]


def test_without_rounding_a_figure_is_cut_and_stands_beside_the_exact_one(tmp_path, capsys):
    files = written(tmp_path, scheme='rounding = "none"')
    Path(files[1]).write_text(
        scores().replace(
            "K06,verkennend-gesprek,An,,14.99", "\n".join(f"K06,verkennend-gesprek,{who},,{points}" for who, points in zip("ABC", (14, 15, 15), strict=True))
        )
    )
    parts = {each["candidate"]: each["parts"][0] for each in ranked(capsys, *files)["candidates"]}
    assert (parts["K06"]["points"], parts["K06"]["exact"]) == ("14.6666…", "44/3")
    assert (parts["K01"]["points"], parts["K01"]["exact"]) == ("24.5000", "49/2")


def test_the_csv(tmp_path):
    files = written(tmp_path)
    assert main(["rank", *files, "-o", str(tmp_path / "out.csv")]) == 0
    content = (tmp_path / "out.csv").read_bytes()
    assert content.startswith(codecs.BOM_UTF8)
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0] == [
        *("plaats", "kandidaat", "status", "totaal", "vereist", "verkennend-gesprek punten", "verkennend-gesprek uitkomst"),
        *("assessment punten", "assessment uitkomst", "interview punten", "interview uitkomst"),
    ]
    assert rows[1] == ["1", "K01", "ranked", "81,50", "60", "24,50", "passed", "", "passed", "57,00", "passed"]
    assert rows[6] == ["", "K06", "failed_part", "", "60", "14,99", "failed", "", "not_admitted", "", "not_admitted"]
    assert [row[1] for row in rows[1:]] == [*PLACES, *STATUSES]


def test_a_code_that_looks_like_a_formula_is_defused_in_the_csv(tmp_path):
    files = written(tmp_path, content="candidate,part,assessor,criterion,value\n=1+1,verkennend-gesprek,An,,20\n")
    assert main(["rank", *files, "-o", str(tmp_path / "out.csv")]) == 0
    assert ";'=1+1;" in (tmp_path / "out.csv").read_text()


def test_the_table_on_the_terminal(tmp_path, capsys):
    assert main(["rank", *written(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["Plaats", "Kandidaat", "Status", "Totaal", "Vereist", "Verkennend", "gesprek", "Assessment", "Competentiegericht", "interview"]
    assert lines[2].split() == ["1", "K01", "gerangschikt", "81,50", "60", "24,50", "geschikt", "57,00"]
    assert lines[-1].startswith("Voorlopig - nog niet vastgesteld. Regels ")


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx"])
def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path, kind, capsys):
    files, out = written(tmp_path), tmp_path / f"out.{kind}"
    out.write_text("the old one")
    with out.open() as reading:
        assert main(["rank", *files, "-o", str(out)]) == 0
        assert reading.read() == "the old one"
    assert out.stat().st_size > 500
    assert capsys.readouterr().out == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["voorbeeld.toml", "scores.csv", out.name])


def test_a_file_may_be_read_by_whom_the_umask_says(tmp_path):
    files, old = written(tmp_path), os.umask(0o027)
    try:
        main(["rank", *files, "-o", str(tmp_path / "out.json")])
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "out.json").stat().st_mode) == 0o640


def test_nothing_is_written_when_the_scores_are_wrong(tmp_path, capsys):
    definition, scored = written(tmp_path, content="candidate,part,assessor,criterion,value\nK01,verkennend-gesprek,An,,31\nK02,interviews,An,,9\n")
    out = tmp_path / "out.json"
    out.write_text("the old one")
    assert refused(capsys, definition, scored, "-o", str(out)) == [
        f"{scored}: Rij 2, kolom “value”: 31 is meer dan het maximum. Toegelaten: een getal van 0 tot 30.",
        f"{scored}: Rij 3, kolom “part”: “interviews” is geen onderdeel van deze vacature. Toegelaten: verkennend-gesprek, assessment, interview.",
    ]
    assert out.read_text() == "the old one"


def test_a_wrong_definition_is_told_with_its_place(tmp_path, capsys):
    definition, scored = written(tmp_path, scheme="tolerance = 0.5\nties = 'draw'")
    told = refused(capsys, definition, scored, "--lang", "en")
    assert len(told) == 2
    assert all(line.startswith("voorbeeld.toml: scheme.") for line in told)


def test_files_that_are_not_there(tmp_path, capsys):
    definition, scored = written(tmp_path)
    assert refused(capsys, str(tmp_path / "geen.toml"), scored)[0].startswith("geen.toml: ")
    assert refused(capsys, definition, str(tmp_path / "geen.csv"), "--lang", "en") == [
        f"{tmp_path}/geen.csv cannot be read. Check the name and whether you may open it."
    ]


def test_an_output_of_another_kind_is_refused(tmp_path, capsys):
    assert refused(capsys, *written(tmp_path), "-o", "ranking.pdf", "--lang", "en") == ["ranking.pdf: the name of the output ends in .json, .csv or .xlsx."]


def test_a_folder_that_cannot_be_written_in_is_told(tmp_path, capsys):
    for out in (tmp_path / "nergens" / "out.json", Path("/proc") / "out.json"):
        assert refused(capsys, *written(tmp_path), "-o", str(out), "--lang", "en") == [
            f"{out} cannot be written. Check that the folder exists and that you may write in it."
        ]


def test_an_open_tie_is_told_and_decided(tmp_path, capsys):
    files = written(tmp_path, scheme='ties = "decide"')
    data = ranked(capsys, *files)
    assert data["open_ties"] == [["K02", "K03"]]
    data = ranked(capsys, *files, "--decide", "K03, K02")
    assert data["open_ties"] == []
    assert [(each["candidate"], each["rank"]) for each in data["candidates"][:4]] == [("K01", 1), ("K03", 2), ("K02", 3), ("K04", 4)]


@pytest.mark.parametrize("order", ["K03", "K03,K02,K01", "K02,K02", "K02,K03,K03", "K01,K04", "", "K02;K03"])
def test_a_decision_names_each_member_of_one_open_tie_once(tmp_path, capsys, order):
    files = written(tmp_path, scheme='ties = "decide"')
    assert refused(capsys, *files, "--decide", order) == [
        f"--decide {order}: noem elke kandidaat van één open gelijk totaal precies één keer. Open gelijke totalen: K02,K03."
    ]


def test_a_decision_needs_an_open_tie(tmp_path, capsys):
    assert "Open ties: none." in refused(capsys, *written(tmp_path), "--decide", "K03,K02", "--lang", "en")[0]


def test_a_tie_is_decided_once(tmp_path, capsys):
    files = written(tmp_path, scheme='ties = "decide"')
    told = refused(capsys, *files, "--decide", "K02,K03", "--decide", "K03,K02", "--lang", "en")
    assert told == ["--decide K03,K02: this tie has been decided already. Give one order for each tie."]


def test_a_file_may_be_longer_than_an_upload(tmp_path):
    rows = [f"K{number},verkennend-gesprek,An,,{number % 30}" for number in range(20_001)]
    files = written(tmp_path, content="\n".join(["candidate,part,assessor,criterion,value", *rows]))
    assert main(["rank", *files, "-o", str(tmp_path / "out.csv")]) == 0
    assert len((tmp_path / "out.csv").read_text().splitlines()) == 20_002
