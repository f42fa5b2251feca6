"""Every route stands in the table, every row of the table has its route, and the table is what answers."""

import uuid

import pytest
from werkzeug.routing import IntegerConverter

from selection import access
from selection.access import PUBLIC, allowed
from selection.accounts.models import Account
from selection.db import session
from selection.procedures import queries
from selection.procedures.models import Procedure
from selection.web import headers
from tests.guards.access_table import EXPECTED, ROLES
from tests.guards.walking import ASSETS, WRITTEN_ANYWAY, Way, ask, fingerprint_of, levelled, rules, value_of, visitor, ways

pytestmark = pytest.mark.db
FLOOR = 20
DENIED_TO_NOBODY = {302, 303, 401}


def example(converter):
    """A value that a converter takes: a random key, the first of its words, or x."""
    if type(converter).__name__ == "UUIDConverter":
        return uuid.uuid4()
    return 1 if isinstance(converter, IntegerConverter) else min(getattr(converter, "items", ["x"]))


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


def test_a_number_in_an_address_that_no_column_holds_leads_nowhere(stage):
    hr, adapter, walked = visitor(stage.app, "hr"), stage.app.url_map.bind("localhost"), 0
    for rule in rules(stage.app):
        numbers = [name for name, converter in rule._converters.items() if isinstance(converter, IntegerConverter)]
        if numbers:
            values = {name: value_of(stage.world, rule, name, "") for name in rule.arguments} | dict.fromkeys(numbers, 10**24)
            for method in sorted(rule.methods & {"GET", "POST"}):
                status, _answer = ask(hr, Way(rule.endpoint, method, adapter.build(rule.endpoint, values, method=method)))
                assert status == 404, f"{method} {rule.endpoint} answers {status}"
                walked += 1
    print(f"walked {walked} addresses with a number")
    assert walked >= 6


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


def letter(way, status, answer):
    """What an answer means, in the letters of the table."""
    if status in {401} or (status == 302 and "/aanmelden?" in answer.headers.get("Location", "") + "?" and way.endpoint != "accounts.start"):
        return "s"
    return {403: "-", 404: "x", 409: "r"}.get(status, "+" if status in {200, 302, 303, 422} else str(status))


def said(way, role):
    """What the table says; a dot where the route is not in it."""
    gets, posts = EXPECTED.get(way.endpoint, ("." * len(ROLES),) * 2)
    return (gets if way.method == "GET" else posts)[ROLES.index(role)]


def deviations(stage, role):
    """Routes that answer something else to this role than the table says, and how many were walked."""
    client = visitor(stage.app, role)
    found, walked = [], 0
    for way in ways(stage.app, stage.world):
        status, answer = ask(client, way)
        got, expected = letter(way, status, answer), said(way, role)
        walked += 1
        if way.endpoint == "accounts.sign_in" and got == "s":
            got = "+"
        if got != expected:
            found.append(f"{way.method} {way.endpoint} as {role}: {got} ({status}), the table says {expected}")
        if way.endpoint == "accounts.sign_out":
            client = visitor(stage.app, role)
    return found, walked


@pytest.mark.parametrize("role", ROLES)
def test_every_route_answers_every_role_as_the_table_says(stage, role):
    before = fingerprint_of(stage.app.database.read_engine, WRITTEN_ANYWAY | {"held_form"})
    found, walked = deviations(stage, role)
    assert found == []
    assert walked >= FLOOR
    assert fingerprint_of(stage.app.database.read_engine, WRITTEN_ANYWAY | {"held_form"}) == before


def others(role):
    """The procedure of the world in which this role has nothing."""
    return "een" if role in {"other_hr", "outsider"} else "twee"


@pytest.mark.parametrize("role", [role for role in ROLES if role != "public"])
def test_what_is_somebody_elses_reads_as_what_does_not_exist(stage, role):
    client = visitor(stage.app, role)
    elsewhere = ways(stage.app, stage.world, in_procedure=others(role))
    nowhere = ways(stage.app, stage.world, in_procedure="nowhere")
    walked = 0
    for way, missing in zip(elsewhere, nowhere, strict=True):
        if ("/procedures/" not in way.address and "/taken/" not in way.address) or way.address in {"/procedures/nieuw"}:
            continue
        status, answer = ask(client, way)
        no_status, no_answer = ask(client, missing)
        assert status == no_status, f"{way} as {role}: {status}, and {no_status} for what does not exist"
        assert status in {403, 404}, f"{way} as {role}: {status}"
        assert levelled(answer.text) == levelled(no_answer.text), f"{way} as {role} reads otherwise than what does not exist"
        walked += 1
    assert walked >= FLOOR


@pytest.mark.parametrize("role", ["hr", "chair", "shared"])
def test_a_candidate_of_another_procedure_is_not_reached_through_an_own_one(stage, role):
    own, other = stage.world.played["een"], stage.world.played["twee"]
    client, walked = visitor(stage.app, role), 0
    for way in ways(stage.app, stage.world, in_procedure="een"):
        mixed = way.address.replace(str(own.candidates["aerts"]), str(other.candidates["aerts"])).replace(
            str(own.candidates["bogaert"]), str(other.candidates["bogaert"])
        )
        if mixed != way.address:
            status, _ = ask(client, type(way)(way.endpoint, way.method, mixed))
            assert status in {403, 404}, f"{way.method} {way.endpoint} as {role}: {status} for a candidate of another procedure"
            walked += 1
    assert walked >= 15


def held_roles_of(stage, role):
    """The roles of the table of routes that this person has."""
    with stage.work():
        return access.held_roles(None if role == "public" else session().get(Account, stage.world.people[role]))


@pytest.mark.parametrize("role", ["public", "chair", "hr", "administrator"])
def test_nothing_is_sent_without_a_token(stage, role):
    client, walked = visitor(stage.app, role), 0
    before = fingerprint_of(stage.app.database.read_engine)
    for way in ways(stage.app, stage.world, methods=frozenset({"POST"})):
        status, _ = ask(client, way, token=False)
        foreign, _ = ask(client, way, token=False, csrf_token=stage.app.test_client().token())
        if status not in {401, 403} or held_roles_of(stage, role) & access.ROUTES[way.endpoint].roles:
            assert (status, foreign) == (400, 400), f"{way} as {role}: {status} without a token, {foreign} with one of another session"
            walked += 1
        else:
            assert {status, foreign} <= {401, 403}, f"{way} as {role}: {status}, {foreign}"
    assert fingerprint_of(stage.app.database.read_engine) == before
    assert walked >= {"public": 3, "chair": 10}.get(role, 15)


def test_head_and_options_change_nothing(stage):
    client = visitor(stage.app, "hr")
    before = fingerprint_of(stage.app.database.read_engine)
    for way in ways(stage.app, stage.world, methods=frozenset({"GET"})):
        assert client.head(way.address).status_code < 500
        assert client.options(way.address).status_code < 500
    assert fingerprint_of(stage.app.database.read_engine) == before


def header_faults(answer, endpoint):
    """What an answer should tell the browser and does not."""
    given, policy = answer.headers, answer.headers.get("Content-Security-Policy", "")
    wanted = {"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin"}
    found = [f"{name}: {given.get(name)}" for name, value in wanted.items() if given.get(name) != value]
    found += [part for part in ("default-src 'none'", "script-src 'self'", "base-uri 'none'", "frame-ancestors 'none'") if part not in policy]
    if "unsafe" in policy:
        found.append(policy)
    if given.get("Cache-Control") != "no-store" and not (endpoint in ASSETS and answer.status_code < 400):
        found.append(f"Cache-Control: {given.get('Cache-Control')}")
    if answer.data and "charset=utf-8" not in given.get("Content-Type", "").lower() and given.get("Content-Type", "").startswith("text/"):
        found.append(f"Content-Type: {given.get('Content-Type')}")
    return found


@pytest.mark.parametrize("role", ["public", "member", "hr", "administrator"])
def test_every_answer_carries_the_strict_headers(stage, role):
    client, seen = visitor(stage.app, role), set()
    for way in ways(stage.app, stage.world):
        status, answer = ask(client, way)
        assert header_faults(answer, way.endpoint) == [], f"{way} as {role} ({status})"
        seen.add(status)
        if way.endpoint == "accounts.sign_out":
            client = visitor(stage.app, role)
    assert {200, 302, 404} <= seen | ({404} if role == "public" else set())
    answer = client.get("/bestaat-niet")
    assert (answer.status_code, header_faults(answer, None)) == (404, [])


def test_an_error_of_ours_carries_the_headers_and_no_trace(stage, monkeypatch):
    monkeypatch.setitem(stage.app.config, "SHOW_ERRORS", False)
    monkeypatch.setitem(stage.app.view_functions, "platform.health", lambda: 1 / 0)
    answer = stage.app.test_client().get("/health")
    assert (answer.status_code, header_faults(answer, "platform.health")) == (500, [])
    assert "ZeroDivision" not in answer.text


def test_a_planted_hole_in_the_scope_is_found(stage, monkeypatch):
    def everybody(account, procedure_id):
        hats = queries.hats_of(procedure := session().get_one(Procedure, procedure_id), account)
        return procedure, hats

    monkeypatch.setattr("selection.procedures.views.scope.queries.procedure_for", everybody)
    found, _ = deviations(stage, "outsider")
    assert any("procedures.overview as outsider: +" in line for line in found), found


def test_a_planted_page_without_its_headers_is_found(stage, monkeypatch):
    monkeypatch.setitem(headers.HEADERS, "X-Frame-Options", "SAMEORIGIN")
    assert header_faults(stage.app.test_client().get("/aanmelden"), "accounts.sign_in") == ["X-Frame-Options: SAMEORIGIN"]
