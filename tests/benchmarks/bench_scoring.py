"""The engine beside the same rules in pandas: time, memory, and the places that floats get wrong.

    python tests/benchmarks/bench_scoring.py [10000 100000 1000000]

Each side runs in a process of its own, so that its peak memory is its own. Time is from the ready input (columns here, a long table there) to
status and place of everybody; memory includes that input. Without pandas only the engine runs.
"""

import json
import os
import subprocess
import sys
import tempfile
from array import array
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import bench_data

HERE = Path(__file__).resolve().parent
SIZES = (10_000, 100_000, 1_000_000)


def side(program: str, folder: Path, count: int) -> dict[str, float]:
    """Run one side; returns its seconds and megabytes."""
    environment = os.environ | {"PYTHONPATH": str(HERE.parents[1])}
    done = subprocess.run([sys.executable, str(HERE / program), str(folder), str(count)], check=True, stdout=subprocess.PIPE, text=True, env=environment)
    return dict(json.loads(done.stdout))


def outcome(folder: Path, name: str) -> "array[int]":
    """Place x 10 + number of the status, per candidate."""
    found = array("q")
    found.frombytes((folder / name).read_bytes())
    return found


def differences(folder: Path) -> str:
    """How many statuses and places the float version gets wrong, and how the exact statuses are divided."""
    exact, floats = outcome(folder, "engine"), outcome(folder, "pandas")
    statuses = sum(ours % 10 != theirs % 10 for ours, theirs in zip(exact, floats, strict=True))
    places = sum(ours // 10 != theirs // 10 for ours, theirs in zip(exact, floats, strict=True))
    spread = Counter(bench_data.STATUSES[ours % 10] for ours in exact)
    divided = ", ".join(f"{name} {spread[name]:,}" for name in bench_data.STATUSES)
    return f"floats get {statuses:,} statuses and {places:,} places wrong ({divided})"


def measure(count: int, with_pandas: bool) -> None:
    """One size: a line per side, their ratios and what floats get wrong."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bench_data.write(folder, count)
        ours = side("engine_rules.py", folder, count)
        print(f"{count:>9,} candidates  engine {ours['seconds']:8.2f} s {ours['megabytes']:8,.0f} MB", flush=True)
        if with_pandas:
            theirs = side("pandas_rules.py", folder, count)
            ratios = f"time x {ours['seconds'] / theirs['seconds']:.2f}, memory x {ours['megabytes'] / theirs['megabytes']:.2f}"
            print(f"{'':>20}  pandas {theirs['seconds']:8.2f} s {theirs['megabytes']:8,.0f} MB; engine / pandas: {ratios}")
            print(f"{'':>20}  {differences(folder)}", flush=True)


def main(arguments: list[str]) -> None:
    """Measure every size asked for."""
    with_pandas = find_spec("pandas") is not None
    if not with_pandas:
        print("pandas is not installed here; to compare, in an environment of its own: pip install -r requirements/bench.txt")
    for count in [int(argument) for argument in arguments] or SIZES:
        measure(count, with_pandas)


if __name__ == "__main__":
    main(sys.argv[1:])
