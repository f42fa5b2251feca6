"""The same rules as a good user of pandas would write them: floats, one long table, no loop over rows.

In a process of its own: `python pandas_rules.py FOLDER COUNT`.
"""

import json
import sys
import time
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

import bench_data
import numpy as np
import pandas as pd

KEYS = ["part", "candidate", "criterion"]
PENDING, RANKED, FAILED, BELOW = "pending", "ranked", "failed_part", "below_total"


def long_table(folder: Path, count: int) -> pd.DataFrame:
    """One row a rating: part, criterion, assessor, candidate, rating (missing where not observed)."""
    parts, criteria, assessors = bench_data.PARTS, bench_data.CRITERIA, bench_data.ASSESSORS
    rating = np.empty((parts, criteria, assessors, count))
    for part in range(parts):
        for criterion in range(criteria):
            for assessor in range(assessors):
                codes = np.frombuffer(bench_data.ratings(folder, part, criterion, assessor), dtype=np.uint8)
                rating[part, criterion, assessor] = np.where(codes < 2, np.nan, (codes - 2.0) / 2)
    each = criteria * assessors * count
    return pd.DataFrame(
        {
            "part": np.repeat(np.arange(parts, dtype=np.int8), each),
            "criterion": np.tile(np.repeat(np.arange(criteria, dtype=np.int8), assessors * count), parts),
            "assessor": np.tile(np.repeat(np.arange(assessors, dtype=np.int8), count), parts * criteria),
            "candidate": np.tile(np.arange(count, dtype=np.int32), parts * criteria * assessors),
            "rating": rating.reshape(-1),
        }
    )


def consensus_table(folder: Path) -> pd.Series:
    """The consensus ratings, by part, candidate and criterion."""
    rows = [
        (part, number, criterion, position / 2)
        for part in range(bench_data.PARTS)
        for criterion in range(bench_data.CRITERIA)
        for number, position in bench_data.consensus(folder, part, criterion).items()
    ]
    table = pd.DataFrame(rows, columns=[*KEYS, "rating"]).astype({"part": "int8", "criterion": "int8", "candidate": "int32"})
    return table.set_index(KEYS)["rating"]


def rank(table: pd.DataFrame, consensus: pd.Series) -> pd.DataFrame:
    """Status, total and place per candidate."""
    cells = table.groupby(KEYS, sort=False)["rating"].agg(["mean", "min", "max", "count"])
    complete = (cells["count"] >= 2) & (cells["max"] - cells["min"] <= bench_data.TOLERANCE_STEPS / 2)
    combined = cells["mean"].where(complete)
    combined.update(consensus)
    criterion = combined.index.get_level_values("criterion")
    weight = np.asarray(bench_data.WEIGHTS, dtype=float)[criterion]
    scored = pd.DataFrame(
        {
            "weighted": combined.to_numpy() / 10 * weight,
            "open": combined.isna().to_numpy(),
            "under": (criterion == 0) & (combined < bench_data.MINIMUM_POSITION / 2).to_numpy(),
        },
        index=combined.index,
    )
    parts = scored.groupby(level=["part", "candidate"], sort=False).agg({"weighted": "sum", "open": "any", "under": "any"})
    maximum = np.asarray(bench_data.MAXIMA, dtype=float)[parts.index.get_level_values("part")]
    points = (maximum * parts["weighted"] / sum(bench_data.WEIGHTS)).round(2)
    failed = (points < maximum / 2) | parts["under"]
    state = pd.Series(np.where(parts["open"], 1, np.where(failed, 2, 0)), index=parts.index).unstack("part")
    status = pd.Series(0, index=state.index)
    for part in sorted(state.columns):
        status = status.where(status != 0, state[part])
    total = points.unstack("part").sum(axis=1)
    passed = total >= 0.6 * sum(bench_data.MAXIMA)
    names = np.select([status == 1, status == 2, ~passed], [PENDING, FAILED, BELOW], RANKED)
    place = total.where(names == RANKED).rank(method="min", ascending=False)
    return pd.DataFrame({"status": names, "total": total, "place": place.fillna(0).astype(int)}).sort_index()


def main(folder: Path, count: int) -> None:
    """Time the float version; write place and status of everybody; print seconds and peak memory."""
    table, consensus = long_table(folder, count), consensus_table(folder)
    start = time.perf_counter()
    outcome = rank(table, consensus)
    seconds = time.perf_counter() - start
    megabytes = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    numbers = outcome["status"].map({name: number for number, name in enumerate(bench_data.STATUSES)})
    (folder / "pandas").write_bytes((outcome["place"] * 10 + numbers).to_numpy(dtype=np.int64).tobytes())
    print(json.dumps({"seconds": seconds, "megabytes": megabytes}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
