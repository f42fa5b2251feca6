"""Workbooks of frameworks for tests: the sheets of a small framework as rows, written by the one writer."""

from datetime import UTC, date, datetime

from selection.documents.workbook import Column, Kind, Properties, Sheet, write_workbook

HEADS = {
    "Kader": ["Code", "Titel", "Bron", "Taal", "Niveaus"],
    "Niveaus": ["Code", "Naam"],
    "Clusters": ["Code", "Naam"],
    "Competenties": ["Code", "Naam", "Engels", "Cluster", "Definitie", "Definitie is van ons"],
    "Dimensies": ["Competentie", "Code", "Naam", "Definitie"],
    "Gedrag": ["Competentie", "Niveau", "Soort", "Dimensie", "Tekst"],
    "Functieprofielen": ["Code", "Naam", "Kerncompetenties", "Specifieke competenties", "Vrije keuzes"],
}
ROWS = {
    "Kader": [["klein", "Klein kader", "", "nl", "ladder"]],
    "Niveaus": [["1", "Zwak"], ["2", "Sterk"]],
    "Clusters": [["a", "Aanpak"]],
    "Competenties": [["durven", "Durven", "", "a", "Zegt wat gezegd moet worden.", ""], ["zwijgen", "Zwijgen", "", "", "", "ja"]],
    "Dimensies": [["durven", "A", "Woord", ""]],
    "Gedrag": [
        ["durven", "1", "titel", "", "Zwijgt"],
        ["durven", "1", "indicator", "A", "Wacht tot een ander spreekt."],
        ["durven", "2", "indicator", "", "Neemt het woord."],
        ["durven", "2", "tip", "", "Bereid één zin voor."],
        ["zwijgen", "1", "indicator", "", "Praat door anderen heen."],
        ["zwijgen", "2", "indicator", "", "Laat anderen uitspreken."],
    ],
    "Functieprofielen": [["redenaar", "Redenaar", "durven", "zwijgen", 1]],
}


def book(rows=None, heads=None, without=(), more=()):
    """The bytes of a workbook: `rows` replaces all rows of a sheet, `heads` its headings, `without` leaves sheets out, `more` adds sheets by name."""
    all_rows, all_heads = {**ROWS, **(rows or {})}, {**HEADS, **(heads or {})}
    sheets = [(name, all_heads[name], all_rows[name]) for name in all_heads if name not in without] + [(name, ["Wat"], [["iets"]]) for name in more]
    properties = Properties(title="proef", author="", created=datetime(2026, 1, 1, tzinfo=UTC), header="", footer="")
    made = [
        Sheet(name=name, lines=(), columns=[Column(title=head, width=20, kind=kind_of(each, at)) for at, head in enumerate(head_row)], rows=each)
        for name, head_row, each in sheets
    ]
    return write_workbook(made, properties)


def kind_of(rows, at):
    """Dates are written as dates."""
    return Kind.DATE if any(isinstance(row[at], date) for row in rows if at < len(row)) else Kind.TEXT


def with_row(sheet, number, *cells):
    """The rows of a sheet, of which the one at this row number (the headings are row 1) is another, or new at the end."""
    rows = [list(row) for row in ROWS[sheet]]
    return {sheet: [*rows[: number - 2], list(cells), *rows[number - 1 :]]}
