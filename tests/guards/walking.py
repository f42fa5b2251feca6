"""Walking the routes: the address of every rule of the application in a world, and requests of which nothing stays."""

import hashlib
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import Response, request
from werkzeug.routing import Rule

from selection.access import ROUTES
from selection.db import Base
from selection.web import Application, public_forms
from tests import world_applications
from tests.factories_accounts import sign_in
from tests.world import ASSESSMENT, INTERVIEW, TALK, World, email

ASSETS = frozenset({"static", "platform.vendor"})
WRITTEN_ANYWAY = frozenset({"user_session", "sign_in_attempt", "security_line", "visitor_attempt"})  # small tables beside the request's transaction
REHEARSED = "X-Rehearsed-Status"
VARYING = re.compile(r'(name="(?:csrf_token|_key|back)" value=")[^"]*|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}')

ADMISSION = tuple(f"admission.{each}" for each in ("index", "later", "case", "decide", "correct", "undo", "point", "see"))

APPLICATIONS = tuple(endpoint for endpoint in ROUTES if endpoint.startswith("applications."))
# Which private link of the world opens a page that has a token in its address.
PRIVATE = {**dict.fromkeys(APPLICATIONS, world_applications.PRIVATE), **dict.fromkeys(("planning.own", "planning.own_file", "planning.answer"), "appointment")}

# In which procedure of the world a route has something to show; the others are walked in the one that is half way.
ELSEWHERE = {
    **dict.fromkeys(("candidates.add", "candidates.import_list", "candidates.import_preview", "candidates.drop_import", "candidates.undo_import"), "drie"),
    **dict.fromkeys(("frameworks.import_preview", "frameworks.drop_import"), "drie"),
    **dict.fromkeys(("candidates.remove", "candidates.close_list", "candidates.template"), "drie"),
    **dict.fromkeys(("procedures.publish", "procedures.discard", "procedures.open_rating", "procedures.replace_rules"), "drie"),
    "procedures.panel_demands": "drie",
    **dict.fromkeys(ADMISSION, "toelating"),
    **dict.fromkeys(APPLICATIONS, world_applications.NAME),
    **dict.fromkeys(("ties.settle", "ties.decide", "ties.draw", "ties.record", "ties.undo"), "vijf"),
    **dict.fromkeys(("reserves.show", "reserves.set_report_date", "reserves.appoint", "reserves.undo_appointment"), "vier"),
}
# Whom a route is about where it is not Aerts, and in which part and round where it is not the interview.
ABOUT = {
    "admission.case": "bogaert",
    "candidates.undo_finding": "evers",
    "candidates.undo_not_sitting": "claes",
    **dict.fromkeys(("reserves.appoint", "rounds.settle", "rounds.compare", "rounds.undo", "rounds.ask", "rounds.withdraw_request"), "bogaert"),
}
PARTS = {"candidates.record_finding": ASSESSMENT, "candidates.verdicts": ASSESSMENT, "candidates.record_not_sitting": TALK, "rounds.propose_round": TALK}
MADE = {
    "upload_id": "framework",
    "draft_id": "draft",
    "finding_id": "finding evers",
    "row_id": "away claes",
    "list_id": "list",
    "import_id": "import",
    "proposal_id": "proposal",
    "settlement_id": "settlement",
    "letter_id": "letter",
    "request_id": "request",
    "slot_id": "slot",
    "application_id": "application",
    "other_id": "twin",
    "document_id": "document",
    "measure_id": "measure",
    "notice_id": "notice",
}
WORDS = {
    "code": "maastricht",
    "step": "functie",
    "part": "gegevens",
    "subject": "privacy",
    "tongue": "nl",
    "framework_code": "lievegem",
    "competency_code": "samenwerken",
    "profile_code": "teammanager",
    "number": "1",
    "kind": "csv",
    "word": "oordeel",
    "point_kind": "voorwaarde",
    "point_code": "rijbewijs",
    "document_code": "strafregister",
    "name": "bootstrap.min.css",
    "filename": "css/tokens.css",
    "place": 1,
    "event": "uitgesloten",
    "text_kind": "letter",
    "text_code": "uitgesloten",
    "text_language": "nl",
}
# What stands behind the question mark of an address, and what a form of that address sends so that it reaches the act itself.
QUERIES = {"procedures.neutralise": "?part=gesprek&criterion=ervaring"}
SENT: dict[str, dict[str, str]] = {
    "admission.case": {"version": "1"},
    **{f"building.{act}": {"version": "1", "title": "Een andere naam"} for act in ("save_step", "save_matrix", "put_away", "finish", "restore")},
    "scoresheets.sheet": {"version": "1", "points": "40"},
    "scoresheets.submit": {"version": "1", "points": "40"},
    "scoresheets.take_back": {"version": "1"},
    "scoresheets.move": {"version": "1"},
    "rounds.settle": {"criteria": "", "c0-chosen": "53", "c0-reason": "Samen besproken."},
    "rounds.undo": {"reason": "Toch niet."},
    "rounds.close": {"version": "1"},
    "rounds.decide": {"version": "1", "answer": "approve"},
    "candidates.import_preview": {"shown": "0"},
    "planning.remove": {"version": "2"},
    "planning.answer": {"seen": "0", "comes": "ja"},
    "platform.choose_language": {"lang": "nl"},
}


@dataclass(frozen=True)
class Way:
    """One rule, by one method, at an address."""

    endpoint: str
    method: str
    address: str

    def __str__(self) -> str:
        return f"{self.method} {self.endpoint} {self.address}"


def rules(app: Application) -> list[Rule]:
    """Every rule of the application."""
    return sorted(app.url_map.iter_rules(), key=lambda rule: (rule.endpoint, rule.rule))


def ways(app: Application, world: World, *, in_procedure: str = "", methods: frozenset[str] = frozenset({"GET", "POST"})) -> Iterator[Way]:
    """Every rule and method, at an address of this procedure of the world; "nowhere" gives keys that exist nowhere."""
    adapter = app.url_map.bind("localhost")
    for rule in rules(app):
        for method in sorted((rule.methods or set()) & methods):
            values = {name: value_of(world, rule, name, in_procedure) for name in rule.arguments}
            address = adapter.build(rule.endpoint, values, method=method)
            yield Way(rule.endpoint, method, address + QUERIES.get(rule.endpoint, ""))


def value_of(world: World, rule: Rule, name: str, in_procedure: str) -> Any:
    """What stands in an address for one argument of its rule."""
    endpoint = rule.endpoint
    if name in {"part_code", "round_code"}:
        return PARTS.get(endpoint, INTERVIEW)
    if name == "word":
        return "oordeel" if "part_code" in rule.arguments else "teruggetrokken"
    if name == "token" and endpoint in PRIVATE and in_procedure != "nowhere":
        return world.links.get(PRIVATE[endpoint], "x" * 43)
    if name == "token":
        return "x" * 43 if in_procedure == "nowhere" else world.token
    if name in WORDS:
        return WORDS[name]
    if in_procedure == "nowhere" or name == "session_id":
        return uuid.uuid4()
    played = world.played[in_procedure or ELSEWHERE.get(endpoint, "een")]
    if name == "procedure_id":
        return played.id
    if name == "candidate_id":
        return played.candidates.get(ABOUT.get(endpoint, "aerts"), played.candidates["aerts"])
    if name == "account_id":
        return world.people["shared"]
    if name == "seat_id":
        return played.made[f"seat {'chair' if 'seat chair interview' in played.made else 'shared'} interview"]
    if name == "sheet_id":
        return played.made.get("sheet member interview aerts") or next((id_ for key, id_ in played.made.items() if key.startswith("sheet ")), uuid.uuid4())
    return played.made.get(MADE[name]) or uuid.uuid4()


def rehearsing(app: Application) -> None:
    """Have every request with the header keep nothing: its answer gets a status that rolls back, the true one stands in a header."""
    settle = app._settle

    def undone(response: Response) -> None:
        if REHEARSED in request.headers:
            response.headers[REHEARSED] = str(response.status_code)
            response.status_code = 499
        settle(response)

    @app.after_request
    def told(response: Response) -> Response:
        if REHEARSED in request.headers and REHEARSED not in response.headers:  # an error, which is undone in any case
            response.headers[REHEARSED] = str(response.status_code)
        return response

    app._settle = undone  # type: ignore[method-assign]


def ask(client: Any, way: Way, *, token: bool = True, **fields: Any) -> tuple[int, Any]:
    """One request of which nothing stays: its status and the answer."""
    headers = {REHEARSED: "1"}
    if way.method == "GET":
        answer = client.get(way.address, headers=headers)
    else:
        data = {"_key": str(uuid.uuid4()), **({"csrf_token": token_for(client, way)} if token else {}), **SENT.get(way.endpoint, {}), **fields}
        answer = client.post(way.address, data=data, headers=headers)
    return int(answer.headers[REHEARSED]), answer


def token_for(client: Any, way: Way) -> str:
    """What the hidden field of this form holds: a token of the session, or on pages without one a token for the address."""
    if way.endpoint not in public_forms.LIMITS:
        return str(client.token())
    with client.application.test_request_context():
        return public_forms.token(way.address)


def visitor(app: Application, role: str) -> Any:
    """A client of somebody in this role; `public` is nobody."""
    client = app.test_client()
    if role != "public":
        assert sign_in(client, email(role)).status_code == 303, role
    return client


def fingerprint_of(engine: sa.Engine, besides: frozenset[str] = WRITTEN_ANYWAY) -> str:
    """A digest over all rows of all tables of the product, but for the ones named."""
    whole = hashlib.sha256()
    with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            if table.name not in besides:
                rows = sorted(repr(tuple(row)) for row in connection.execute(sa.select(table)))
                whole.update(f"{table.name}:{rows}".encode())
    return whole.hexdigest()


def levelled(text: str) -> str:
    """A page without what differs from one request to the next."""
    return VARYING.sub("", text)
