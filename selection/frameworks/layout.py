"""The workbook of a framework: its sheets, their columns, and the words in cells that stand for something. One list, for writing and for reading.

Names stand in Dutch and in English; a file may use either. The first of a tuple is the Dutch one.
"""

from collections.abc import Mapping

from selection.documents.tables import Column, SheetOf

Names = tuple[str, ...]

LEVELS_ARE: Mapping[str, Names] = {"required": ("gevraagd", "required"), "anchors": ("ladder", "anchors"), "none": ("geen", "none")}
LANGUAGES: Mapping[str, Names] = {"nl": ("nl", "nederlands", "dutch"), "en": ("en", "engels", "english")}
KINDS: Mapping[str, Names] = {"title": ("titel", "title"), "indicator": ("indicator",), "tip": ("tip",)}
STRENGTHS: Mapping[str, Names] = {
    "exact": ("zelfde begrip", "exact"),
    "near": ("verwant", "near"),
    "partial": ("gedeeltelijk", "partial"),
    "touches": ("raakt aan", "touches"),
}
YES: Names = ("ja", "yes")
NO: Names = ("", "nee", "no")

CODE: Names = ("Code",)
NAME: Names = ("Naam", "Name")
TEXT: Names = ("Tekst", "Text")
COMPETENCY: Names = ("Competentie", "Competency")
DEFINITION: Names = ("Definitie", "Definition")
LEVEL: Names = ("Niveau", "Level")

# key of the sheet: names, whether it has to be there, and its columns by key: names, whether the column has to be there, width when written.
_PLAN: Mapping[str, tuple[Names, bool, Mapping[str, tuple[Names, bool, int]]]] = {
    "framework": (
        ("Kader", "Framework"),
        True,
        {
            "code": (CODE, True, 22),
            "title": (("Titel", "Title"), True, 46),
            "source": (("Bron", "Source"), False, 60),
            "language": (("Taal", "Language"), False, 10),
            "levels_are": (("Niveaus", "Levels"), True, 14),
        },
    ),
    "levels": (("Niveaus", "Levels"), False, {"code": (CODE, True, 22), "label": (NAME, True, 46)}),
    "clusters": (("Clusters",), False, {"code": (CODE, True, 22), "name": (NAME, True, 46)}),
    "competencies": (
        ("Competenties", "Competencies"),
        True,
        {
            "code": (CODE, True, 30),
            "name": (NAME, True, 34),
            "english": (("Engels", "English"), False, 34),
            "cluster": (("Cluster",), False, 22),
            "definition": (DEFINITION, False, 80),
            "undefined_in_source": (("Definitie is van ons", "Definition is ours"), False, 14),
        },
    ),
    "dimensions": (
        ("Dimensies", "Dimensions"),
        False,
        {"competency": (COMPETENCY, True, 30), "code": (CODE, True, 10), "name": (NAME, True, 46), "definition": (DEFINITION, False, 80)},
    ),
    "behaviour": (
        ("Gedrag", "Behaviour"),
        True,
        {
            "competency": (COMPETENCY, True, 30),
            "level": (LEVEL, False, 12),
            "kind": (("Soort", "Kind"), True, 11),
            "dimension": (("Dimensie", "Dimension"), False, 10),
            "text": (TEXT, True, 100),
        },
    ),
    "profiles": (
        ("Functieprofielen", "Function profiles"),
        False,
        {
            "code": (CODE, True, 28),
            "name": (NAME, True, 34),
            "core": (("Kerncompetenties", "Core competencies"), False, 50),
            "specific": (("Specifieke competenties", "Specific competencies"), False, 50),
            "free_choices": (("Vrije keuzes", "Free choices"), False, 10),
        },
    ),
    "counterparts": (
        ("Tegenhangers", "Counterparts"),
        False,
        {
            "competency": (COMPETENCY, True, 30),
            "framework": (("Kader", "Framework"), True, 22),
            "other": (("Tegenhanger", "Counterpart"), True, 30),
            "strength": (("Verwantschap", "Strength"), True, 16),
        },
    ),
}
EXPLANATION: Names = ("Uitleg", "Explanation")
WIDTHS: Mapping[str, Mapping[str, int]] = {key: {name: width for name, (_names, _must, width) in columns.items()} for key, (_n, _m, columns) in _PLAN.items()}
SHEETS: tuple[SheetOf, ...] = tuple(
    SheetOf(
        key=key,
        names=names,
        required=required,
        columns=tuple(Column(key=name, names=heads, required=must) for name, (heads, must, _width) in columns.items()),
    )
    for key, (names, required, columns) in _PLAN.items()
)
LISTED = ("core", "specific")
"""Columns that hold several codes, with commas between them."""


def in_language(names: Names, language: str) -> str:
    """The name as it is written in `nl` or `en`."""
    return names[1] if language == "en" and len(names) > 1 else names[0]


def meant(text: str, words: Mapping[str, Names]) -> str | None:
    """What a word in a cell stands for, without regard to capitals; None for a word that stands for nothing."""
    wanted = text.casefold()
    return next((key for key, names in words.items() if wanted in names), None)
