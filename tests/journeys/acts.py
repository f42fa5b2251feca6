"""What people do in the journeys, as a person does it: with the forms and buttons of the pages."""

import io
from typing import Any
from uuid import UUID

import openpyxl
import sqlalchemy as sa
from playwright.sync_api import expect

from selection.accounts.models import Account
from selection.accounts.sessions import end_all
from selection.db import session
from selection.procedures.queries import procedure_for
from selection.results.collect import outcome_of
from tests.journeys.conftest import HERE, Site, Visitor

PASSWORD = "zeven gele fietsen"
MOST_TABS = 120


def open_procedure(hr: Visitor, definition: str) -> str:
    """HR opens a procedure from one of the shipped definitions, by its code; gives its address."""
    hr.go("/procedures/nieuw")
    hr.page.locator("[name=definition]").select_option(f"shipped/{definition}")
    hr.submit("/procedures/nieuw")
    return hr.path


def upload_procedure(hr: Visitor) -> str:
    """HR opens a procedure from a definition of its own; gives its address."""
    hr.go("/procedures/nieuw")
    hr.page.locator("[name=definition]").select_option("upload")
    hr.page.locator("[name=file]").set_input_files(HERE / "proef.toml")
    hr.submit("/procedures/nieuw")
    return hr.path


def invite(hr: Visitor, procedure: str, family_name: str, kind: str, rounds: tuple[str, ...]) -> str:
    """HR invites somebody to a seat in rounds that have sheets; gives the one-time link."""
    hr.go(f"{procedure}/jury/uitnodigen")
    hr.fill(given_name="Proef", family_name=family_name, email=f"{family_name.lower()}@extern.example")
    hr.page.locator("[name=kind]").select_option(kind)
    for round_code in rounds:
        hr.page.locator(f"[name=rounds][value={round_code}]").check()
    hr.page.locator("[name=rates]").check()
    hr.submit("/jury/uitnodigen")
    return hr.page.locator("#one-time-link").input_value()


def use_link(guest: Visitor, link: str) -> Visitor:
    """Somebody chooses a password with a one-time link and is signed in."""
    guest.go("/link/" + link.rsplit("/", 1)[1])
    guest.fill(new_password=PASSWORD, repeat_password=PASSWORD)
    guest.press("main form button[type=submit]")
    expect(guest.page.locator("form[action$='/afmelden']")).to_have_count(1)
    return guest


def add_candidate(hr: Visitor, procedure: str, given_name: str, family_name: str) -> None:
    """HR puts somebody on the list."""
    hr.go(f"{procedure}/kandidaten/nieuw")
    hr.fill(given_name=given_name, family_name=family_name, email=f"{family_name.lower()}@kandidaten.example")
    hr.submit("/kandidaten/nieuw")
    expect(hr.page.locator("main")).to_contain_text(family_name)


def sheet_addresses(member: Visitor, part: str) -> dict[str, str]:
    """What is up to a member in a part: the code of each candidate and the address of the sheet."""
    member.go("/taken")
    rows = member.page.locator(f"tbody tr:has(a[href*='/{part}/'])")
    return {row.locator(".code").inner_text(): str(row.locator("a").last.get_attribute("href")) for row in rows.all()}


def choose(member: Visitor, criterion: str, rating: str) -> None:
    """Choose a rating with the mouse."""
    member.page.locator(f"label:has(input[name='{criterion}:rating'][value='{rating}'])").click()


def tab_to(member: Visitor, name: str) -> None:
    """With the Tab key alone to a field or button; fails when it cannot be reached."""
    for _step in range(MOST_TABS):
        member.page.keyboard.press("Tab")
        if member.page.evaluate("document.activeElement.getAttribute('name') + '=' + document.activeElement.value").startswith(name):
            return
    raise AssertionError(f"{name} is not reached by the keyboard")


def rate_at_once(member: Visitor, address: str, ratings: dict[str, str]) -> None:
    """Fill in a sheet with many criteria, each rating clicked within the page, and submit it."""
    member.go(address)
    chosen = [f"input[name='{criterion}:rating'][value='{rating}']" for criterion, rating in ratings.items()]
    member.page.evaluate("given => given.forEach(one => document.querySelector(one).closest('label').click())", chosen)
    send(member, address)


def rate(member: Visitor, address: str, ratings: dict[str, str], rationale: str = "") -> None:
    """Fill in a sheet and submit it."""
    member.go(address)
    for criterion, rating in ratings.items():
        choose(member, criterion, rating)
        if rationale:
            member.page.locator(f"[name='{criterion}:rationale']").fill(rationale)
    send(member, address)


def rate_by_keyboard(member: Visitor, address: str, ratings: dict[str, str]) -> None:
    """The same with the keyboard alone, from the top of the page to the last button."""
    member.go(address)
    for criterion, rating in ratings.items():
        tab_to(member, f"{criterion}:rating=")
        member.page.keyboard.type(rating)
        tab_to(member, f"{criterion}:rationale=")
        member.page.keyboard.type("Met het toetsenbord.")
    tab_to(member, "do=submit")
    with member.page.expect_navigation():
        member.page.keyboard.press("Enter")
    expect(member.page).to_have_url(member.site.address + address + "/indienen")
    send_by_keyboard(member, "/indienen")
    submitted(member, address)


def send_by_keyboard(who: Visitor, action: str) -> None:
    """With the Tab key alone to the button of the form that is sent to an address that ends like this, and Enter."""
    for _step in range(MOST_TABS):
        who.page.keyboard.press("Tab")
        if who.page.evaluate("action => document.activeElement.matches(`form[action$='${action}'] button[type=submit]`)", action):
            with who.page.expect_navigation():
                who.page.keyboard.press("Enter")
            return
    raise AssertionError(f"the button of {action} is not reached by the keyboard")


def mark(member: Visitor, address: str, points: str) -> None:
    """Fill in points and submit them."""
    member.go(address)
    member.fill(points=points)
    send(member, address)


def send(member: Visitor, address: str) -> None:
    """Press "Indienen", see what goes out, and confirm."""
    member.press("button[name=do][value=submit]:visible")
    member.submit("/indienen")
    submitted(member, address)


def submitted(member: Visitor, address: str) -> None:
    """The sheet says that it is submitted."""
    assert member.path == address
    expect(member.page.locator("form#sheet")).to_have_count(0)
    expect(member.page.locator("[role=status]").first).to_be_visible()


def close(who: Visitor, procedure: str, round_code: str) -> None:
    """Close a round of which nothing is missing."""
    who.go(f"{procedure}/rondes/{round_code}/afsluiten")
    who.submit(f"/rondes/{round_code}/afsluiten")
    assert who.path == f"{procedure}/rondes/{round_code}"


def settle(chair: Visitor, address: str, rating: str, reason: str) -> None:
    """Settle the first criterion that the page of a comparison offers."""
    chair.go(address)
    chair.fill(c0__chosen=rating, c0__reason=reason)
    chair.submit("/consensus")
    expect(chair.page.locator("main")).to_contain_text(reason)


def settle_by_keyboard(chair: Visitor, rating: str, reason: str) -> None:
    """Settle the first criterion of the comparison on the page with the keyboard alone."""
    tab_to(chair, "c0-chosen=")
    chair.page.keyboard.type(rating)
    tab_to(chair, "c0-reason=")
    chair.page.keyboard.type(reason)
    send_by_keyboard(chair, "/consensus")


def close_by_keyboard(who: Visitor, procedure: str, round_code: str) -> None:
    """Close a round of which nothing is missing with the keyboard alone."""
    who.go(f"{procedure}/rondes/{round_code}/afsluiten")
    send_by_keyboard(who, f"/rondes/{round_code}/afsluiten")
    assert who.path == f"{procedure}/rondes/{round_code}"


def session_ends(site: Site, email: str) -> None:
    """The session of somebody ends, as after an hour without use."""
    with site.work():
        end_all(session().scalars(sa.select(Account.id).where(Account.email == email)).one(), "administrator")


def give_verdicts(hr: Visitor, procedure: str, unsuitable: str = "") -> None:
    """HR enters the verdict of everybody who was admitted."""
    hr.go(f"{procedure}/kandidaten/oordelen/assessment")
    hr.page.locator("[name=on]").fill("20/11/2026")
    hr.page.locator("[name=source]").fill("Verslag van het assessmentcentrum")
    for row in hr.page.locator("tbody tr").all():
        value = "unsuitable" if unsuitable and unsuitable in row.inner_text() else "suitable"
        row.locator(f"input[value={value}]").check(force=True)
    hr.submit("/kandidaten/oordelen/assessment")


def computed(site: Site, procedure_id: str, actor_email: str) -> Any:
    """What the engine says of the procedure: code -> (status, place, total)."""
    with site.work():
        actor = session().scalars(sa.select(Account).where(Account.email == actor_email)).one()
        result = outcome_of(procedure_for(actor, UUID(procedure_id))[0]).result
        return {one.candidate: (one.status.value, one.rank, None if one.total is None else float(one.total)) for one in result}


def downloaded(hr: Visitor, procedure: str) -> dict[str, tuple[Any, Any]]:
    """HR downloads the workbook from the ranking page; gives place and total by code."""
    hr.go(f"{procedure}/rangschikking")
    with hr.page.expect_download() as waiting:
        hr.page.locator("a[href$='rangschikking.xlsx']").first.click()
    book = openpyxl.load_workbook(io.BytesIO(waiting.value.path().read_bytes()))
    assert book.sheetnames[0] == "Rangschikking"
    assert len(book.sheetnames) >= 6
    rows = list(book["Rangschikking"].iter_rows(values_only=True))
    head = next(row for row in rows if row[0] == "Plaats")
    at = {str(title): number for number, title in enumerate(head) if title}
    code = at["Kandidaat"]
    total = next(number for title, number in at.items() if title.startswith("Totaal"))
    found = rows[rows.index(head) + 1 :]
    return {str(row[code]): (row[0], row[total]) for row in found if row[code]}


def same_as_engine(site: Site, hr: Visitor, procedure: str, hr_email: str) -> dict[str, Any]:
    """The workbook holds what the engine computes; gives the latter."""
    wanted = computed(site, procedure.rsplit("/", 1)[1], hr_email)
    found = downloaded(hr, procedure)
    ranked = {code: (place, total) for code, (status, place, total) in wanted.items() if status == "ranked"}
    assert {code: found[code] for code in ranked} == ranked
    assert set(found) == set(wanted)
    assert all(found[code][0] is None for code in wanted if code not in ranked)
    return wanted
