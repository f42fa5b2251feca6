"""The pure engine of the selection rules (R1 to R19 in the README): standard library only, no clock, no locale, no randomness, no input or output."""

from scoring.collecting import JudgementsBuilder
from scoring.fingerprint import fingerprint
from scoring.judgements import JudgementError, Judgements
from scoring.outcome import PartState, Status
from scoring.ranking import SHORTEST_SEED, Decision, Draw
from scoring.reserve import days_left, reserve_period
from scoring.result import Outcome, PartOutcome, Result, as_data, evaluate
from scoring.scheme import Scheme
from scoring.steps import Step

__all__ = [
    "SHORTEST_SEED",
    "Decision",
    "Draw",
    "JudgementError",
    "Judgements",
    "JudgementsBuilder",
    "Outcome",
    "PartOutcome",
    "PartState",
    "Result",
    "Scheme",
    "Status",
    "Step",
    "as_data",
    "days_left",
    "evaluate",
    "fingerprint",
    "reserve_period",
]
