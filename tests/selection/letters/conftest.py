"""A procedure with candidates, an outbox, and a mail server of a test."""

from contextlib import contextmanager

import pytest

from selection.candidates.queries import candidates_of
from selection.db import session, unit_of_work
from selection.mail import outbox
from selection.mail.models import Letter
from selection.mail.outbox import Recipient
from selection.mail.transport import NotDelivered
from tests import world
from tests.factories_accounts import sign_in

EXCLUSION = {
    "beslissingsdatum": {"date": "2026-11-20"},
    "motivering": "De vacature vraagt een masterdiploma. U bezorgde een bachelordiploma {zonder} bijlage.",
    "rechtsgrond": ["Vacature, voorwaarde over het diploma", "Selectieregels, punt 2"],
}


class Post:
    """A mail server of a test: refuses some messages, keeps what it takes."""

    def __init__(self, refuses=lambda number: None):
        self.taken, self.asked, self.refuses = [], 0, refuses

    def deliver(self, message):
        self.asked += 1
        refusal = self.refuses(self.asked)
        if refusal is not None:
            raise NotDelivered(*refusal[:1], for_good=refusal[1])
        self.taken.append(message)


class Desk:
    """The application with one procedure of `hr`; letters are asked for its candidates."""

    def __init__(self, app, roles=("hr", "other_hr", "administrator", "member"), candidates=("aerts", "bogaert"), second=None):
        self.app, self.post = app, Post()
        self.world = world.begin(self.work, (*roles, second) if second else roles)
        self.procedure = world.played(self.world, "een", second=second)
        world.entered(self.world, "een", candidates)
        self.clients = {}

    @contextmanager
    def work(self):
        with self.app.app_context(), self.app.database.active(), unit_of_work() as kept:
            yield kept

    def ask(self, event="uitgesloten", facts=None, *, candidate="aerts", **options):
        """A letter to a candidate; its id."""
        with self.work():
            person = next(one.person for one in candidates_of(self.procedure.id) if one.id == self.procedure.candidates[candidate])
            to = Recipient(kind="candidate", id=person.candidate_id, name=person.name, address=person.email, language=options.pop("language", "nl"))
            return outbox.ask(event, recipient=to, procedure_id=self.procedure.id, facts=EXCLUSION if facts is None else facts, **options).id

    def letter(self, letter_id):
        with self.work():
            return session().get_one(Letter, letter_id)

    def as_(self, role):
        """A client of somebody who is signed in."""
        if role not in self.clients:
            client = self.app.test_client()
            assert sign_in(client, world.email(role)).status_code == 303
            self.clients[role] = client
        return self.clients[role]


@pytest.fixture
def desk(app):
    return Desk(app)
