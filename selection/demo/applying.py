"""A vacancy of the demonstration that people can apply for now, with what came in so far: complete, incomplete, twice, on paper, begun and withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from selection.applications import accommodation, beginning, links, queries, submitting, telling
from selection.applications.beginning import Consent
from selection.applications.checking import check
from selection.applications.models import Application
from selection.applications.states import window
from selection.applications.submitting import Arrival
from selection.candidates.entering import Details
from selection.demo.data import CHAIR, DOMAIN, HR, INTERVIEW, TALK
from selection.demo.stage import Play, Stage, account
from selection.organisation.queries import page_text
from selection.procedures.actions.handling import open_procedure, publish
from selection.procedures.actions.panel import add_seats
from selection.procedures.models import SeatKind
from selection.procedures.queries import definition_of
from vacancies import Definition

OPEN_FOR = timedelta(days=9)
WISH = "Een derde meer tijd bij schriftelijke opdrachten, en een scherm met grote letters."
REASON = "Ik ben slechtziend."
MEASURE = "Een derde meer tijd voor de schriftelijke opdracht; tekst in grote letters"


@dataclass(frozen=True, kw_only=True)
class Sent:
    """Somebody who does not exist: how many of the documents came, how many days ago, and whether the address was confirmed."""

    given_name: str
    family_name: str
    documents: int
    ago: int
    sent: bool = True
    confirmed: bool = True

    @property
    def details(self) -> Details:
        """Name and address in a domain that cannot exist."""
        return Details(given_name=self.given_name, family_name=self.family_name, email=f"{self.given_name}.{self.family_name}@{DOMAIN}".lower())


PEOPLE = (
    Sent(given_name="Fictie", family_name="Volledig", documents=9, ago=6),
    Sent(given_name="Fabel", family_name="Onvolledig", documents=1, ago=5),
    Sent(given_name="Schijn", family_name="Dubbel", documents=2, ago=4),
    Sent(given_name="Verzin", family_name="Aanpassing", documents=9, ago=3),
    Sent(given_name="Schijn", family_name="Dubbel", documents=1, ago=2),
    Sent(given_name="Droom", family_name="Begonnen", documents=1, ago=1, sent=False, confirmed=False),
    Sent(given_name="Sprook", family_name="Teruggetrokken", documents=2, ago=1),
)


def play_applying(stage: Stage, definition: Definition, today: date) -> Play:
    """A published vacancy whose closing moment is still to come."""
    begun = today - timedelta(days=8)
    with stage.at(begun, 10):
        procedure = open_procedure(account(HR), definition=definition, year=begun.year, number=4)
        play = Play(stage, procedure.id)
    with stage.at(begun, 11):
        add_seats(account(HR), play.procedure(HR), round_codes=[TALK, INTERVIEW], account=account(CHAIR), kind=SeatKind.CHAIR, rates=True)
    with stage.at(begun, 14):
        procedure = play.procedure(HR)
        publish(account(HR), procedure, decision_date=begun - timedelta(days=2), reference=f"CBS {begun.year}/219", version=procedure.version)
    for number, person in enumerate(PEOPLE):
        with stage.at(today - timedelta(days=person.ago), 9 + number):
            _applies(play, person)
    with stage.at(today - timedelta(days=1), 17):
        _on_paper(play, today - timedelta(days=2))
    return play


def _applies(play: Play, person: Sent) -> None:
    procedure = play.procedure(HR)
    definition, consent = definition_of(procedure), Consent(version=page_text("consent", "nl").version)
    number = f"demo-{play.stage.moment:%Y%m%d%H%M}"
    application, _new = beginning.begin(procedure, person.details, postal_address="", consent=consent, language="nl", form_number=number)
    if person.confirmed:
        found = links.find(links.make(application, mailed_to=person.details.email))
        if found is not None:
            beginning.confirm(procedure, application, found[1])
    play.stage.later(4)
    for asked in [each for each in queries.asked_documents(definition) if queries.is_due(each)][: person.documents]:
        beginning.add_document(procedure, application, check(one_page(f"{person.given_name} {person.family_name}")), name=f"{asked.code}.pdf", asked=asked.code)
        play.stage.later(1)
    if person.family_name == "Aanpassing":
        accommodation.ask(procedure, application, WISH, REASON)
    if person.sent:
        submitting.submit(procedure, application)
        telling.receipt(procedure, definition, application, window(procedure, definition), site=play.stage.site)
    _afterwards(play, application, person)


def _afterwards(play: Play, application: Application, person: Sent) -> None:
    procedure = play.procedure(HR)
    play.stage.later(30)
    if person.family_name == "Aanpassing":
        accommodation.grant(procedure, application, MEASURE, actor=account(HR))
        telling.measures(procedure, application, [MEASURE], by=account(HR))
    if person.family_name == "Teruggetrokken":
        submitting.withdraw(procedure, application)
        telling.withdrawn(procedure, application)


def _on_paper(play: Play, on: date) -> None:
    details = Details(given_name="Denkbeeld", family_name="Papier", email="")
    enter_with_scans(play, details, ["cv"], Arrival(source="paper", received_on=on), postal_address="Verzonnenstraat 1, 9000 Nergens")


def enter_with_scans(play: Play, details: Details, codes: Sequence[str], arrival: Arrival, postal_address: str = "") -> Application:
    """HR enters an application with a scan of each of these documents."""
    procedure, actor = play.procedure(HR), account(HR)
    application = submitting.enter(procedure, details, postal_address=postal_address, language="nl", arrival=arrival, actor=actor)
    for code in codes:
        checked = check(one_page(f"{details.given_name} {details.family_name}, {code}"))
        beginning.add_document(procedure, application, checked, name=f"{code}.pdf", asked=code, actor=actor)
    return application


def one_page(words: str) -> bytes:
    """A PDF of one page with a line of plain words on it."""
    line = f"BT /F1 18 Tf 72 760 Td (Demonstratie: {words}) Tj ET".encode("latin-1", "replace")
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(line), line),
    ]
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (table, len(made))
