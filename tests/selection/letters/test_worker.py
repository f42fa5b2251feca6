"""Sending: automatic letters word themselves, a server that fails gives every recipient one message, and no message carries what it may not."""

import socket
import uuid
from contextlib import closing, contextmanager
from email import policy
from email.parser import BytesParser

import pytest
from aiosmtpd.controller import Controller

from selection import create_app
from selection.accounts import links
from selection.accounts.models import Account
from selection.config import Settings
from selection.db import session
from selection.letters.actions import keep
from selection.letters.post import identity_of, transport_of
from selection.letters.wording import word_all
from selection.letters.worker import Worker, work_once
from selection.mail import outbox
from selection.mail.models import Letter, LetterState
from selection.mail.outbox import Recipient
from selection.mail.transport import Folder, Server
from selection.organisation.queries import Organisation
from tests import world
from tests.conftest import SECRET
from tests.selection.letters.conftest import Desk, Post

pytestmark = pytest.mark.db
MANY = 40


def linked(desk, role="member", language="nl"):
    """A one-time link on its way to somebody; its address."""
    with desk.work():
        account = session().get_one(Account, desk.world.people[role])
        account.language = language
        token = links.make(account, by=None, role="command")
        links.send(account, token, public_address="https://selectie.example")
        return links.address_of(token, "https://selectie.example")


@pytest.mark.parametrize(("language", "words"), [("nl", "wachtwoord"), ("en", "password")])
def test_a_link_goes_out_by_itself_and_is_kept_nowhere(desk, language, words):
    address = linked(desk, language=language)
    assert work_once(desk.app, desk.post).sent == 1
    (message,) = desk.post.taken
    text = message.get_content()
    assert address in text
    assert words in text
    assert ("26 november 2026 om 9.00 uur" if language == "nl" else "26 November 2026, 09:00") in text
    with desk.work():
        letter = session().query(Letter).one()
        assert address.rsplit("/", 1)[1] not in repr([letter.body, letter.facts, letter.secrets])
        assert (letter.released_by, letter.automatic, letter.state) == (None, True, LetterState.SENT)


def test_what_cannot_be_worded_is_shown_and_tried_again(desk):
    letter = desk.ask("ontvangst", {"ontvangen_op": "gisteren", "uiterste_datum": "morgen"}, automatic=True)
    assert work_once(desk.app, desk.post).sent == 0
    assert "Er is niets ingevuld voor: ontvangen_documenten, link." in desk.letter(letter).failure
    assert "kan niet gemaakt worden" in desk.as_("hr").get("/procedures").text
    assert "Er is niets ingevuld voor" in desk.as_("hr").get(f"/berichten/{letter}").text
    with desk.work():
        assert not outbox.anything_to_do()
    assert desk.as_("hr").send(f"/berichten/{letter}/intrekken", reason="Fout gevraagd.").status_code == 303
    assert "kan niet gemaakt worden" not in desk.as_("hr").get("/procedures").text


def test_thirty_per_cent_of_sends_fail_and_every_recipient_gets_one(desk):
    """A server that refuses three messages in ten for now: after some rounds each arrived once."""
    with desk.work():
        for number in range(MANY):
            to = Recipient(kind="account", id=uuid.uuid4(), name=f"Test Persoon{number}", address=f"p{number}@kandidaten.example")
            outbox.ask("proefbericht", recipient=to, automatic=True)
    post = Post(lambda number: ("451 probeer later", False) if number % 10 in (1, 4, 8) else None)
    rounds = 0
    while len(post.taken) < MANY and rounds < outbox.MOST_ATTEMPTS:
        work_once(desk.app, post)
        desk.app.database.clock.forward(hours=2)
        rounds += 1
    assert post.asked > MANY
    assert sorted(message["To"].addresses[0].addr_spec for message in post.taken) == sorted(f"p{number}@kandidaten.example" for number in range(MANY))
    assert len({message["Message-ID"] for message in post.taken}) == MANY
    work_once(desk.app, post)
    assert len(post.taken) == MANY


def test_the_facts_of_a_letter_read_in_its_language(desk):
    """Lists, days, moments and standard texts; who chose English reads the Dutch letter and the translation under it."""
    facts = {"beslissingsdatum": {"date": "2026-11-20"}, "later_te_bewijzen": ["Kopie van rijbewijs B", "Attest"]}
    letter = desk.ask("toegelaten", facts, language="en")
    with desk.work():
        worded = word_all([session().get_one(Letter, letter)])[letter]
    assert worded.faults == []
    dutch, english = worded.body.split("- - - -", 1)
    assert "Op 20 november 2026 heeft het college" in dutch
    assert "U bent toegelaten onder voorbehoud. Deze voorwaarden moet u later nog bewijzen:\n- Kopie van rijbewijs B\n- Attest\n" in dutch
    assert "On 20 November 2026, " in english
    assert "only the Dutch text has legal force" in english
    assert worded.subject == "Medewerker onthaal: bericht over uw kandidatuur"


def test_what_people_write_stays_text(desk):
    told = "{voornaam} {{ 7*7 }} ⟨…⟩ *** Bcc: iemand@elders.example"
    letter = desk.ask(
        facts={"beslissingsdatum": "x", "motivering": told, "rechtsgrond": "een\n- twee\n\ndrie", "beroep": "Beroep: {naam}"}, secrets={"link": "L" * 20}
    )
    with desk.work():
        row = session().get_one(Letter, letter)
        worded = word_all([row])[letter]
        assert worded.faults == []
        assert "{voornaam} {{ 7*7 }} … *** Bcc: iemand@elders.example" in worded.body
        assert "- een\n- twee\n- drie" in worded.body
        keep(row, worded)
        assert outbox.unmasked(row) == worded.body


def test_a_letter_of_a_result_never_goes_by_mail(desk):
    """Planted figures: asked by mistake, worded with everything it needs, and refused all the same."""
    facts = {"onderdeel": "Gesprek", "punten": "13,37", "maximum": "30", "nodig": "15", "stappen": ["13,37 van 30"], "beslissingsdatum": "x"}
    facts |= {"motivering": "x", "rechtsgrond": ["x"], "beroep": "x"}
    by_itself, by_hand = desk.ask("niet-geslaagd-onderdeel", facts, automatic=True), desk.ask("niet-geslaagd-onderdeel", facts)
    work_once(desk.app, desk.post)
    hr = desk.as_("hr")
    assert "Geen e-mail bevat dat" in hr.get(f"/berichten/{by_hand}").text
    assert hr.send(f"/berichten/{by_hand}/vrijgeven", shown="").status_code == 409
    invited = {"ronde": "Interview", "vorige_ronde": "Gesprek", "afspraak_datum": "x", "afspraak_uur": "x", "afspraak_duur": "x", "plaats": "x"}
    invited |= {"mee_te_brengen": ["x"], "verwittigen_tot": "x", "stappen": ["13,37 van 30"], "punten": "13,37"}
    desk.ask("uitnodiging-volgende-ronde", invited, automatic=True, secrets={"link": "https://selectie.example/m/x"})
    work_once(desk.app, desk.post)
    assert [message["Subject"] for message in desk.post.taken] == ["Medewerker onthaal: uitnodiging voor Interview"]
    assert not any("13,37" in message.as_string() or "Bogaert" in message.as_string() for message in desk.post.taken)
    assert not any(part.get_filename() for message in desk.post.taken for part in message.walk())
    assert desk.letter(by_itself).state == LetterState.ASKED


@contextmanager
def mail_server():
    """A real SMTP server on this machine: (its port, the messages that it took)."""
    taken = []

    class Inbox:
        async def handle_DATA(self, server, session, envelope):  # noqa: N802 (the name that aiosmtpd calls)
            taken.append(envelope)
            return "250 OK" if "weiger" not in envelope.rcpt_tos[0] else "550 nobody here"

    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(Inbox(), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield port, taken
    finally:
        controller.stop()


def test_a_real_mail_server_takes_each_message_once(database_url, clock):
    with mail_server() as (port, taken):
        settings = Settings(
            secret=SECRET, database_url=database_url, address="http://localhost", demo=True, quick_passwords=True, smtp=f"smtp://127.0.0.1:{port}"
        )
        desk = Desk(create_app(settings, clock))
        with desk.work():
            for name in ("Zoë Ünïcode", "Weiger Mij"):
                address = f"{name.split()[0].lower().replace('ë', 'e')}@kandidaten.example"
                outbox.ask("proefbericht", recipient=Recipient(kind="account", id=uuid.uuid4(), name=name, address=address), automatic=True)
        count = work_once(desk.app)
        work_once(desk.app)
        desk.app.database.dispose()
    assert (count.sent, count.not_sent, len(taken)) == (1, 1, 2)
    read = BytesParser(policy=policy.default).parsebytes(taken[0].content)
    assert (taken[0].rcpt_tos, read["To"].addresses[0].display_name) == (["zoe@kandidaten.example"], "Zoë Ünïcode")
    assert "Dit is een proefbericht." in read.get_content()


def test_the_way_out_follows_the_settings():
    settings = Settings(secret=SECRET, database_url="sqlite:////var/lib/selection/selection.db", address="https://selectie.bestuur.example")
    assert transport_of(settings) == Folder(path=settings.folder_of_mail)
    assert str(settings.folder_of_mail) == "/var/lib/selection/mail"
    with_server = Settings(secret=SECRET, database_url="postgresql://x/y", address="https://selectie.bestuur.example", smtp="smtps://mail.example")
    assert isinstance(transport_of(with_server), Server)
    assert transport_of(Settings(secret=SECRET, database_url="postgresql://x/y", address="https://selectie.bestuur.example")) is None
    plain = identity_of(settings, Organisation(name="Bestuur"))
    assert (plain.name, plain.address, plain.reply_to) == ("Bestuur", "noreply@selectie.bestuur.example", "")
    own = identity_of(settings, Organisation(name="Bestuur", sender_name="HR", sender="hr@bestuur.example", contact_email="vraag@bestuur.example"))
    assert (own.name, own.address, own.reply_to) == ("HR", "hr@bestuur.example", "vraag@bestuur.example")


def test_a_worker_that_fails_goes_on_and_logs_no_text(desk, caplog):
    """The thread survives what it did not expect, and its log holds no word of a letter."""

    linked(desk)
    worker = Worker(desk.app, pause=0)
    calls = []

    def stop(_app):
        calls.append(1)
        if len(calls) == 2:
            worker.stop()
        raise RuntimeError("geheim van de brief")

    worker.work = stop
    worker.run()
    assert len(calls) == 2
    assert "RuntimeError" in caplog.text
    assert "geheim" not in caplog.text
    assert world.email("member") not in caplog.text
