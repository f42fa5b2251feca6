"""Scores files for tests: a definition with a part of each kind, and files made of lines."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from tests.factories import definition_data, make_definition

HEADER = "candidate,part,assessor,criterion,value"
LABELS = ["onvoldoende", "voldoende", "goed"]


def every_kind(**scheme: Any) -> dict[str, Any]:
    """A definition with a rated part, one on labels, a verdict and one that is marked directly."""
    data = definition_data(scales={"woorden": {"labels": LABELS}})
    data["scheme"] = data["scheme"] | scheme
    task = {"code": "opdracht", "title": "Opdracht", "points": 20, "scale": "woorden", "criteria": [{"topic": "cv", "title": "Cv"}]}
    data["rounds"][0]["parts"].append(task)
    data["rounds"][2]["parts"][0]["points"] = 50
    return data


DEFINITION = make_definition(every_kind())
SCHEME = DEFINITION.scheme


def lines(*rows: str, header: str = HEADER) -> bytes:
    """A scores file with these rows."""
    return "\n".join([header, *rows, ""]).encode()


def workbook(*rows: tuple[str | int | float | bool | date | datetime | None, ...], header: tuple[str, ...] = tuple(HEADER.split(","))) -> BytesIO:
    """The same as a workbook that another program wrote."""
    book = Workbook()
    for row in (header, *rows):
        book.active.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream
