"""Every table of a page to take along: `?table=2` on a page gives its second table as a workbook, as it is shown.

The page is made first, as for anybody who looks at it, and its own table is then read back: what somebody may not see cannot be in the file, and filters
and order are those of the page.
"""

import re
from decimal import Decimal
from io import BytesIO
from urllib.parse import urlencode

from flask import Flask, Response, g, request, send_file

from selection import security
from selection.db import now
from selection.documents.workbook import XLSX, Cell, Column, Kind, Properties, Sheet, write_workbook
from selection.i18n import _, language, moment
from selection.web.employer import employer_name
from selection.web.shown_tables import PageReader, Shown

ARGUMENT = "table"
NOTHING = frozenset({"", "–"})
_FIGURES = {"nl": re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})*(?:,[0-9]{1,6})?"), "en": re.compile(r"[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]{1,6})?")}
_NARROW, _WIDE, _LONG = 10, 60, 40


def register(app: Flask) -> None:
    """The address of a table for templates, and the workbook in place of the page."""
    app.jinja_env.globals["table_address"] = table_address
    app.after_request(_in_place_of_the_page)


def table_address() -> tuple[int, str]:
    """Number of the next table on this page, and the address of its workbook; empty where nothing is taken along (nobody signed in, or a form came back)."""
    number = g.get("tables_shown", 0) + 1
    g.tables_shown = number
    if g.get("account") is None or request.method != "GET":
        return number, ""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != ARGUMENT]
    return number, f"{request.path}?{urlencode([*kept, (ARGUMENT, str(number))])}"


def _in_place_of_the_page(response: Response) -> Response:
    wanted = request.args.get(ARGUMENT, "")
    if not wanted or g.get("account") is None or request.method != "GET" or response.status_code != 200 or response.mimetype != "text/html":
        return response
    reader = PageReader()
    reader.feed(response.get_data(as_text=True))
    if not (wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= len(reader.tables)):
        return response
    table = reader.tables[int(wanted) - 1]
    made = send_file(BytesIO(_workbook(reader, table)), mimetype=XLSX, as_attachment=True, download_name=_file_name(reader.title, table.caption))
    for name, value in response.headers:
        if name not in {"Content-Type", "Content-Length", "Content-Disposition", "Last-Modified", "ETag"}:
            made.headers.setdefault(name, value)
    security.note("exported", account_id=g.account.id, address=request.remote_addr or "", page=str(request.endpoint))
    return made


def _workbook(reader: PageReader, table: Shown) -> bytes:
    shown = [at for at, (head, _figures) in enumerate(table.heads) if head]
    rows = [[row[at] if at < len(row) else "" for at in shown] for row in table.rows]
    columns, cells = [], []
    for place, at in enumerate(shown):
        head, figures = table.heads[at]
        column, values = _column(head.replace("\n", " "), figures, [row[place] for row in rows])
        columns.append(column)
        cells.append(values)
    lines = [
        reader.title.replace("\n", " "),
        *([table.caption.replace("\n", " · ")] if table.caption else []),
        " · ".join(part for part in reader.print_head if part),
    ]
    organisation = employer_name()
    sheet = Sheet(name=_("Table"), lines=lines, columns=columns, rows=zip(*cells, strict=True) if cells else [])
    taken = _("As shown on %(moment)s", moment=moment(now()))
    return write_workbook(
        [sheet], Properties(title=reader.title, author=organisation, created=now(), header=" · ".join([organisation, reader.title]), footer=taken)
    )


def _column(head: str, figures: bool, texts: list[str]) -> tuple[Column, list[Cell]]:
    """The column, as figures when every cell of it is one, otherwise as texts."""
    numbers = [_number(text) for text in texts] if figures else []
    if (
        numbers
        and any(number is not None for number in numbers)
        and all(number is not None or text in NOTHING for number, text in zip(numbers, texts, strict=True))
    ):
        places = max(-int(number.as_tuple().exponent) for number in numbers if number is not None)
        return Column(title=head, width=max(_NARROW, len(head) + 3), kind=Kind.NUMBER if places else Kind.INTEGER, places=places), list(numbers)
    longest = max([len(line) for text in texts for line in text.split("\n")], default=0)
    width = min(max(_NARROW, len(head) + 3, longest + 2), _WIDE)
    long = longest > _LONG or any("\n" in text for text in texts)
    return Column(title=head, width=width, kind=Kind.LONG if long else Kind.TEXT), [text or None for text in texts]


def _number(text: str) -> Decimal | None:
    """The figure that the page shows in the reader's notation; None for anything else."""
    if _FIGURES[language()].fullmatch(text) is None:
        return None
    group, sign = (".", ",") if language() == "nl" else (",", ".")
    return Decimal(text.replace(group, "").replace(sign, "."))


def _file_name(title: str, caption: str) -> str:
    words = re.findall(r"[\w-]+", f"{title} {caption}".lower())
    return "-".join(words)[:80].strip("-") + ".xlsx"
