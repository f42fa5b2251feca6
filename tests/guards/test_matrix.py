"""The page "Wie mag wat" and the table of routes say the same: every route stands in a row, and no row names a page that is gone."""

from selection import access
from selection.accounts import matrix

FLOOR = 40


def test_every_route_stands_in_a_row_that_lets_the_same_roles_in():
    print(f"walked {len(access.ROUTES)} routes and {len(matrix.ROWS)} rows")
    assert len(access.ROUTES) >= FLOOR
    assert matrix.mismatches(access.ROUTES) == []


def test_every_page_of_a_row_is_a_route():
    named = {endpoint for row in matrix.ROWS for endpoint in row.endpoints}
    assert len(named) >= FLOOR
    assert sorted(named - access.ROUTES.keys()) == []


def test_a_planted_route_and_a_planted_right_are_found():
    planted = {"accounts.planted": access.allow(access.HR), "accounts.people": access.allow(access.HR, access.ADMINISTRATOR)}
    assert matrix.mismatches(planted) == [
        "accounts.people: the table of routes lets hr in, the matrix does not",
        "accounts.planted stands in no row of the matrix",
    ]
