"""The engine beside the same rules in pandas: time, memory, and the places that floats get wrong.

    python tests/benchmarks/bench_scoring.py [10000 100000 1000000]

Each side runs in a process of its own, so that its peak memory is its own. Time is from the ready input (columns here, a long table there) to
status and place of everybody. Without pandas only the engine runs.
"""

import json
import subprocess
import sys
import tempfile
import time
from array import array
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

import bench_data  # noqa: E402 - the folder is known from here on

STATUSES = ("pending", "ranked", "failed_part", "below_total")


def scheme() -> Any:
    """Three rounds of one part; every rule of the cells is on."""
    from scoring.scheme import DEFAULT_SCALE, Criterion, Part, Round, Scheme

    criteria = tuple(
        Criterion(code=f"c{number}", title="", weight=Fraction(weight), minimum=None if number else bench_data.MINIMUM_POSITION)
        for number, weight in enumerate(bench_data.WEIGHTS)
    )
    tolerance = Fraction(bench_data.TOLERANCE_STEPS, 2)
    parts = [
        Part(code=f"p{number}", title="", points=Fraction(points), scale=DEFAULT_SCALE, criteria=criteria, min_assessors=2, tolerance=tolerance)
        for number, points in enumerate(bench_data.MAXIMA)
    ]
    return Scheme(rounds=tuple(Round(code=part.code, title="", parts=(part,)) for part in parts))


def run_engine(folder: Path, count: int) -> float:
    """The product's own entry. Returns seconds and writes status and place of everybody."""
    from scoring import Judgements, evaluate
    from scoring.judgements import RatedSheets

    rules = scheme()
    sheets = {
        part.code: RatedSheets(
            assessors=tuple(f"a{number}" for number in range(bench_data.ASSESSORS)),
            ratings={criterion.code: [bench_data.ratings(folder, p, c, a) for a in range(bench_data.ASSESSORS)] for c, criterion in enumerate(part.criteria)},
            consensus={criterion.code: bench_data.consensus(folder, p, c) for c, criterion in enumerate(part.criteria)},
        )
        for p, part in enumerate(rules.parts)
    }
    judgements = Judgements(candidates=tuple(f"K{number:07d}" for number in range(count)), rated=sheets)
    start = time.perf_counter()
    result = evaluate(rules, judgements)
    seconds = time.perf_counter() - start
    codes = judgements.candidates
    write_outcome(folder / "engine", (result.status(code).value for code in codes), (result.rank(code) or 0 for code in codes))
    return seconds


def run_pandas(folder: Path, count: int) -> float:
    """The float version. Returns seconds and writes status and place of everybody."""
    import pandas_rules

    table, consensus = pandas_rules.long_table(folder, count), pandas_rules.consensus_table(folder)
    start = time.perf_counter()
    outcome = pandas_rules.rank(table, consensus)
    seconds = time.perf_counter() - start
    write_outcome(folder / "pandas", outcome["status"], outcome["place"])
    return seconds


def write_outcome(path: Path, statuses: Any, places: Any) -> None:
    """Place and number of the status of every candidate, in one column."""
    path.write_bytes(array("q", (place * 10 + STATUSES.index(status) for status, place in zip(statuses, places, strict=True))).tobytes())


def child(side: str, folder: Path, count: int) -> dict[str, float]:
    """Run one side in a process of its own."""
    command = [sys.executable, __file__, "--side", side, str(folder), str(count)]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))  # noqa: S603 - our own file


def compare(folder: Path) -> tuple[int, int, int, dict[str, int]]:
    """How many statuses and places differ, how many are ranked, and how the exact statuses are divided."""
    sides = []
    for side in ("engine", "pandas"):
        outcome = array("q")
        outcome.frombytes((folder / side).read_bytes())
        sides.append(outcome)
    exact, floats = sides
    statuses = sum(a % 10 != b % 10 for a, b in zip(exact, floats, strict=True))
    places = sum(a != b for a, b in zip(exact, floats, strict=True))
    spread = {status: sum(a % 10 == number for a in exact) for number, status in enumerate(STATUSES)}
    return statuses, places, spread["ranked"], spread


def measure(count: int, with_pandas: bool) -> None:
    """One line per size and side, and the ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bench_data.write(folder, count)
        ours = child("engine", folder, count)
        print(f"{count:>9,} candidates, engine: {ours['seconds']:8.2f} s {ours['megabytes']:8,.0f} MB")
        if not with_pandas:
            return
        theirs = child("pandas", folder, count)
        statuses, places, ranked, spread = compare(folder)
        print(f"{count:>9,} candidates, pandas: {theirs['seconds']:8.2f} s {theirs['megabytes']:8,.0f} MB")
        print(f"          engine / pandas: time {ours['seconds'] / theirs['seconds']:.2f}, memory {ours['megabytes'] / theirs['megabytes']:.2f}")
        print(f"          wrong by floats: {statuses:,} statuses, {places:,} places and statuses; ranked {ranked:,}; {spread}")


def main(arguments: list[str]) -> None:
    """Measure every size, or be one side of a measurement."""
    if arguments[:1] == ["--side"]:
        side, folder, count = arguments[1], Path(arguments[2]), int(arguments[3])
        seconds = {"engine": run_engine, "pandas": run_pandas}[side](folder, count)
        print(json.dumps({"seconds": seconds, "megabytes": getrusage(RUSAGE_SELF).ru_maxrss / 1024}))
        return
    with_pandas = find_spec("pandas") is not None
    if not with_pandas:
        print("pandas is not installed; to compare: pip install -r requirements/bench.txt (in a separate environment)")
    for count in [int(argument) for argument in arguments] or [10_000, 100_000, 1_000_000]:
        measure(count, with_pandas)


if __name__ == "__main__":
    main(sys.argv[1:])
