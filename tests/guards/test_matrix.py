"""The page "Wie mag wat" and the table of routes say the same: every route stands in a row, and no row names a page that is gone."""

from selection import access
from selection.accounts import matrix
from tests.guards.access_table import EXPECTED, ROLES

FLOOR = 40


def test_every_route_stands_in_a_row_that_lets_the_same_roles_in():
    print(f"walked {len(access.ROUTES)} routes and {len(matrix.ROWS)} rows")
    assert len(access.ROUTES) >= FLOOR
    assert matrix.mismatches(access.ROUTES) == []


def test_every_page_of_a_row_is_a_route():
    named = {endpoint for row in matrix.ROWS for endpoint in row.endpoints}
    assert len(named) >= FLOOR
    assert sorted(named - access.ROUTES.keys()) == []


BY_SEAT = ("rounds.progress", "procedures.log")  # the table of routes lets every seat ask; the query decides


def columns_apart(endpoint, walked):
    """Roles that the matrix lets in and the walk (letters for GET, in the order of ROLES) does not, or the other way round."""
    rows = [row for row in matrix.ROWS if endpoint in row.endpoints]
    lets_in = {role: any(row.cell(role) is not matrix.May.NEVER for row in rows) for role in matrix.Role}
    return [str(role) for role in matrix.Role if lets_in[role] != (walked[ROLES.index(role)] == "+")]


def test_what_the_query_decides_is_what_the_matrix_says_of_every_role():
    for endpoint in BY_SEAT:
        assert columns_apart(endpoint, EXPECTED[endpoint][0]) == []
    assert columns_apart("rounds.progress", "sxx+x++++xx") == ["observer"]


def test_a_planted_route_and_a_planted_right_are_found():
    planted = {"accounts.planted": access.allow(access.HR), "accounts.people": access.allow(access.HR, access.ADMINISTRATOR)}
    assert matrix.mismatches(planted) == [
        "accounts.people: the table of routes lets hr in, the matrix does not",
        "accounts.planted stands in no row of the matrix",
    ]
