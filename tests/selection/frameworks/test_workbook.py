"""A framework as a workbook: written and read back without loss, and every fault told with sheet, row and remedy."""

from datetime import UTC, datetime

import pytest

from selection.frameworks import wording
from selection.frameworks.reading import FrameworkProblems, read_framework
from selection.frameworks.workbook import framework_workbook
from selection.i18n import speaking
from tests.selection.frameworks.books import HEADS, book, with_row
from vacancies import framework_text, shipped_frameworks

KNOWN = shipped_frameworks()


def written(framework, language, links=None):
    with speaking(language):
        return framework_workbook(
            framework, links or {}, language=language, created=datetime(2026, 1, 1, tzinfo=UTC), organisation="Voorbeeldbestuur", note="versie 1"
        )


def told(content, language="nl"):
    """The sentences about a workbook."""
    with speaking(language), pytest.raises(FrameworkProblems) as caught:
        read_framework(content, KNOWN)
    with speaking(language):
        return [wording.sentence(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(("code", "language"), [*((code, "nl") for code in sorted(shipped_frameworks())), ("generiek", "en")])
def test_written_and_read_back_nothing_changes(code, language):
    framework = shipped_frameworks()[code]
    assert framework_text(read_framework(written(framework, language), KNOWN).framework) == framework_text(framework)


def test_the_small_workbook_is_a_framework():
    framework = read_framework(book(), KNOWN).framework
    durven = framework.competency("durven")
    assert (framework.code, framework.levels_are, [level.label for level in framework.levels]) == ("klein", "anchors", ["Zwak", "Sterk"])
    assert [(level.code, level.title, len(level.indicators), level.tips) for level in durven.levels] == [
        ("1", "Zwijgt", 1, ()),
        ("2", None, 1, ("Bereid één zin voor.",)),
    ]
    assert (durven.levels[0].indicators[0].dimension, framework.competency("zwijgen").undefined_in_source) == ("A", True)
    assert (framework.profiles[0].core, framework.profiles[0].specific, framework.profiles[0].free_choices) == (("durven",), ("zwijgen",), 1)


def test_sheets_that_may_be_missing_and_words_with_capitals():
    gone = {"Kader": [["klein", "Klein", "", "", "Geen"]], "Gedrag": [["durven", "", "INDICATOR", "", "Neemt het woord."]]}
    gone["Competenties"] = [["durven", "Durven", "", "", "", "Nee"]]
    framework = read_framework(book(gone, without=("Niveaus", "Clusters", "Dimensies", "Functieprofielen"), more=("Uitleg",)), KNOWN).framework
    assert (framework.levels_are, framework.language, framework.levels, framework.profiles) == ("none", "nl", (), ())


GOOD = ["durven", "1", "indicator", "", "Zwijgt."]
ONE = [["durven", "Durven", "", "", "", ""]]
FAULTS = {
    "no workbook": (b"code;titel\nx;y\n", ["Dit is geen werkboek met bladen. Sla het op als .xlsx en probeer het opnieuw."]),
    "sheet missing": (
        lambda: book(without=("Gedrag",)),
        ["Het blad “Gedrag” ontbreekt. Voeg het toe, of begin met een werkboek dat hier geëxporteerd is."],
    ),
    "sheet unknown": (
        lambda: book(more=("Profielen",)),
        ["Het blad “Profielen” is niet gekend. Geef het de naam van een blad van een geëxporteerd kader, of verwijder het."],
    ),
    "columns": (
        lambda: book(heads={"Niveaus": ["Code", "Benaming"]}),
        ["Blad “Niveaus”, rij 1, kolom “Naam”: De kolom “Naam” ontbreekt. Voeg ze toe in rij 1. Of begin met een kader dat hier is geëxporteerd."],
    ),
    "column unknown": (
        lambda: book(heads={"Kader": [*HEADS["Kader"], "Jaar"]}),
        ["Blad “Kader”, rij 1, kolom “Jaar”: Deze kolom is niet gekend. Geef ze een kop van een geëxporteerd kader, of verwijder ze."],
    ),
    "two frameworks": (
        lambda: book(with_row("Kader", 3, "ander", "Ander", "", "nl", "geen")),
        ["Blad “Kader”, rij 3: Dit blad heeft één rij, met het kader zelf. Hou één rij over."],
    ),
    "kind of levels": (
        lambda: book(with_row("Kader", 2, "klein", "Klein", "", "frans", "trap")),
        [
            "Blad “Kader”, rij 2, kolom “Taal”: “frans” kan hier niet. Kies uit: nl, en.",
            "Blad “Kader”, rij 2, kolom “Niveaus”: “trap” kan hier niet. Kies uit: gevraagd, ladder, geen.",
        ],
    ),
    "code": (
        lambda: book(with_row("Clusters", 3, "b c", "Been")),
        [
            "Blad “Clusters”, rij 3, kolom “Code”: “b c” kan geen code zijn. Gebruik hoogstens 64 letters, cijfers, koppeltekens, onderstrepingen of punten, "
            "en begin met een letter of cijfer."
        ],
    ),
    "twice": (
        lambda: book(with_row("Niveaus", 4, "1", "Weer")),
        ["Blad “Niveaus”, rij 4, kolom “Code”: 1 staat er twee keer. Geef elk een eigen code, of schrap een rij."],
    ),
    "capitals": (
        lambda: book(with_row("Clusters", 3, "A", "Weer")),
        ["Blad “Clusters”, rij 3, kolom “Code”: A en a verschillen alleen in hoofdletters. Kies voor een van beide een andere code."],
    ),
    "empty": (
        lambda: book(with_row("Competenties", 3, "zwijgen", "", "", "", "", "misschien")),
        ["Blad “Competenties”, rij 3, kolom “Definitie is van ons”: “misschien” kan hier niet. Kies uit: ja, nee."],
    ),
    "empty name": (
        lambda: book(with_row("Competenties", 3, "zwijgen", "", "", "", "", "")),
        ["Blad “Competenties”, rij 3, kolom “Naam”: Deze cel is leeg. Vul ze in."],
    ),
    "cluster": (
        lambda: book(with_row("Competenties", 3, "zwijgen", "Zwijgen", "", "z", "", "")),
        ["Blad “Competenties”, rij 3, kolom “Cluster”: De cluster z staat niet op het blad met clusters. Kies uit: a."],
    ),
    "ladder": (
        lambda: book(with_row("Competenties", 4, "luisteren", "Luisteren", "", "", "", "")),
        ["Blad “Competenties”, rij 4: De ladder is niet volledig: niveau 1, 2 ontbreekt. Beschrijf elk niveau van het kader."],
    ),
    "dimension": (
        lambda: book(with_row("Gedrag", 3, "durven", "1", "indicator", "B", "Wacht.")),
        ["Blad “Gedrag”, rij 3, kolom “Dimensie”: De dimensie B is er geen van deze competentie. Kies uit: A."],
    ),
    "dimension of a title": (
        lambda: book(with_row("Gedrag", 2, "durven", "1", "titel", "A", "Zwijgt")),
        ["Blad “Gedrag”, rij 2, kolom “Dimensie”: Alleen een indicator hoort bij een dimensie. Maak deze cel leeg."],
    ),
    "owner": (
        lambda: book({**with_row("Gedrag", 8, "dromen", "1", "indicator", "", "Droomt."), **with_row("Dimensies", 3, "", "A", "Woord", "")}),
        [
            "Blad “Dimensies”, rij 3, kolom “Competentie”: Deze cel is leeg. Vul ze in.",
            "Blad “Gedrag”, rij 8, kolom “Competentie”: De competentie dromen staat niet op het blad “Competenties”. Verbeter de code, of voeg ze daar toe.",
        ],
    ),
    "kind and text": (
        lambda: book(with_row("Gedrag", 8, "durven", "1", "voorbeeld", "", "")),
        [
            "Blad “Gedrag”, rij 8, kolom “Soort”: “voorbeeld” kan hier niet. Kies uit: titel, indicator, tip.",
            "Blad “Gedrag”, rij 8, kolom “Tekst”: Deze cel is leeg. Vul ze in.",
        ],
    ),
    "level": (
        lambda: book(with_row("Gedrag", 8, "durven", "3", "indicator", "", "Roept.")),
        ["Blad “Gedrag”, rij 8, kolom “Niveau”: Het niveau 3 staat niet op het blad met niveaus. Kies uit: 1, 2."],
    ),
    "no level": (
        lambda: book(with_row("Gedrag", 8, "durven", "", "indicator", "", "Roept.")),
        ["Blad “Gedrag”, rij 8, kolom “Niveau”: Deze cel is leeg. Vul ze in."],
    ),
    "two titles": (
        lambda: book(with_row("Gedrag", 8, "durven", "1", "titel", "", "Weer")),
        ["Blad “Gedrag”, rij 8, kolom “Soort”: Dit niveau heeft al een titel. Hou er één over."],
    ),
    "no indicator": (
        lambda: book(with_row("Gedrag", 6, "zwijgen", "1", "tip", "", "Tel tot tien.")),
        ["Blad “Gedrag”, rij 6: Bij dit niveau staat een titel of tip, maar geen indicator. Voeg minstens één indicator toe."],
    ),
    "levels gone": (
        lambda: book({"Niveaus": [], "Gedrag": [GOOD], "Competenties": ONE, "Functieprofielen": []}),
        [
            "Blad “Niveaus”: Het kader heeft niveaus, maar het blad met niveaus heeft geen rij. Voeg ze toe, of kies “geen” op het eerste blad.",
            "Blad “Gedrag”, rij 2, kolom “Niveau”: Het niveau 1 staat niet op het blad met niveaus. Kies uit: –.",
        ],
    ),
    "levels of none": (
        lambda: book({**with_row("Kader", 2, "klein", "Klein", "", "nl", "geen"), "Gedrag": [["durven", "1", "indicator", "", "Spreekt."]]}),
        [
            "Blad “Niveaus”: Het kader heeft geen niveaus, maar het blad met niveaus heeft rijen. Schrap die, of kies op het eerste blad wat de niveaus zijn.",
            "Blad “Gedrag”, rij 2, kolom “Niveau”: "
            "Het kader heeft geen niveaus. Maak de kolom met niveaus leeg, of kies op het eerste blad wat de niveaus zijn.",
        ],
    ),
    "profile": (
        lambda: book(with_row("Functieprofielen", 2, "redenaar", "Redenaar", "durven, dromen", "", "veel")),
        [
            "Blad “Functieprofielen”, rij 2, kolom “Kerncompetenties”: "
            "Het functieprofiel noemt de competentie dromen, die dit kader niet heeft. Verbeter de code."
        ],
    ),
    "choices": (
        lambda: book(with_row("Functieprofielen", 2, "redenaar", "Redenaar", "durven", "", "veel")),
        ["Blad “Functieprofielen”, rij 2, kolom “Vrije keuzes”: “veel” is geen geheel getal van 0 tot 99. Verbeter het."],
    ),
    "nothing": (
        lambda: book({"Competenties": [], "Dimensies": [], "Gedrag": [], "Functieprofielen": []}),
        ["Blad “Competenties”: Er staat geen rij. Een kader heeft minstens één competentie."],
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_is_told_with_sheet_row_and_remedy(name):
    content, sentences = FAULTS[name]
    assert told(content if isinstance(content, bytes) else content()) == sentences


def test_all_faults_of_a_workbook_are_told_together_and_in_english_too():
    content = book({**with_row("Niveaus", 4, "1", "Weer"), **with_row("Gedrag", 8, "dromen", "1", "indicator", "", "Droomt.")})
    assert told(content, "en") == [
        "Sheet “Niveaus”, row 4, column “Code”: 1 stands there twice. Give each its own code, or remove one row.",
        "Sheet “Gedrag”, row 8, column “Competentie”: The competency dromen is not on the sheet “Competenties”. Correct the code, or add it there.",
    ]


def test_a_cell_that_excel_made_a_date_is_named():
    content = book(with_row("Niveaus", 2, datetime(2026, 2, 1, tzinfo=UTC).date(), "Zwak"), without=("Functieprofielen",))
    assert any(sentence.startswith("Blad “Niveaus”, rij 2, kolom “Code” (cel A2): ") for sentence in told(content))
