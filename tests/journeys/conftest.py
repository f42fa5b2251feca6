"""The real thing: the application behind waitress, and one Chromium in which everybody has a browser context of one's own."""

import copy
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import waitress
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from selection import create_app
from selection.config import Settings
from selection.db import unit_of_work
from selection.web import Application
from tests import world
from tests.conftest import SECRET, Clock
from tests.factories_accounts import PASSWORD

HERE = Path(__file__).parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 15_000  # milliseconds to wait for a state that must come
REFUSED = "Failed to load resource: the server responded with a status of 4"  # Chromium's own line about a 409 or 422 that we asked for


class Site:
    """The running application: its address, its clock, and the world in its database."""

    def __init__(self, app: Application, address: str, clock: Clock) -> None:
        self.app, self.address, self.clock = app, address, clock
        self.world = world.World(self.work)

    @contextmanager
    def work(self, *, read_only: bool = False) -> Iterator[Any]:
        """A unit of work on its database."""
        with self.app.database.active(), unit_of_work(read_only=read_only) as session:
            yield session


class Visitor:
    """Somebody at a browser. `told` collects what the console says; it must stay empty."""

    def __init__(self, site: Site, context: BrowserContext) -> None:
        self.site = site
        self.context = context
        self.page: Page = context.new_page()
        self.told: list[str] = []
        self._listen(self.page)

    def _listen(self, page: Page) -> None:
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda line: self.told.append(line.text) if not line.text.startswith(REFUSED) else None)
        page.on("pageerror", lambda error: self.told.append(str(error)))

    def another_tab(self) -> Page:
        """A second tab of the same browser."""
        page = self.context.new_page()
        self._listen(page)
        return page

    def go(self, path: str) -> Page:
        """To a page of the site."""
        self.page.goto(self.site.address + path)
        return self.page

    def sign_in(self, email: str, password: str = PASSWORD) -> "Visitor":
        """By the form."""
        self.go("/aanmelden")
        self.fill(email=email, password=password)
        self.press("form[action='/aanmelden'] button[type=submit]")
        self.page.locator("form[action$='/afmelden']").first.wait_for(state="attached")
        return self

    def fill(self, **fields: str) -> None:
        """Type into fields by name (`__` stands for a hyphen)."""
        for name, value in fields.items():
            self.page.locator(f"[name='{name.replace('__', '-')}']").first.fill(value)

    def press(self, selector: str) -> None:
        """Press a button and wait for the page that answers."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def submit(self, action: str) -> None:
        """Press the first button of the form that is sent to an address that ends like this."""
        self.press(f"form[action$='{action}'] button[type=submit]")

    @property
    def text(self) -> str:
        """What stands on the page."""
        return self.page.locator("body").inner_text()

    @property
    def path(self) -> str:
        """Where the browser is."""
        return self.page.url.removeprefix(self.site.address)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys."""
    program = next(path for name in PROGRAMS if (path := shutil.which(name)))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@contextmanager
def served(url: str, clock: Clock) -> Iterator[Site]:
    """The application on this database, behind waitress in a thread."""
    settings = Settings(secret=SECRET, database_url=url, address="http://127.0.0.1", trusted_hosts=("127.0.0.1", "localhost"), demo=True, quick_passwords=True)
    app = create_app(settings, clock)
    sockets: dict[int, Any] = {}
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4, map=sockets)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield Site(app, f"http://127.0.0.1:{server.effective_port}", clock)
    finally:
        server.close()
        thread.join(timeout=5)
        server.task_dispatcher.shutdown()
        app.database.dispose()


@pytest.fixture
def site(database_url: str, clock: Clock) -> Iterator[Site]:
    """A site of this test alone."""
    with served(database_url, clock) as running:
        yield running


@pytest.fixture
def visit(site: Site, browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """`visit()` is somebody at a browser; `visit("chair")` somebody of the world, signed in. No console may have said anything afterwards."""
    visitors: list[Visitor] = []

    def visitor(role: str = "", **options: Any) -> Visitor:
        made = Visitor(site, browser.new_context(locale="nl-BE", **options))
        visitors.append(made)
        return made.sign_in(world.email(role)) if role else made

    yield visitor
    told = [line for made in visitors for line in made.told]
    for made in visitors:
        made.context.close()
    assert told == []


@pytest.fixture(scope="module")
def shown(whole: tuple[str, world.World], copied: Callable[[str], AbstractContextManager[str]]) -> Iterator[Site]:
    """A site for a whole module that only looks, with the whole world."""
    address, names = whole
    with copied(address) as url, served(url, Clock()) as site:
        site.world = replace(copy.deepcopy(names), work=site.work)
        yield site
