"""The outbox: asked once, worded, released by a person, sent once, failed and dealt with; secrets are forgotten."""

import json
import uuid
from email import policy
from email.parser import BytesParser
from urllib.parse import quote

import pytest
import sqlalchemy as sa

from selection.db import session, unit_of_work
from selection.errors import Refused
from selection.mail import outbox
from selection.mail.message import BadAddress, Identity, compose
from selection.mail.models import Letter, LetterState
from selection.mail.outbox import Recipient
from selection.mail.sending import send_due
from selection.mail.transport import Folder, NotDelivered, Server

pytestmark = pytest.mark.db
SECRET = "ge@heim"
IDENTITY = Identity(name="Personeelsdienst", address="hr@selectie.example", reply_to="vragen@selectie.example", host="selectie.example")


@pytest.fixture(autouse=True)
def active(database):
    """The database of the test, without the web."""
    with database.active():
        yield


class Person:
    """Somebody who acts."""

    id = uuid.UUID(int=1)


class Post:
    """A mail server of a test: refuses what it is told to, keeps what it takes."""

    def __init__(self, *refusals):
        self.refusals, self.taken = list(refusals), []

    def deliver(self, message):
        if self.refusals and (refusal := self.refusals.pop(0)):
            raise refusal
        self.taken.append(message)


def asked(**changes):
    recipient = Recipient(kind="candidate", id=uuid.uuid4(), name="Noor Voorbeeld", address="noor@voorbeeld.example")
    return outbox.ask("ontvangst", **({"recipient": recipient, "facts": {"x": "1"}} | changes))


def ready(**changes):
    letter = asked(automatic=True, **changes)
    outbox.prepare(letter, subject="Vacature: bericht", body="Beste Noor", reference="2024-0001")
    outbox.release(letter, by=None, role="system")
    return letter.id


def state(letter_id):
    with unit_of_work(read_only=True):
        letter = session().get(Letter, letter_id)
        return letter.state, letter.attempts


def test_the_same_key_twice_is_one_letter():
    with unit_of_work():
        first = asked(key="receipt-1")
        assert asked(key="receipt-1") is first
        assert [letter.seq for letter in (first, asked())] == [1, 2]


def test_many_letters_cost_as_many_statements_as_one():
    def wanted(number):
        person = Recipient(kind="candidate", id=uuid.uuid4(), name=f"Kandidaat {number}", address=f"k{number}@voorbeeld.example")
        return outbox.Wanted(event="toegelaten", recipient=person, key=f"decided {number}")

    def cost(letters):
        seen = []

        def noted(connection, cursor, statement, parameters, context, executemany):
            seen.append(statement)

        with unit_of_work():
            engine = session().get_bind()
            sa.event.listen(engine, "after_cursor_execute", noted)
            try:
                found = outbox.ask_all(letters)
            finally:
                sa.event.remove(engine, "after_cursor_execute", noted)
            return len(seen), [letter.seq for letter in found]

    one, (first,) = cost([wanted(1)])
    many, numbers = cost([wanted(number) for number in range(1, 41)])
    assert (one, first, numbers) == (many, 1, list(range(1, 41)))
    assert cost([wanted(7), wanted(7)])[1] == [7, 7]


def test_a_letter_needs_a_person_and_goes_out_once():
    with unit_of_work():
        letter = asked()
        outbox.prepare(letter, subject="Vacature: bericht", body="Beste Noor", reference="2024-0001")
        with pytest.raises(Refused):
            outbox.release(letter, by=None, role="system")
    post = Post()
    assert send_due(post, IDENTITY).sent == 0
    with unit_of_work():
        outbox.release(session().get(Letter, letter.id), by=Person, role="hr")
    assert (send_due(post, IDENTITY).sent, send_due(post, IDENTITY).sent) == (1, 0)
    assert [(message["To"], message["Reply-To"], message["Message-ID"]) for message in post.taken] == [
        ("Noor Voorbeeld <noor@voorbeeld.example>", "vragen@selectie.example", f"<{letter.id}@selectie.example>")
    ]
    assert state(letter.id) == (LetterState.SENT, 1)


def test_a_secret_is_sent_and_then_forgotten():
    link = "https://selectie.example/m/geheim"
    with unit_of_work():
        letter = asked(automatic=True, secrets={"link": link})
        assert outbox.facts_of(letter) == {"x": "1", "link": link}
        outbox.prepare(letter, subject="s", body=f"Uw link: {link}", reference="r")
        outbox.release(letter, by=None, role="system")
        assert letter.body == f"Uw link: {outbox.MASK}"
    post = Post()
    send_due(post, IDENTITY)
    assert post.taken[0].get_content().strip() == f"Uw link: {link}"
    with unit_of_work(read_only=True):
        kept = session().get(Letter, letter.id)
        assert (kept.secrets, "geheim" in json.dumps([kept.body, kept.facts])) == ("", False)


def test_a_refusal_for_now_is_tried_again_with_growing_pauses(clock):
    with unit_of_work():
        letter_id = ready()
    post = Post(*[NotDelivered("451 later", for_good=False)] * 2)
    send_due(post, IDENTITY)
    send_due(post, IDENTITY)
    assert state(letter_id) == (LetterState.RELEASED, 1)
    clock.forward(minutes=2)
    send_due(post, IDENTITY)
    clock.forward(minutes=3)
    send_due(post, IDENTITY)
    assert state(letter_id) == (LetterState.RELEASED, 2)
    clock.forward(minutes=1)
    send_due(post, IDENTITY)
    assert state(letter_id) == (LetterState.SENT, 3)


@pytest.mark.parametrize("tries", [1, outbox.MOST_ATTEMPTS])
def test_a_refusal_for_good_or_too_many_ask_for_a_person(clock, tries):
    with unit_of_work():
        letter_id = ready()
    post = Post(*[NotDelivered("550 unknown", for_good=tries == 1)] * tries)
    for _turn in range(tries):
        send_due(post, IDENTITY)
        clock.forward(hours=2)
    assert state(letter_id) == (LetterState.FAILED, tries)
    with unit_of_work():
        letter = session().get(Letter, letter_id)
        assert letter.failure == "550 unknown"
        outbox.deal_with(letter, by=Person, role="hr", how="Gebeld")
    send_due(post, IDENTITY)
    assert post.taken == []


def test_what_was_cut_off_while_sending_is_not_sent_again(clock):
    with unit_of_work():
        letter_id = ready()
        outbox.claim(session().get(Letter, letter_id))
    post = Post()
    send_due(post, IDENTITY)
    assert state(letter_id)[0] == LetterState.SENDING
    clock.forward(minutes=15)
    send_due(post, IDENTITY)
    assert state(letter_id)[0] == LetterState.FAILED
    assert post.taken == []


def test_what_the_table_lacks_is_refused():
    with unit_of_work():
        letter = session().get(Letter, ready())
        outbox.withdraw(letter, by=Person, role="hr", reason="Vergissing")
        for act in (lambda: outbox.claim(letter), lambda: outbox.sent(letter), lambda: outbox.prepare(letter, subject="", body="", reference="")):
            with pytest.raises(Refused):
                act()
    post = Post()
    send_due(post, IDENTITY)
    assert post.taken == []


def test_names_and_subjects_add_no_header(tmp_path):
    with unit_of_work():
        recipient = Recipient(kind="candidate", id=uuid.uuid4(), name="Noor\r\nBcc: x@y.example", address="noor@voorbeeld.example")
        letter = asked(automatic=True, recipient=recipient)
        outbox.prepare(letter, subject="Vacature\nBcc: x@y.example", body="é\n.\nBcc: x", reference="r")
        outbox.release(letter, by=None, role="system")
    send_due(Folder(path=tmp_path / "mail"), IDENTITY)
    files = list((tmp_path / "mail").iterdir())
    assert [file.name for file in files] == [f"{letter.id}.eml"]
    read = BytesParser(policy=policy.default).parsebytes(files[0].read_bytes())
    assert (read["Bcc"], len(read["To"].addresses), read["Subject"]) == (None, 1, "Vacature Bcc: x@y.example")
    assert read.get_content().replace("\r\n", "\n") == "é\n.\nBcc: x\n"


def test_a_bad_address_fails_for_good(clock):
    with unit_of_work():
        letter_id = ready(recipient=Recipient(kind="candidate", id=uuid.uuid4(), name="x", address="geen adres"))
    send_due(Post(), IDENTITY)
    assert state(letter_id)[0] == LetterState.FAILED
    with pytest.raises(BadAddress):
        compose(identity=IDENTITY, name="x", address="a@b@c", subject="", body="", language="nl", moment=clock(), number=letter_id)


def test_a_mail_server_is_written_as_an_address():
    server = Server.from_address(f"smtps://gebruiker:{quote(SECRET, safe='')}@mail.example")
    assert (server.host, server.port, server.user, server.password, server.tls) == ("mail.example", 465, "gebruiker", SECRET, True)
    assert SECRET not in str(server)
    for wrong in ("mail.example", "http://mail.example", "smtp://", "smtp://mail.example/x", "smtp://mail.example?tls=no"):
        with pytest.raises(ValueError, match="smtp://host"):
            Server.from_address(wrong)
