"""What is wrong with an uploaded table, in words: where, what, and what to do."""

from selection.documents.tables import Problem
from selection.i18n import _


def where(problem: Problem) -> str:
    """Place of a problem as people find it in their own program; empty where it concerns the whole file."""
    if not problem.sheet:
        return _in_sheet(problem)
    within = _in_sheet(problem)
    return (
        _("Sheet “%(sheet)s”, %(place)s", sheet=problem.sheet, place=within[:1].lower() + within[1:]) if within else _("Sheet “%(sheet)s”", sheet=problem.sheet)
    )


def _in_sheet(problem: Problem) -> str:
    if problem.row is None:
        return ""
    if problem.cell:
        return _("Row %(row)s, column “%(column)s” (cell %(cell)s)", row=problem.row, column=problem.column, cell=problem.cell)
    if problem.column:
        return _("Row %(row)s, column “%(column)s”", row=problem.row, column=problem.column)
    return _("Row %(row)s", row=problem.row)


def sentence(problem: Problem) -> str:
    """Place, what is wrong and the remedy, as one text."""
    place, text = where(problem), what(problem)
    return f"{place}: {text}" if place else text


def what(problem: Problem) -> str:
    """What is wrong and what to do, without the place. KeyError for a code that has no sentence."""
    words = _of_cells(problem) if problem.code in CELL_CODES else _of_files(problem)
    return words[problem.code]


MISSING = frozenset({"missing_column", "missing_columns"})
"""A column is not there: whoever offers a template or an export of the right kind says so beside the sentence."""
CELL_CODES = frozenset({"date", "boolean", "percent", "error_value", "cell_too_long", "no_header_above"})
FILE_CODES = frozenset(
    {
        "too_large",
        "empty_file",
        "old_or_protected",
        "not_a_table",
        "not_utf8",
        "broken_quotes",
        "field_too_long",
        "tabs",
        "not_a_workbook",
        "no_sheet",
        "unpacks_too_large",
        "too_many_parts",
        "unsafe_xml",
        "no_header",
        "no_rows",
        "too_many_rows",
        "too_many_columns",
        "repeated_column",
        "missing_column",
        "missing_columns",
        "no_workbook",
        "missing_sheet",
    }
)


def _of_cells(problem: Problem) -> dict[str, str]:
    return {
        "date": _("This cell holds a date or a time (%(value)s). Give the cell the format “Text” and type its content again.", value=problem.value),
        "boolean": _("This cell holds TRUE or FALSE. Give the cell the format “Text” and type its content again."),
        "percent": _("This cell holds a percentage, so what is shown is not what is stored. Give the cell the format “Number” or “Text” and type it again."),
        "error_value": _("This cell holds an error of the spreadsheet program. Mend its formula or type the content."),
        "cell_too_long": _("The text is longer than %(allowed)s characters. Shorten it.", allowed=problem.allowed),
        "no_header_above": _("“%(value)s” stands in a column without a heading. Give the column a heading in row 1 or empty the cell.", value=problem.value),
    }


def _of_files(problem: Problem) -> dict[str, str]:
    allowed = problem.allowed
    again = _("Open it in a spreadsheet program and save it as .xlsx, or as .csv in UTF-8.")
    broken = _("This workbook cannot be read: it is damaged, or not a workbook at all.")
    return {
        "too_large": _("The file is too large: at most %(allowed)s MB.", allowed=allowed),
        "empty_file": _("The file is empty."),
        "old_or_protected": _("This is an old .xls file, or a workbook with a password. Save it as .xlsx without a password."),
        "not_a_table": _("This is not a table.") + " " + again,
        "not_utf8": _("This text has signs that are not UTF-8.") + " " + again,
        "broken_quotes": _("A quotation mark is opened and not closed, or stands in the middle of a field. Close it, or double it inside a quoted field."),
        "field_too_long": _("A field in this row is far longer than the %(allowed)s characters that a cell may have. Shorten it.", allowed=allowed),
        "tabs": _("This file has tabs between its columns. Save it as .csv with a comma or a semicolon between them, or as .xlsx."),
        "not_a_workbook": broken + " " + again,
        "no_sheet": _("The first sheet of this workbook is not a table but a chart. Put the sheet with the table first."),
        "unpacks_too_large": _("This workbook holds far more than a table: unpacked it is too large to read. Copy the table to a new workbook."),
        "too_many_parts": broken + " " + again,
        "unsafe_xml": broken + " " + again,
        "no_header": _("The headings are missing: row 1 has to hold %(allowed)s.", allowed=allowed),
        "no_rows": _("There is nothing below the headings."),
        "too_many_rows": _("The table is too long: at most %(allowed)s rows below the headings. Divide it over several files.", allowed=allowed),
        "too_many_columns": _("The table is too wide: at most %(allowed)s columns. Remove what stands to the right.", allowed=allowed),
        "repeated_column": _("This column occurs twice. Keep one of them."),
        "missing_column": _("The column “%(column)s” is missing. Add it to row 1.", column=problem.column),
        "missing_columns": _("These columns are missing: %(columns)s. Add them to row 1.", columns=problem.value),
        "no_workbook": _("This is not a workbook with sheets. Save it as .xlsx and try again."),
        "missing_sheet": _("The sheet “%(sheet)s” is missing. Add it, or begin from a workbook that was exported here.", sheet=problem.value),
    }
