"""What is missing before a round can be closed: exactly that, in words, and no more than the reader may know (R5, R7)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from selection.candidates.models import Candidate, Finding, FindingKind
from selection.db import now, session
from selection.rounds import gap_words
from selection.rounds.gaps import standing_of
from selection.rounds.spreads import spread_of
from selection.scoresheets.content import Answer, Content
from selection.web import Application
from tests.factories import definition_data
from tests.factories_candidates import make_finding
from tests.factories_rounds import close_as, data_with_tolerance, everybody_submits, make_rounds, make_submitted, marks, scope_as, suitable
from tests.factories_scoresheets import Panel, make_not_sitting, make_sheet, rated
from tests.kept import Start

pytestmark = pytest.mark.db
Work = Callable[..., AbstractContextManager[Session]]
NOT_SEEN = Answer(not_observed=True, reason="Niet aan bod gekomen")


def missing(panel: Panel, account_id: UUID, app: Application, round_code: str = "gesprek") -> list[tuple[str, str]]:
    with app.test_request_context():
        scope = scope_as(panel, account_id, round_code)
        return [(line.title, line.text) for line in gap_words.lines(scope, standing_of(scope).gaps)]


def titles(panel: Panel, account_id: UUID, app: Application, round_code: str = "gesprek") -> list[str]:
    return [title for title, _text in missing(panel, account_id, app, round_code)]


def found(panel: Panel, code: str, kind: FindingKind, part: str = "", value: str = "") -> None:
    make_finding(session().get_one(Candidate, panel.candidates[code]), kind, part, value, by=panel.hr)


def test_sheets_that_are_owed_name_who_owes_them_and_nothing_else(work: Work, start: Start, app: Application) -> None:
    panel = start(make_rounds, codes=("K01", "K02"))
    with work():
        everybody_submits(panel, "K02")
        make_sheet(panel, panel.chair, "K01")
        make_sheet(panel, panel.members[0], "K01", submitted=False)
        told = missing(panel, panel.chair, app)
    assert [title for title, _text in told] == ["Kandidaat K01: nog 2 scorebladen in te dienen voor Verkennend gesprek"]
    assert "(concept)" in told[0][1]
    assert "(nog niet begonnen)" in told[0][1]
    assert "Wie niet zetelde, registreert HR" in told[0][1]


def test_too_few_ratings_name_the_criterion_and_both_ways_out(work: Work, start: Start, app: Application) -> None:
    panel = start(make_rounds, codes=("K01",))
    with work():
        everybody_submits(panel, "K01", rated("6", "6"), Content(answers={"motivatie": NOT_SEEN, "ervaring": Answer(position=12, chosen="6")}))
        told = missing(panel, panel.chair, app)
    assert told == [
        (
            "Kandidaat K01: maar één beoordeling voor Motivatie",
            "Er zijn 2 beoordelingen nodig. De jury legt een consensus vast, of het criterium valt weg voor alle kandidaten.",
        )
    ]


def test_too_few_ratings_are_not_told_while_the_owed_sheets_may_still_bring_them(work: Work, start: Start, app: Application) -> None:
    panel = start(make_rounds, codes=("K01",))
    with work():
        make_sheet(panel, panel.chair, "K01")
        make_sheet(panel, panel.members[0], "K01", content=Content(answers={"motivatie": NOT_SEEN, "ervaring": Answer(position=12, chosen="6")}))
        assert titles(panel, panel.chair, app) == ["Kandidaat K01: nog één scoreblad in te dienen voor Verkennend gesprek"]


def test_a_difference_over_the_tolerance_asks_for_consensus_with_its_figures(work: Work, start: Start, app: Application) -> None:
    panel = start(make_submitted, rated("6", "4.5"), rated("6", "7"))
    with work():
        told = missing(panel, panel.chair, app)
    assert told == [("Kandidaat K01: consensus nodig voor Ervaring", "De beoordelingen liggen tussen 4,5 en 7; het toegelaten verschil is 2.")]


def test_a_difference_of_exactly_the_tolerance_is_in_order(work: Work, start: Start, app: Application) -> None:
    panel = start(make_submitted, rated("6", "5"), rated("6", "7"))
    with work():
        assert titles(panel, panel.chair, app) == []


def test_required_consensus_names_every_criterion_once(work: Work, start: Start, app: Application) -> None:
    panel = start(make_rounds, codes=("K01",), data=data_with_tolerance("2", consensus="required"))
    with work():
        everybody_submits(panel, "K01", rated("6", "4"), rated("6", "7"))
        assert titles(panel, panel.chair, app) == ["Kandidaat K01: nog een consensus vast te leggen voor Motivatie, Ervaring"]


def test_verdicts_that_lack_are_told_per_candidate(work: Work, start: Start, app: Application) -> None:
    panel = start(make_rounds, codes=("K01", "K02"))
    with work():
        for code in ("K01", "K02"):
            everybody_submits(panel, code)
        close_as(panel, panel.chair)
        suitable(panel, "K02")
        assert missing(panel, panel.hr, app, "assessment") == [
            (
                "Kandidaat K01: het oordeel van Assessment ontbreekt",
                "HR registreert geschikt of ongeschikt, of dat de kandidaat afwezig was of vrijgesteld is.",
            )
        ]


def test_who_is_withdrawn_excluded_absent_or_exempt_needs_nothing(work: Work, start: Start, app: Application) -> None:
    panel = start(make_rounds, codes=("K01", "K02", "K03", "K04"))
    with work():
        found(panel, "K01", FindingKind.WITHDRAWN)
        found(panel, "K02", FindingKind.EXCLUDED)
        found(panel, "K03", FindingKind.ABSENT, "gesprek")
        found(panel, "K04", FindingKind.EXEMPT, "gesprek", "20")
        assert titles(panel, panel.chair, app) == []
        assert close_as(panel, panel.chair) == ("K04",)


def test_who_did_not_sit_is_not_expected(work: Work, start: Start, app: Application) -> None:
    panel = start(make_rounds, codes=("K01",))
    with work():
        make_sheet(panel, panel.chair, "K01")
        make_sheet(panel, panel.members[0], "K01")
        make_not_sitting(panel, panel.members[1], "K01")
        assert titles(panel, panel.chair, app) == []


def test_a_part_marked_directly_tells_its_spread_in_points(work: Work, start: Start, app: Application) -> None:
    data = definition_data()
    data["rounds"] = [data["rounds"][2]]
    data["rounds"][0]["parts"][0] |= {"tolerance": "10", "min_assessors": 2}
    panel = start(make_rounds, codes=("K01",), data=data, rounds=("interview",))
    with work():
        everybody_submits(panel, "K01", marks("40"), marks("55.5"), part="interview")
        told = missing(panel, panel.chair, app, "interview")
    assert [title for title, _text in told] == ["Kandidaat K01: consensus nodig voor Competentiegericht interview"]
    assert "tussen 40" in told[0][1]
    assert "55,5" in told[0][1]


def test_a_chair_who_has_not_submitted_learns_nothing_of_a_spread(work: Work, start: Start, app: Application) -> None:
    panel = start(make_rounds, codes=("K01",))
    with work():
        for member, rating in zip(panel.members, ("2", "9"), strict=True):
            make_sheet(panel, member, "K01", content=rated(rating))
        assert titles(panel, panel.chair, app) == ["Kandidaat K01: nog één scoreblad in te dienen voor Verkennend gesprek"]
        make_sheet(panel, panel.chair, "K01")
        assert titles(panel, panel.chair, app) == ["Kandidaat K01: consensus nodig voor Motivatie"]


def test_an_assessor_keeps_lane_and_shape_in_every_row_of_a_spread(work: Work, start: Start, app: Application) -> None:
    panel = start(make_rounds, codes=("K01", "K02"))
    with work():
        everybody_submits(panel, "K01", rated("6"), rated("7"))
        make_sheet(panel, panel.chair, "K02", content=rated("8"))
        make_sheet(panel, panel.members[-1], "K02", content=rated("9"))
        with app.test_request_context():
            scope = scope_as(panel, panel.chair)
            spread = spread_of(scope, standing_of(scope), "", "")
    assert spread is not None
    full, short = spread.rows
    assert None not in full.ratings
    assert len(full.ratings) == len(short.ratings) == len(spread.who) > 2
    for row in spread.rows:
        given = {person: rating for person, rating, shown in zip(spread.who, row.ratings, row.shown, strict=True) if shown}
        assert given == dict(zip(row.compared.who, row.compared.ratings, strict=True))
    assert sorted(rating for rating in short.ratings if rating is not None) == [8, 9]


def test_hr_is_told_that_something_must_be_settled_without_what(work: Work, start: Start, app: Application) -> None:
    panel = start(make_submitted, rated("2"), rated("9"))
    with work():
        told = missing(panel, panel.hr, app)
    assert [title for title, _text in told] == ["Kandidaat K01: de jury moet nog één beoordeling vastleggen voor Verkennend gesprek"]
    assert "Motivatie" not in str(told)


def test_a_verdict_undone_after_closing_keeps_the_next_round_from_closing(work: Work, start: Start, app: Application) -> None:
    panel = start(make_rounds, codes=("K01", "K02"))
    with work():
        for code in ("K01", "K02"):
            everybody_submits(panel, code)
            suitable(panel, code)
        close_as(panel, panel.chair)
        close_as(panel, panel.hr, "assessment")
        everybody_submits(panel, "K01", marks("50"), part="interview")
        everybody_submits(panel, "K02", marks("50"), part="interview")
        verdict = session().query(Finding).filter_by(candidate_id=panel.candidates["K02"], kind=FindingKind.VERDICT).one()
        verdict.ended_at, verdict.end_reason = now(), "Vergissing"
        session().flush()
        told = missing(panel, panel.chair, app, "interview")
    assert [title for title, _text in told] == ["Kandidaat K02: het oordeel van Assessment ontbreekt"]
    assert told[0][1].startswith("In de afgesloten ronde “Assessment”")
