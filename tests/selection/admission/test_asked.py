"""What a vacancy asks, and how old a document is on the day that counts: months to the day."""

from datetime import UTC, date, datetime

import pytest

from selection.admission.asked import age_of, closing_day, last_valid_day, points_of
from tests.factories import definition_data, make_definition
from tests.factories_admission import DOCUMENTS, asking

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("delivered", "months", "until"),
    [
        (date(2024, 1, 28), 3, date(2024, 4, 28)),
        (date(2024, 1, 31), 3, date(2024, 4, 30)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2022, 11, 30), 3, date(2023, 2, 28)),
        (date(2023, 12, 31), 1, date(2024, 1, 31)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2020, 2, 29), 48, date(2024, 2, 29)),
    ],
)
def test_a_document_is_valid_until_the_same_day_of_the_month(delivered, months, until):
    assert last_valid_day(delivered, months) == until


def extract(**changes):
    """The extract of a vacancy with these changes of its document, and the definition."""
    documents = [{**DOCUMENTS[1], **changes}]
    definition = asking(application={"documents": documents})
    return points_of(definition, 6)[-1], definition


@pytest.mark.parametrize(("delivered", "too_old"), [(date(2026, 7, 31), True), (date(2026, 8, 1), False), (date(2026, 10, 31), False)])
def test_on_the_closing_day_it_may_be_exactly_so_old(delivered, too_old):
    point, definition = extract()
    age = age_of(point, delivered, definition, TODAY)
    assert (age.too_old, age.on, age.certain) == (too_old, date(2026, 11, 1), True)


def test_the_day_of_the_appointment_is_still_to_come_so_today_counts_at_least():
    point, definition = extract(age_reference="appointment")
    assert age_of(point, date(2026, 8, 22), definition, TODAY).too_old
    age = age_of(point, date(2026, 8, 23), definition, TODAY)
    assert (age.too_old, age.on, age.certain) == (False, TODAY, False)


def test_the_organisation_says_how_old_an_extract_may_be_where_the_vacancy_does_not():
    documents = [{"code": "strafregister", "name": "Uittreksel", "visible_to": "hr-named"}, {"code": "cv", "name": "Cv"}]
    point, plain = points_of(asking(application={"documents": documents}), 6)[-2:]
    assert (point.months, point.extract) == (6, True)
    assert (plain.months, plain.extract) == (None, False)
    assert age_of(plain, date(2001, 1, 1), asking(), TODAY) is None


def test_points_are_conditions_then_documents_with_what_they_need():
    points = points_of(asking(), 3)
    assert [point.key for point in points] == ["condition:rechten", "condition:rijbewijs", "document:cv", "document:strafregister", "document:attest"]
    assert [point.blocks for point in points] == [True, False, True, True, False]
    assert points_of(make_definition(), 3) == ()


def test_the_closing_day_is_a_day_in_belgium():
    late = definition_data(application={"deadline": datetime(2026, 11, 1, 23, 30, tzinfo=UTC)})
    assert closing_day(make_definition(late)) == date(2026, 11, 2)
    assert closing_day(make_definition()) is None
