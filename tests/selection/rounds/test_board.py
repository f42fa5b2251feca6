"""The board of a round: what it links to, and how it tells consensus ratings apart."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories_rounds import everybody_submits, make_rounds
from tests.factories_scoresheets import rated
from tests.kept import Start

pytestmark = pytest.mark.db
Work = Callable[..., AbstractContextManager[Session]]


def row_of(page: str, code: str) -> str:
    """The row of a candidate in the table of a part."""
    table = page.split("data-take", 1)[1].split("</table>")[0]
    return next(row for row in table.split("<tr>") if f">{code}<" in row.split("</th>")[0])


def test_progress_links_to_what_can_be_read_and_tells_needed_settled_and_none_apart(work: Work, start: Start, as_person: Any) -> None:
    panel = start(make_rounds, codes=("K01", "K02", "K03", "K04"))
    with work():
        everybody_submits(panel, "K01", rated("4"), rated("7.5"))
        everybody_submits(panel, "K02", rated("4"), rated("7.5"))
        everybody_submits(panel, "K03")
    root, chair = f"/procedures/{panel.procedure}/rondes/gesprek", as_person(panel.chair)
    sent = {"criteria": "motivatie", "c0-chosen": "5,5", "c0-reason": "Samen gewogen", "c0-seen": ""}
    assert chair.send(f"{root}/vergelijken/gesprek/{panel.candidates['K02']}/consensus", **sent).status_code == 303
    for_hr, for_chair = as_person(panel.hr).get(root).text, chair.get(root).text
    assert "vergelijken/" not in for_hr
    for code, words in {"K01": "1 nodig", "K02": "1 vastgelegd", "K03": "geen nodig", "K04": "nog niet bekend"}.items():
        row = row_of(for_chair, code)
        assert words in row
        assert words in row_of(for_hr, code)
        assert (f"vergelijken/gesprek/{panel.candidates[code]}" in row) == (code != "K04")
