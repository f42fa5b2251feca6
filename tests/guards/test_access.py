"""Every route stands in the table, every row of the table has its route, and the table is what answers."""

import uuid

import pytest

from selection import access
from selection.access import PUBLIC, allowed

pytestmark = pytest.mark.db
FLOOR = 20
DENIED_TO_NOBODY = {302, 303, 401}


def example(converter):
    """A value that a converter takes: a random key, the first of its words, or x."""
    if type(converter).__name__ == "UUIDConverter":
        return uuid.uuid4()
    return min(getattr(converter, "items", ["x"]))


def addresses(app):
    """(method, address, endpoint) of every route, with random keys in it; assets left out."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if rule.endpoint in {"static", "platform.vendor"}:
            continue
        values = {name: example(converter) for name, converter in rule._converters.items()}
        for method in sorted(rule.methods & {"GET", "POST"}):
            yield method, adapter.build(rule.endpoint, values, method=method), rule.endpoint


def stale(app):
    """Rows of the table whose route is gone."""
    return sorted(access.ROUTES.keys() - {rule.endpoint for rule in app.url_map.iter_rules()})


def test_every_route_stands_in_the_table_and_every_row_has_its_route(app):
    assert access.unlisted(app) == []
    assert stale(app) == []


def test_nobody_gets_past_the_table(app):
    walked = 0
    for method, address, endpoint in addresses(app):
        if PUBLIC in access.ROUTES[endpoint].roles:
            continue
        answer = app.test_client().open(address, method=method)
        assert answer.status_code in DENIED_TO_NOBODY, f"{method} {address} ({endpoint}) answers {answer.status_code} to nobody"
        walked += 1
    print(f"walked {walked} routes as nobody")
    assert walked >= FLOOR


def test_every_form_needs_a_token(app):
    walked = 0
    for method, address, endpoint in addresses(app):
        if method == "POST" and PUBLIC in access.ROUTES[endpoint].roles:
            answer = app.test_client().post(address, data={"anything": "x"})
            assert answer.status_code == 400, f"POST {address} ({endpoint}) answers {answer.status_code} without a token"
            walked += 1
    print(f"walked {walked} public forms")
    assert walked >= 1


def test_a_planted_route_and_a_planted_row_are_found(app, monkeypatch):
    before = set(access.unlisted(app)), set(stale(app))
    app.add_url_rule("/planted", "planted", lambda: "x")
    monkeypatch.setitem(access.ROUTES, "gone.away", access.allow(PUBLIC))
    assert set(access.unlisted(app)) - before[0] == {"planted"}
    assert set(stale(app)) - before[1] == {"gone.away"}


def test_a_planted_public_row_is_found(app, monkeypatch):
    endpoint = next(name for name, rule in access.ROUTES.items() if PUBLIC not in rule.roles)
    assert not allowed(access.ROUTES[endpoint], None)
    monkeypatch.setitem(access.ROUTES, endpoint, access.allow(PUBLIC))
    assert allowed(access.ROUTES[endpoint], None)
