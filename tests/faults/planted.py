"""Faults that are planted in a copy of the code, one at a time. Each must be found by the tests named beside it.

`before` stands exactly once in the file, so that a line that was rewritten makes the test of the faults fail until the fault is rewritten too.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One wrong piece of code: in `file`, `before` becomes `after`."""

    name: str
    file: str
    before: str
    after: str


ENGINE = (
    Fault(
        "floats instead of fractions", "scoring/points.py", "(doubled * value + half) // divisor for", "int(value * float(exact.unit) / float(unit) + 0.5) for"
    ),
    Fault("> for >= at a part mark", "scoring/outcome.py", "MET if value >= required else MISSED", "MET if value > required else MISSED"),
    Fault("> for >= at the total mark", "scoring/outcome.py", "if 0 <= total < required:", "if 0 <= total <= required:"),
    Fault("rounded down", "scoring/points.py", "(doubled * value + half) // divisor for", "(doubled * value) // divisor for"),
    Fault("half rounded down", "scoring/points.py", "(doubled * value + half) // divisor for", "(doubled * value + half - 1) // divisor for"),
    Fault("half rounded to even", "scoring/points.py", "(doubled * value + half) // divisor for", "round(Fraction(doubled * value, divisor)) for"),
    Fault("a missing rating is a zero", "scoring/cells.py", "[0] * FIRST_POSITION +", "[1, 0] +"),
    Fault("not observed is a zero", "scoring/cells.py", "[0] * FIRST_POSITION +", "[0, 1] +"),
    Fault("min_assessors ignored", "scoring/cells.py", "few = len(positions) < self._least", "few = not positions"),
    Fault("min_assessors of direct marks ignored", "scoring/points.py", "if len(marks) < max(part.min_assessors, 1):", "if not marks:"),
    Fault("tolerance ignored", "scoring/cells.py", "> self._tolerance", "> self._tolerance + 10**9"),
    Fault("tolerance reached is tolerance exceeded", "scoring/cells.py", "> self._tolerance", ">= self._tolerance"),
    Fault("required consensus ignored", "scoring/cells.py", "if self._required:", "if False:"),
    Fault("consensus ignored", "scoring/points.py", "values[number] = weight * rule.settled(position)", "pass"),
    Fault(
        "consensus averaged with the ratings",
        "scoring/points.py",
        "= weight * rule.settled(position)",
        "= (values[number] + weight * rule.settled(position)) // 2",
    ),
    Fault("minimum of a criterion must be exceeded", "scoring/points.py", "nothing < value < required", "nothing < value <= required"),
    Fault("minimum of a criterion ignored", "scoring/points.py", "if criterion.minimum is not None:", "if False:"),
    Fault("weights ignored", "scoring/points.py", "weights = _whole_weights(criteria)", "weights = [1 for _ in criteria]"),
    Fault("a neutralised criterion counts", "scoring/points.py", "criteria = scheme.counting(part)", "criteria = part.criteria"),
    Fault("an owed sheet does not hold anything up", "scoring/outcome.py", "        if owed:\n            points[number] = NOTHING", "        pass"),
    Fault("a recused assessor counts", "scoring/collecting.py", "columns[assessors.index(who)][number] = NO_RATING", "pass"),
    Fault("an exempt verdict is not passed", "scoring/outcome.py", "for number in exempt:", "for number in ():"),
    Fault(
        "exempt without its mark",
        "scoring/outcome.py",
        "    for number in absent:\n",
        "    for number in exempt:\n        codes[number] = MET\n    for number in absent:\n",
    ),
    Fault("an unsuitable verdict passes", "scoring/outcome.py", "[OPEN, MET, UNFIT]", "[OPEN, MET, MET]"),
    Fault("a missing verdict passes", "scoring/outcome.py", "[OPEN, MET, UNFIT]", "[MET, MET, UNFIT]"),
    Fault("absent is failed", "scoring/outcome.py", "codes[number] = AWAY", "codes[number] = MISSED"),
    Fault("the last round decides", "scoring/outcome.py", "before or now", "now or before"),
    Fault("withdrawal ignored", "scoring/outcome.py", "status[number] = _GONE", "pass"),
    Fault("exclusion does not win over withdrawal", "scoring/outcome.py", "status[number] = _OUT", "status[number] = _GONE"),
    Fault("dense places", "scoring/ranking.py", "place += len(tied)", "place += 1"),
    Fault("lowest first", "scoring/ranking.py", "reverse=True", "reverse=False"),
    Fault("tie_break reversed", "scoring/ranking.py", "key * radix + points", "key * radix - points"),
    Fault(
        "tie_break before rounding",
        "scoring/ranking.py",
        "zip(keys, tables.points[code], strict=True)",
        "zip(keys, tables.exact[code].numerators, strict=True)",
    ),
    Fault("a decision need not name all the tied", "scoring/ranking.py", "members <= names", "members & names"),
    Fault("a draw without its line feed", "scoring/ranking.py", "{self.seed}\\n{candidate}", "{self.seed}{candidate}"),
)

DATABASE = (
    Fault("drafts counted", "selection/results/rows.py", "Scoresheet.state == SheetState.SUBMITTED, ", ""),
    Fault(
        "an undone finding holds",
        "selection/results/rows.py",
        "Finding.procedure_id == procedure_id, Finding.ended_at.is_(None)",
        "Finding.procedure_id == procedure_id",
    ),
    Fault("a former consensus holds", "selection/results/rows.py", "ConsensusRating.ended_at.is_(None), ", ""),
    Fault("an ended seat owes a sheet", "selection/results/rows.py", "Seat.rates, Seat.ended_at.is_(None)", "Seat.rates"),
    Fault("who does not rate owes a sheet", "selection/results/rows.py", "Seat.rates, Seat.ended_at.is_(None)", "Seat.ended_at.is_(None)"),
    Fault(
        "who is back is still away",
        "selection/results/rows.py",
        "NotSitting.procedure_id == procedure_id, NotSitting.ended_at.is_(None)",
        "NotSitting.procedure_id == procedure_id",
    ),
    Fault("every verdict is suitable", "selection/results/collect.py", 'value == "suitable"', "bool(value)"),
    Fault("a recused member's sheet counts", "selection/results/collect.py", 'if why == "recused" and', 'if why == "late" and'),
    Fault("who is ill owes a sheet", "selection/results/collect.py", " and account_id not in away:", ":"),
    Fault("who was excluded takes part", "selection/results/collect.py", "[FindingKind.WITHDRAWN, FindingKind.EXCLUDED]", "[FindingKind.WITHDRAWN]"),
)
