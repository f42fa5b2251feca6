"""The steps that may be read while a round is open: what stands in a round that was not read is not known, and nothing is said of it."""

from collections.abc import Collection

from scoring import Result, Step


def steps_shown(result: Result, candidate: str, rounds: Collection[str] | None) -> tuple[Step, ...]:
    """The steps of a candidate without those about parts of rounds that are not among `rounds`; all of them where `rounds` is None.

    A result that was made from closed rounds alone takes the sheets of an open round for missing. To say so of them would be untrue.
    """
    steps = result.steps(candidate)
    if rounds is None:
        return steps
    unread = {part.code for round_ in result.scheme.rounds if round_.code not in rounds for part in round_.parts}
    return tuple(step for step in steps if step.part not in unread)
