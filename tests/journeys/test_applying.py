"""From the public page to the letter of the college: somebody applies, confirms, corrects, changes contact data; HR prepares, the college refuses.

Every page on the way is looked at (axe, the console, its width), and every message is read as the file that it becomes where no mail server is set.
"""

import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

import pytest
from playwright.sync_api import expect

from selection.letters.worker import work_once
from tests import world
from tests.factories_applications import taking_applications
from tests.journeys.looking import Looker
from tests.upload_files import pdf

pytestmark = pytest.mark.browser
LINK = re.compile(r"http://127\.0\.0\.1(/m/[\w-]+)")
CHECKED = "Niet akkoord? Vraag {organisatie} om de beslissing opnieuw te bekijken, {heroverweging_termijn}."
REASON = "Het diploma dat u bezorgde, is niet dat wat de vacature vraagt."


@pytest.fixture
def looker():
    """Whoever looks at the pages of a journey; nothing may be wrong with any of them."""
    made = Looker()
    yield made
    assert made.report == ""
    assert made.walked > 0


def vacancy(site):
    """A published vacancy that takes applications; its HR officer is `hr`."""
    site.world = world.begin(site.work, ("hr",))
    made = world.played(site.world, "een", second=None, definition=world.make_definition(taking_applications()))
    world.published(site.world, "een")
    return made


class Folder:
    """The folder in which messages land."""

    def __init__(self, site):
        self.site, self.known = site, set()

    def new(self) -> list[EmailMessage]:
        """What was sent since the last look."""
        work_once(self.site.app)
        files = sorted(set(self.site.app.settings.folder_of_mail.glob("*.eml")) - self.known, key=lambda file: file.stat().st_mtime_ns)
        self.known |= set(files)
        return [BytesParser(policy=policy.default).parsebytes(file.read_bytes()) for file in files]


def link_in(message) -> str:
    """The private link of a message."""
    return LINK.search(message.get_content()).group(1)


def applied(applicant, given_name, looker=None):
    """From the list of vacancies to the own page."""
    applicant.go("/vacatures")
    applicant.press("main a[href*='/vacatures/']")
    applicant.press("a[href*='kandidatuur-indienen']")
    if looker:
        looker.look(applicant, "begin", narrow=True)
    applicant.fill(given_name=given_name, family_name="Voorbeeld", email=f"{given_name.lower()}@kandidaten.example")
    applicant.page.locator("[name=consent]").check(force=True)
    applicant.submit("kandidatuur-indienen")
    expect(applicant.page.locator("h1")).to_contain_text("Uw kandidatuur")


def upload(applicant, asked, content=None, name="cv.pdf"):
    """Add a file to one of the documents."""
    form = applicant.page.locator(f"form[action*='/documenten']:has(input[name=asked][value='{asked}'])")
    if not form.is_visible():
        applicant.page.locator("details", has=form).locator("summary").click()
    form.locator("[type=file]").set_input_files({"name": name, "mimeType": "application/pdf", "buffer": content or pdf()})
    with applicant.page.expect_navigation():
        form.locator("button").click()


def test_from_the_public_page_to_the_letter_of_the_college(site, visit, looker):
    made, folder = vacancy(site), Folder(site)
    noor = visit()
    applied(noor, "Noor", looker)
    upload(noor, "cv", b"geen pdf", "cv.pdf")
    expect(noor.page.locator("[role=alert]")).to_contain_text("cv")
    looker.look(noor, "a file that is refused")
    upload(noor, "cv")
    noor.submit("/indienen")
    expect(noor.page.locator("main")).to_contain_text("Kopie van het diploma")
    looker.look(noor, "sent, incomplete", narrow=True)

    (asking,) = folder.new()
    assert asking["To"] == "Noor Voorbeeld <noor@kandidaten.example>"
    at_home = visit()
    at_home.go(link_in(asking))
    looker.look(at_home, "to confirm")
    at_home.submit("/bevestigen")
    receipts = folder.new()
    assert [message["To"].addresses[0].addr_spec for message in receipts] == ["noor@kandidaten.example"] * 2
    assert "Kopie van het diploma" in receipts[1].get_content()

    at_home.submit("/weg")
    upload(at_home, "cv", name="cv verbeterd.pdf")
    upload(at_home, "diploma", name="diploma.pdf")
    expect(at_home.page.locator("main")).not_to_contain_text("onvolledig")
    expect(at_home.page.locator("main")).to_contain_text("cv verbeterd.pdf")
    changed_address(at_home, folder, looker)
    at_home.press("a[href*='/aanpassingen']")
    looker.look(at_home, "reasonable accommodation")

    site.clock.forward(days=9)
    hr = visit("hr")
    refused(hr, made, looker)
    released(hr, made, folder, looker)


def changed_address(applicant, folder, looker):
    """A new e-mail address holds once the link that goes there was opened; a receipt goes with it."""
    folder.new()
    applicant.press("a[href*='/gegevens']")
    looker.look(applicant, "contact data")
    applicant.fill(email="nieuw@kandidaten.example", telephone="09 000 00 00")
    applicant.submit("/gegevens")
    expect(applicant.page.locator("main")).to_contain_text("noor@kandidaten.example")
    sent = {message["To"].addresses[0].addr_spec: message for message in folder.new()}
    assert set(sent) == {"nieuw@kandidaten.example", "noor@kandidaten.example"}
    applicant.go(link_in(sent["nieuw@kandidaten.example"]))
    applicant.submit("/bevestigen")
    assert [message["To"].addresses[0].addr_spec for message in folder.new()][:1] == ["nieuw@kandidaten.example"]


def refused(hr, made, looker):
    """HR finds a document that is not met and records what the college decided."""
    hr.go(f"/procedures/{made.id}/toelating/")
    looker.look(hr, "admission", narrow=True)
    hr.press("main table tbody a")
    for code, value in (("cv", "met"), ("diploma", "not_met")):
        hr.page.locator(f"[name='document:{code}-outcome'][value={value}]").check(force=True)
    hr.page.locator("[name=proposal][value=refused]").check(force=True)
    hr.fill(reason=REASON, grounds="Vacature, gevraagde documenten")
    looker.look(hr, "preparing")
    hr.press("form:has([name=proposal]) button[type=submit] >> nth=-1")
    hr.go(f"/procedures/{made.id}/toelating/beslissing")
    looker.look(hr, "deciding")
    hr.fill(on="02/12/2026", reference="CBS 2026/240")
    hr.submit("/beslissing")
    expect(hr.page.locator("main")).to_contain_text("Niet toegelaten")


def released(hr, made, folder, looker):
    """The letter waits for what nobody checked and for a person; then it goes out once, with the reason, and stands with the candidate."""
    assert folder.new() == []
    hr.go("/berichten/teksten/fragment/beroep/nl")
    hr.fill(body=CHECKED)
    hr.submit("/berichten/teksten/fragment/beroep/nl")
    hr.go("/berichten")
    looker.look(hr, "messages")
    hr.press("a.t[href*='/uitgesloten']")
    expect(hr.page.locator("main")).to_contain_text(REASON)
    looker.look(hr, "letters to release", narrow=True)
    hr.submit("/vrijgeven")
    (letter,) = folder.new()
    assert letter["To"].addresses[0].addr_spec == "nieuw@kandidaten.example"
    assert REASON in letter.get_content()
    assert folder.new() == []
    hr.go(hr.path)
    expect(hr.page.locator("main")).to_contain_text("Verzonden")
    hr.press("main table tbody a")
    looker.look(hr, "a letter that was sent")


def test_who_withdraws_is_told_so_and_nothing_can_be_changed_any_more(site, visit, looker):
    vacancy(site)
    folder, lena = Folder(site), visit()
    applied(lena, "Lena")
    (asking,) = folder.new()
    lena.go(link_in(asking))
    lena.submit("/bevestigen")
    lena.submit("/indienen")
    folder.new()
    lena.press("a[href*='/terugtrekken']")
    looker.look(lena, "withdrawing", narrow=True)
    lena.submit("/terugtrekken")
    looker.look(lena, "withdrawn")
    expect(lena.page.locator("main form")).to_have_count(0)
    (told,) = folder.new()
    assert "teruggetrokken" in told.get_content() or "terugtrekking" in told.get_content()
