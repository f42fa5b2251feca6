"""A few routes of their own, so that the platform is tested without any subject."""

from uuid import UUID

import pytest
import sqlalchemy as sa
from flask import flash, g, redirect, request
from sqlalchemy.orm.exc import StaleDataError

from selection import access
from selection.access import ADMINISTRATOR, HR, PUBLIC, SIGNED_IN, allow
from selection.accounts.models import Account
from selection.accounts.navigation import known
from selection.db import aside, now, session
from selection.errors import BadInput, Conflict, NotFound, Refused
from selection.security import SecurityLine
from selection.web.guard import guard
from selection.web.repeats import RequestKey, content_digest

PERSON = UUID("11111111-1111-4111-8111-111111111111")
PEOPLE = {
    "member": {"is_hr": False, "is_administrator": False},
    "hr": {"is_hr": True, "is_administrator": False},
    "administrator": {"is_hr": False, "is_administrator": True},
}
NAME = "".join(reversed("nekeD ejgaA"))  # not in one piece, because a trace quotes the source
RAISED = {"missing": NotFound, "bad": BadInput, "refused": Refused}


def add_line():
    """POST: store a line, then do what the form asks."""
    session().add(SecurityLine(at=now(), kind="exported", account_id=None, address="", body=request.form.get("text", "")))
    session().flush()
    if notice := request.form.get("notice"):
        flash(notice)
    match request.form.get("then", ""):
        case "":
            return redirect("/test/done", 303)
        case "form":
            return "not yet right", 422
        case "page":
            return "preview"
        case "crash":
            raise RuntimeError(f"{NAME} scored 7")
        case "stale":
            raise StaleDataError("version")
        case "full":
            session().execute(sa.text("PRAGMA max_page_count = 1"))
            session().execute(sa.text("CREATE TABLE big AS SELECT randomblob(1000000) AS x"))
        case "late":
            session().add(SecurityLine(at=now(), kind=None, address="", body=""))
            return redirect("/test/done", 303)
        case "overtaken":
            session().rollback()
            session().connection()
            with aside() as own:
                key = UUID(request.form["_key"])
                own.add(RequestKey(actor_id=PERSON, key=key, digest=content_digest(), status=303, location="/test/open", at=now()))
            session().add(SecurityLine(at=now(), kind="exported", account_id=None, address="", body=""))
            return redirect("/test/done", 303)
        case "conflict":
            raise Conflict("errors/conflict.html", message="Twee teksten.", rows=[("Reden", "mijn tekst", "andere tekst")])
        case "rowless":
            raise Conflict("errors/conflict.html", message="Er staat al iets anders.", rows=[])
        case other:
            raise RAISED[other]("Kies een datum.")
    return "never"


def write_on_get():
    """GET that tries to write, which must fail."""
    session().add(SecurityLine(at=now(), kind="exported", address="", body=""))
    session().flush()
    return "written"


@pytest.fixture
def app(app, monkeypatch):
    """The application with test routes; who is signed in follows the header X-Person (nobody, member, hr, administrator)."""
    people = {
        who: Account(id=PERSON, given_name="Test", family_name="Persoon", email="test@example.org", function="", **roles) for who, roles in PEOPLE.items()
    }

    def load():
        g.account = people.get(request.headers.get("X-Person", "nobody"))
        g.known_as = known(g.account) if g.account is not None else None

    rules = {
        "add_line": allow(SIGNED_IN, many={"part"}),
        "done": allow(PUBLIC, many={"part"}),
        "open_to_all": allow(PUBLIC),
        "write_on_get": allow(PUBLIC),
        "for_hr": allow(HR),
        "for_administrator": allow(ADMINISTRATOR),
    }
    for name, rule in rules.items():
        monkeypatch.setitem(access.ROUTES, name, rule)
    asked = app.before_request_funcs[None]
    asked.insert(asked.index(guard), load)  # after the loader of accounts
    monkeypatch.setattr(app, "_got_first_request", False)
    app.add_url_rule("/test/add", "add_line", add_line, methods=["POST"])
    app.add_url_rule("/test/done", "done", lambda: "done")
    app.add_url_rule("/test/open", "open_to_all", lambda: "posted", methods=["POST"])
    app.add_url_rule("/test/write-on-get", "write_on_get", write_on_get)
    app.add_url_rule("/test/hr", "for_hr", lambda: "hr")
    app.add_url_rule("/test/administrator", "for_administrator", lambda: "administrator")
    app.add_url_rule("/test/unlisted", "unlisted_route", lambda: "unlisted")
    return app


@pytest.fixture
def member(client):
    """A client in which somebody without an organisation role is signed in."""
    client.environ_base["HTTP_X_PERSON"] = "member"
    return client


@pytest.fixture
def kinds(raw):
    """What stands in the security log, by kind: `kinds()`."""

    def read():
        with raw.connect() as connection:
            return sorted(connection.scalars(sa.text("SELECT kind FROM security_line")))

    return read
