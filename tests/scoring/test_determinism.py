"""R16: the same bytes whatever the hash seed, the language and the time zone of the process."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import json
from scoring import as_data, evaluate
from scoring.scheme import Ties
from tests.scoring.schemes import direct, judge, scheme
rules = scheme((direct("a", "30"), direct("b", "30")), tie_break=("b",), ties=Ties.DECIDE)
rows = [(f"K{n:02d}", part, f"{15 + n * 7 % 5} {20 - n % 3}") for n in range(30) for part in ("a", "b")]
rows += [(f"X{n}", "", word) for n in range(9) for word in ("withdrawn",)]
print(json.dumps(as_data(evaluate(rules, judge(rules, rows)), vacancy="v"), ensure_ascii=True))
"""


def run(**environment: str) -> bytes:
    settings = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run([sys.executable, "-c", PROGRAM], check=True, capture_output=True, env=settings, cwd=ROOT).stdout


def test_r16_the_same_bytes_in_every_process() -> None:
    first = run(PYTHONHASHSEED="0", LC_ALL="C", TZ="UTC")
    assert len(first) > 10_000
    assert b'"open_ties": [["' in first
    assert {run(PYTHONHASHSEED="1", LC_ALL="nl_BE.UTF-8", TZ="Europe/Brussels"), run(PYTHONHASHSEED="4242", LC_ALL="C.UTF-8", TZ="Asia/Tokyo")} == {first}
