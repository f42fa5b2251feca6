"""Every workbook opened by LibreOffice once: it opens them as tables, and what it prints is whole."""

import csv
import shutil
import subprocess

import pytest

from selection.cli import main
from tests.selection.exports.ranking_files import written

pytestmark = pytest.mark.documents
PROGRAM = shutil.which("soffice") or shutil.which("libreoffice") or "soffice"


def convert(folder, kind, *files):
    """LibreOffice, with a profile of its own."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [PROGRAM, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, files)], check=True, capture_output=True, timeout=240
    )


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """Text of the printed pages by name, and the first sheet of the Dutch one as rows."""
    folder = tmp_path_factory.mktemp("printed")
    files = written(folder)
    for name, language in (("nl", "nl"), ("en", "en")):
        assert main(["rank", *files, "-o", str(folder / f"{name}.xlsx"), "--lang", language]) == 0
    convert(folder, "pdf", folder / "nl.xlsx", folder / "en.xlsx")
    convert(folder, "csv:Text - txt - csv (StarCalc):44,34,76", folder / "nl.xlsx")
    printed = {}
    for name in ("nl", "en"):
        text = subprocess.run(["pdftotext", "-layout", str(folder / f"{name}.pdf"), "-"], check=True, capture_output=True, text=True).stdout
        printed[name] = [page for page in text.split("\f") if page.strip()]
    with (folder / "nl.csv").open() as file:
        return printed, list(csv.reader(file))


def test_another_program_reads_the_same_figures(opened):
    rows = opened[1]
    head = next(at for at, row in enumerate(rows) if row[:1] == ["Plaats"])
    assert [row[:3] for row in rows[head + 1 : head + 5]] == [["1", "", "K01"], ["2", "gedeeld", "K02"], ["2", "gedeeld", "K03"], ["4", "", "K04"]]
    assert [float(row[6].replace(",", ".")) for row in rows[head + 1 : head + 5]] == [81.5, 70, 70, 60]


@pytest.mark.parametrize(
    ("language", "head", "state"), [("nl", "Rangschikking", "Voorlopig - nog niet vastgesteld"), ("en", "Ranking", "Provisional - not yet established")]
)
def test_every_page_says_what_it_is_and_which_page_it_is(opened, language, head, state):
    pages = opened[0][language]
    assert head in pages[0]
    assert len(pages) >= 6
    for number, page in enumerate(pages, 1):
        assert "Voorbeeld" in page
        assert state in page
        assert f"{number}/{len(pages)}" in page.replace(" ", "")


def test_the_head_of_a_long_table_repeats(opened):
    steps = [page for page in opened[0]["nl"] if "Zin" in page]
    assert len(steps) >= 2


def test_nothing_is_cut_off(opened):
    whole = " ".join(" ".join(opened[0]["nl"]).split())
    assert "Competentiegericht interview: 34,99 van 70, nodig 35,00: niet geslaagd." in whole
    assert "De reserve begint na het eindrapport; de datum daarvan is nog niet ingevuld." in whole
    assert "####" not in whole
