"""Speed of the pages: 500 candidates x 5 assessors x 3 criteria, gunicorn with two workers, real sign-in and CSRF. Run by a person.

    python -m tests.load.bench_pages [--database postgresql] [--candidates 500]

First what this machine does at this moment: bare commits and a bare Flask page. Every figure stands beside its aim and as a multiple of that probe.
Times are measured by the client on a kept connection of the same machine, so they hold a little more than the time of the server.
"""

import argparse
import contextlib
import os
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from selection.db import migrations
from selection.db.engines import normal_url
from tests import postgres
from tests.load.probes import bare_commits
from tests.load.seeding import CRITERIA, PART, PASSWORD, Seeded, seed
from tests.load.visitor import Answer, Visitor

CLIENTS = 8
SAVES_EACH = 100
TIMES = 40


@dataclass(frozen=True)
class Line:
    """One measured figure with its aim."""

    what: str
    measured: str
    multiple: str
    aim: str
    met: bool


@contextmanager
def gunicorn(target: str, environment: dict[str, str]) -> Iterator[int]:
    """Two workers with four threads each on a free port."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = int(trial.getsockname()[1])
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--workers",
        "2",
        "--threads",
        "4",
        "--keep-alive",
        "75",
        "--bind",
        f"127.0.0.1:{port}",
        "--log-level",
        "warning",
    ]
    started = subprocess.Popen([*command, target], env={**os.environ, **environment, "SELECTION_ADDRESS": f"http://127.0.0.1:{port}"})
    try:
        _wait(port)
        yield port
    finally:
        started.terminate()
        started.wait(timeout=20)


def _wait(port: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise RuntimeError("gunicorn did not start")


def median(ask: Callable[[int], Answer], times: int = TIMES) -> float:
    """Median of the milliseconds of an answer, after two that warm up."""
    for number in range(4):
        ask(number)
    return statistics.median(ask(number + 4).seconds for number in range(times)) * 1000


def measure(port: int, seeded: Seeded, page: float, commits: float) -> list[Line]:
    """Every figure."""
    hr, assessor = Visitor(port), Visitor(port)
    hr.sign_in(seeded.hr, PASSWORD)
    assessor.sign_in(seeded.assessors[1], PASSWORD)
    sheets = [f"/taken/{seeded.open}/{PART}/{candidate}" for candidate in seeded.candidates]
    asked = {
        "ranking page": (100, median(lambda _: hr.get(f"/procedures/{seeded.closed}/rangschikking"))),
        "an assessor's list": (80, median(lambda _: assessor.get("/taken"))),
        "opening a sheet": (20, median(lambda number: assessor.get(sheets[number % len(sheets)]))),
        "saving a sheet": (10, median(lambda number: _saved(assessor, sheets[number], 1, number))),
        "the workbook of everything": (500, median(lambda _: hr.get(f"/procedures/{seeded.closed}/rangschikking.xlsx"), 5)),
    }
    lines = [Line(what, f"{found:.1f} ms", f"{found / page:.1f} x bare page", f"< {aim} ms", found < aim) for what, (aim, found) in asked.items()]
    return [*lines, *_together(port, seeded, sheets, commits)]


def _saved(visitor: Visitor, path: str, version: int, number: int) -> Answer:
    answer = visitor.save(path, version, number)
    assert answer.status == 303, f"saving answered {answer.status}: {answer.body[-600:]!r}"
    return answer


def _together(port: int, seeded: Seeded, sheets: list[str], commits: float) -> list[Line]:
    """Eight clients that save at once, each its own sheets, as the five assessors."""
    found: list[float] = []
    faults: list[str] = []
    visitors = []
    for number in range(CLIENTS):
        visitor = Visitor(port)
        visitor.sign_in(seeded.assessors[number % len(seeded.assessors)], PASSWORD)
        visitors.append(visitor)
    ready = threading.Barrier(CLIENTS + 1)

    def run(number: int) -> None:
        mine = sheets[100 + number * 45 : 145 + number * 45]
        ready.wait()
        for turn in range(SAVES_EACH):
            visitors[number].connection.close()  # a connection a request, as nginx makes them: else one of the workers may keep them all
            try:
                answer = visitors[number].save(mine[turn % len(mine)], 1 + turn // len(mine), turn)
            except OSError as error:
                faults.append(repr(error))
                continue
            found.append(answer.seconds * 1000)
            if answer.status != 303:
                faults.append(f"status {answer.status}")

    threads = [threading.Thread(target=run, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    ready.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    rate = len(found) / (time.perf_counter() - began)
    p95 = statistics.quantiles(found, n=20)[-1]
    enough = rate >= 200 or rate >= 0.4 * commits
    return [
        Line(f"{CLIENTS} clients saving at once", f"{rate:.0f} a second", f"{rate / commits:.0%} of bare commits", "200 a second or 40%", enough),
        Line("  95 of 100 within", f"{p95:.1f} ms", "", "< 50 ms", p95 < 50),
        Line("  errors", f"{len(faults)} {' '.join(sorted(set(faults)))}".strip(), "", "0", not faults),
    ]


@contextmanager
def fresh_database(kind: str) -> Iterator[str]:
    """Address of an empty database of its own, on the chosen engine."""
    if kind == "postgresql":
        with postgres.running() as server, postgres.database(server) as url:
            yield url
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        yield f"sqlite:///{Path(folder) / 'bench.db'}"


def main() -> int:
    """Seed, probe, measure, print; 1 when an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--candidates", type=int, default=500)
    parser.add_argument("--assessors", type=int, default=5)
    chosen = parser.parse_args()
    with fresh_database(chosen.database) as url:
        migrations.upgrade(normal_url(url))
        began = time.perf_counter()
        seeded = seed(url, candidates=chosen.candidates, assessors=chosen.assessors)
        size = f"two procedures of {chosen.candidates} candidates x {chosen.assessors} assessors x {len(CRITERIA)} criteria"
        print(f"{chosen.database}: {size}, seeded in {time.perf_counter() - began:.1f} s")
        commits = bare_commits(url)
        with gunicorn("tests.load.served:bare()", {}) as port:
            visitor = Visitor(port)
            page = median(lambda _: visitor.get("/"), 200)
        print(f"probe: {commits:.0f} bare commits a second, a bare Flask page in {page:.2f} ms\n")
        with gunicorn("tests.load.served:product()", {"DATABASE_URL": url, "SELECTION_SECRET": secrets.token_hex(32)}) as port:
            lines = measure(port, seeded, page, commits)
    for line in lines:
        print(f"{line.what:<30}{line.measured:>18}{line.multiple:>26}   aim {line.aim:<22}{'met' if line.met else 'MISSED'}")
    return 0 if all(line.met for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
