"""Made-up ratings for the benchmark, the same at every run: columns of bytes in a folder, read by both sides.

Three parts x five assessors x eight criteria. A rating is the candidate's level plus a little noise; a few are far off, so that about 3 % of
the cells exceed the tolerance; 2 % are not observed; one cell in a hundred has a consensus rating.
"""

from array import array
from pathlib import Path
from random import Random

PARTS, ASSESSORS, CRITERIA = 3, 5, 8
MAXIMA = (30, 30, 40)
WEIGHTS = (1, 2, 3, 4, 5, 6, 7, 9)
TOLERANCE_STEPS = 6
MINIMUM_POSITION = 8
"""Of the first criterion of each part, on the scale from 0 to 10 in steps of 0.5: 4."""
STATUSES = ("pending", "ranked", "failed_part", "below_total")
NOT_OBSERVED = 1
POSITIONS = 21

_LEVEL = bytes(8 + byte * 7 // 256 for byte in range(256))
_NOISE = bytes([20] * 5 + [14, 0] + [4 + byte % 5 for byte in range(249)])
"""What is added to the level, plus 6: mostly within two steps; 20 stands for not observed, 14 and 0 are far off."""
_CODE = bytes(NOT_OBSERVED if total >= 28 else min(max(total - 6, 0), POSITIONS - 1) + 2 for total in range(256))


def write(folder: Path, count: int) -> None:
    """Write the columns for so many candidates: `ratings-<part>-<criterion>-<assessor>` and `consensus-<part>-<criterion>`."""
    random = Random(count)  # noqa: S311 - made-up data, no secret
    level = random.randbytes(count).translate(_LEVEL)
    for part in range(PARTS):
        for criterion in range(CRITERIA):
            for assessor in range(ASSESSORS):
                noise = random.randbytes(count).translate(_NOISE)
                (folder / f"ratings-{part}-{criterion}-{assessor}").write_bytes(_add(level, noise).translate(_CODE))
            settled = array("I")
            for _ in range(count // 100):
                settled.extend((random.randrange(count), random.randrange(9, 18)))
            (folder / f"consensus-{part}-{criterion}").write_bytes(settled.tobytes())


def ratings(folder: Path, part: int, criterion: int, assessor: int) -> bytes:
    """One column: per candidate nothing (0), not observed (1) or the position on the scale plus 2."""
    return (folder / f"ratings-{part}-{criterion}-{assessor}").read_bytes()


def consensus(folder: Path, part: int, criterion: int) -> dict[int, int]:
    """Candidate number -> position of the consensus rating."""
    settled = array("I")
    settled.frombytes((folder / f"consensus-{part}-{criterion}").read_bytes())
    return dict(zip(settled[::2], settled[1::2], strict=True))


def _add(left: bytes, right: bytes) -> bytes:
    """Byte by byte; no sum reaches 256."""
    return (int.from_bytes(left, "little") + int.from_bytes(right, "little")).to_bytes(len(left), "little")
