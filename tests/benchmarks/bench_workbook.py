"""Our workbook of a ranking beside XlsxWriter writing the very same cells.

    python tests/benchmarks/bench_workbook.py [500 10000]

Candidates x 5 assessors x 3 criteria in one part of three. Times are of the processor, so that a busy machine does not matter. Ours is everything
from the engine's result on: steps, sentences, six sheets, formats, row heights. The other side gets the finished cells in lists and only writes
them, each column with one format.
"""

import io
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from scoring import JudgementsBuilder, evaluate
from selection.exports.book import Book
from selection.exports.sheets import sheets_of, workbook_of
from selection.i18n import speaking
from selection.results.judged import ScoreRow
from tests.factories import definition_data, make_definition

ASSESSORS = ("An Proef", "Bo Proef", "Cis Proef", "Dré Proef", "Els Proef")
TOPICS = ("motivatie", "ervaring", "kennis")
SIZES = (500, 10_000)
AIM = 1.5


def book_of(count: int) -> Book:
    """A book of so many candidates, most of whom are ranked."""
    data = definition_data()
    data["rounds"][0]["parts"][0]["criteria"] = [{"topic": topic, "title": topic.capitalize(), "weight": at + 1} for at, topic in enumerate(TOPICS)]
    scheme = make_definition(data).scheme
    random, builder, scores = Random(count), JudgementsBuilder(scheme), []  # noqa: S311 - made-up data, no secret
    scale = scheme.parts[0].scale
    assert scale is not None
    for number in range(1, count + 1):
        code, level = f"K{number:05d}", random.randrange(9, 18)
        for assessor in ASSESSORS:
            for topic in TOPICS:
                position = min(max(level + random.randrange(-2, 3), 0), 20)
                builder.rating(code, "gesprek", assessor, topic, position)
                words = f"Gaf een helder voorbeeld bij {topic}, en lichtte dat toe." if random.randrange(3) == 0 else ""
                scores.append(
                    ScoreRow(
                        candidate=code, part="Verkennend gesprek", criterion=topic.capitalize(), assessor=assessor, value=scale.values[position], text=words
                    )
                )
        builder.verdict(code, "assessment", True)
        builder.marks(code, "interview", ASSESSORS[0], Fraction(random.randrange(2500, 7000), 100))
    moment = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    return Book(
        title="Medewerker onthaal",
        label="2026-1",
        organisation="Voorbeeldbestuur",
        language="nl",
        made_at=moment,
        made_on="23/11/2026 09:00",
        result=evaluate(scheme, builder.build()),
        names={f"K{number:05d}": f"Kandi Daat{number}" for number in range(1, count + 1)},
        notices=["Voorlopig - nog niet vastgesteld"],
        scores=lambda: scores,
    )


def finished(book: Book) -> list[tuple[str, list[Sequence[Any]]]]:
    """Every cell of every sheet as plain text or float."""
    with speaking(book.language):
        return [(sheet.name, [[float(cell) if isinstance(cell, Fraction) else cell for cell in row] for row in sheet.rows]) for sheet in sheets_of(book)]


def bare(sheets: list[tuple[str, list[Sequence[Any]]]]) -> int:
    """XlsxWriter with these cells; returns how many it wrote."""
    book, written = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True}), 0
    style = book.add_format({"valign": "top"})
    for name, rows in sheets:
        page = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for at, cell in enumerate(cells):
                if isinstance(cell, str) and cell:
                    page.write_string(row, at, cell, style)
                    written += 1
                elif isinstance(cell, int | float):
                    page.write_number(row, at, cell, style)
                    written += 1
    book.close()
    return written


def main(arguments: list[str]) -> None:
    """A line per size."""
    for count in [int(argument) for argument in arguments] or SIZES:
        book = book_of(count)
        began = time.process_time()
        content = workbook_of(book)
        ours = time.process_time() - began
        cells = finished(book)
        began = time.process_time()
        written = bare(cells)
        theirs = time.process_time() - began
        size = len(content) / 1e6
        print(
            f"{count:>7,} candidates, {written:,} cells, {size:.1f} MB: ours {ours:.2f} s, XlsxWriter {theirs:.2f} s, x {ours / theirs:.2f} (aim {AIM})",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
