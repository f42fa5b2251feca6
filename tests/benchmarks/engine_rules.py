"""The product's own entry on the benchmark's data, in a process of its own: `python engine_rules.py FOLDER COUNT`."""

import json
import sys
import time
from array import array
from fractions import Fraction
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

import bench_data

from scoring import Judgements, Scheme, evaluate
from scoring.judgements import RatedSheets
from scoring.scheme import DEFAULT_SCALE, Criterion, Part, Round


def scheme() -> Scheme:
    """Three rounds of one part; every rule of the cells is on."""
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


def judgements(rules: Scheme, folder: Path, count: int) -> Judgements:
    """The columns of the folder as they are."""
    sheets = {
        part.code: RatedSheets(
            assessors=tuple(f"a{number}" for number in range(bench_data.ASSESSORS)),
            ratings={criterion.code: [bench_data.ratings(folder, p, c, a) for a in range(bench_data.ASSESSORS)] for c, criterion in enumerate(part.criteria)},
            consensus={criterion.code: bench_data.consensus(folder, p, c) for c, criterion in enumerate(part.criteria)},
        )
        for p, part in enumerate(rules.parts)
    }
    return Judgements(candidates=tuple(f"K{number:07d}" for number in range(count)), rated=sheets)


def main(folder: Path, count: int) -> None:
    """Time the engine; write place and status of everybody; print seconds and peak memory."""
    rules = scheme()
    given = judgements(rules, folder, count)
    start = time.perf_counter()
    result = evaluate(rules, given)
    seconds = time.perf_counter() - start
    megabytes = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    outcome = array("q", ((result.rank(code) or 0) * 10 + bench_data.STATUSES.index(result.status(code).value) for code in given.candidates))
    (folder / "engine").write_bytes(outcome.tobytes())
    print(json.dumps({"seconds": seconds, "megabytes": megabytes}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
