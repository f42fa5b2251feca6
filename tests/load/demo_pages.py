"""Time of the server for every page of the demonstration that is no sign-in, download or upload: aim under 50 ms. Run by a person.

    python tests/load/demo_pages.py

Each page is asked for seven times in this process, as the person who looks at it; the median and the processor time of the quickest are printed,
slowest first. A bare answer (/health) stands below as what the machine itself needs.
"""

import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from flask.testing import FlaskClient

from selection.db import migrations
from selection.db.engines import normal_url
from selection.demo.build import build
from selection.demo.commands import application, settings_for
from selection.demo.data import PASSWORD, Person
from tests.pictures.pages import PAGES
from tests.pictures.places import addresses

AIM_MS = 50
TIMES = 7


def measured(client: FlaskClient, path: str) -> tuple[int, float, float]:
    """(status, median of the clock, least processor time), in milliseconds."""
    walls, cpus, status = [], [], 0
    for _ in range(TIMES):
        wall, cpu = time.perf_counter(), time.process_time()
        status = client.get(path, buffered=True).status_code
        walls.append((time.perf_counter() - wall) * 1000)
        cpus.append((time.process_time() - cpu) * 1000)
    return status, statistics.median(walls), min(cpus)


def main() -> None:
    """Build the demonstration, visit every page as its person, print a table."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'demo.db'}"
        migrations.upgrade(normal_url(url))
        build(url, datetime.now(UTC))
        app = application(settings_for(url, 8000))
        paths = addresses(app)
        clients: dict[Person | None, FlaskClient] = {}
        rows = []
        for page in PAGES:
            if page.press or page.endpoint == "accounts.sign_in":
                continue
            if page.person not in clients:
                clients[page.person] = _client(app, page.person)
            rows.append((*measured(clients[page.person], paths[page.name]), page.name))
        rows.sort(key=lambda row: -row[1])
        print(f"{'page':34}{'status':>7}{'median ms':>11}{'cpu ms':>9}")
        for status, wall, cpu, name in rows:
            print(f"{name:34}{status:>7}{wall:>11.1f}{cpu:>9.1f}{'  over the aim' if wall > AIM_MS else ''}")
        print(f"{len(rows)} pages, {sum(row[1] > AIM_MS for row in rows)} over {AIM_MS} ms; /health {measured(_client(app, None), '/health')[1]:.1f} ms")
        app.database.dispose()


def _client(app: object, person: Person | None) -> FlaskClient:
    client = app.test_client()  # type: ignore[attr-defined]
    if person is not None:
        token = client.get("/aanmelden").text.split('name="csrf_token" value="')[1].split('"')[0]
        client.post("/aanmelden", data={"email": person.email, "password": PASSWORD, "csrf_token": token})
    return client


if __name__ == "__main__":
    main()
