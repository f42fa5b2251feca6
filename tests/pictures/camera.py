"""Taking the pictures: the demonstration on a free port, a Chromium, one context per person, language and width."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import waitress
from playwright.sync_api import Browser, ConsoleMessage, sync_playwright
from playwright.sync_api import Page as Tab

from selection.demo.commands import HOST, prepare
from selection.demo.data import PASSWORD, Person
from selection.web import Application
from tests.pictures.pages import REFUSING, Page

PROGRAM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
WIDTHS = {1366: 900, 768: 1024}
NARROW = {360: 740}
# Cards whose content is wider than they are: it can only be read by scrolling inside the card.
CUT_OFF = """() => [...document.querySelectorAll(".card-x, .tbl, main section")]
    .filter(box => getComputedStyle(box).overflowX !== "visible" && box.scrollWidth > box.clientWidth + 1)
    .map(box => (box.querySelector("caption, h2, h3") || box).textContent.trim().slice(0, 40))"""


@dataclass
class Taken:
    """What was taken and what was wrong: pages wider than the window, messages on the console, unexpected status."""

    pictures: int
    faults: list[str]


@contextmanager
def served(folder: Path, port: int) -> Iterator[Application]:
    """A fresh demonstration, served until the block ends."""
    app = prepare(folder / "demo.db", port)
    server = waitress.create_server(app, host=HOST, port=port, threads=8, ident=None, clear_untrusted_proxy_headers=False)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield app
    finally:
        server.close()
        thread.join(timeout=5)
        app.database.dispose()


@contextmanager
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=PROGRAM, args=FLAGS)
        yield started
        started.close()


def take(started: Browser, base: str, folder: Path, pages: list[Page], paths: dict[str, str], languages: list[str]) -> Taken:
    """Every page in every language and width, as `<language>-<width>/<name>.png`."""
    taken = Taken(0, [])
    people: dict[str, Person | None] = {page.person.key if page.person else "": page.person for page in pages}
    for language in languages:
        for key, person in people.items():
            mine = [page for page in pages if (page.person.key if page.person else "") == key]
            _visit(started, base, folder, mine, paths, language, person, taken)
    return taken


def _visit(started: Browser, base: str, folder: Path, pages: list[Page], paths: dict[str, str], language: str, person: Person | None, taken: Taken) -> None:
    context = started.new_context(viewport={"width": 1366, "height": 900}, base_url=base, locale="nl-BE" if language == "nl" else "en-GB")
    tab = context.new_page()
    if person is not None:
        sign_in(tab, person)
    speak(tab, language)
    messages: list[str] = []
    tab.on("console", lambda message: _heard(message, messages))
    for page in pages:
        for width, height in {**WIDTHS, **(NARROW if page.narrow else {})}.items():
            tab.set_viewport_size({"width": width, "height": height})
            where = f"{language} {width} {page.name}"
            messages.clear()
            status = open_page(tab, page, paths[page.name])
            if status != REFUSING.get(page.name, 200):
                taken.faults.append(f"{where}: status {status}")
            if status == REFUSING.get(page.name, 200) == 200:
                taken.faults += [f"{where}: console says {text}" for text in messages]
            wide = int(tab.evaluate("document.documentElement.scrollWidth"))
            if wide > width:
                taken.faults.append(f"{where}: {wide} pixels wide")
            taken.faults += [f"{where}: cut off: {text}" for text in tab.evaluate(CUT_OFF)]
            target = folder / f"{language}-{width}"
            target.mkdir(parents=True, exist_ok=True)
            tab.screenshot(path=target / f"{page.name}.png", full_page=True)
            taken.pictures += 1
    context.close()


def _heard(message: ConsoleMessage, messages: list[str]) -> None:
    if message.type in ("error", "warning"):
        messages.append(message.text)


def open_page(tab: Tab, page: Page, path: str) -> int:
    """Go to the page, and where the table says so fill in and press; the status of the last answer."""
    answer = tab.goto(path)
    if page.press:
        for name, text in page.fill.items():
            tab.fill(f"[name='{name}']", text)
        with tab.expect_navigation() as waiting:
            tab.click(page.press)
        answer = waiting.value
    return answer.status if answer else 0


def sign_in(tab: Tab, person: Person) -> None:
    """Sign in by the form."""
    tab.goto("/aanmelden")
    tab.fill("[name='email']", person.email)
    tab.fill("[name='password']", PASSWORD)
    with tab.expect_navigation():
        tab.click("form[action$='/aanmelden'] button")


def speak(tab: Tab, language: str) -> None:
    """Choose the language by its button."""
    tab.goto("/aanmelden" if tab.url == "about:blank" else tab.url)
    button = tab.locator(f"form[action$='/taal'] button[value='{language}'], form[action$='/taal'] input[value='{language}'] ~ button").first
    if tab.locator("html").get_attribute("lang") != language:
        with tab.expect_navigation():
            button.click()
    assert tab.locator("html").get_attribute("lang") == language
