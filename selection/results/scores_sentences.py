"""What is wrong with a scores file, in words: row, column, what is wrong and what is allowed."""

import re
from collections.abc import Callable, Mapping

from selection.documents import table_sentences
from selection.documents.tables import Problem
from selection.i18n import _, language

Words = Callable[[str, str], str]


def sentence(problem: Problem) -> str:
    """One problem of a scores file; what concerns any table is worded where tables are read."""
    words = SENTENCES.get(problem.code)
    if problem.code in table_sentences.MISSING:
        return table_sentences.sentence(problem) + " " + _("A scores file has these columns: %(names)s.", names="candidate, part, assessor, criterion, value")
    if words is None:
        return table_sentences.sentence(problem)
    return f"{table_sentences.where(problem)}: {words(problem.value, _localised(problem.allowed))}"


def _localised(allowed: str) -> str:
    """Numbers that are allowed, with the decimal sign of the reader; codes and labels as they are."""
    if language() != "nl" or "." not in allowed or not re.fullmatch(r"[0-9., …]+", allowed):
        return allowed
    return allowed.replace(", ", "; ").replace(".", ",")


def codes() -> frozenset[str]:
    """Every code of a scores file that has a sentence here."""
    return frozenset(SENTENCES)


SENTENCES: Mapping[str, Words] = {
    "unknown_column": lambda value, allowed: _("this column is unknown. Allowed are exactly: %(allowed)s.", allowed=allowed),
    "candidate_empty": lambda value, allowed: _("the candidate is missing. Fill in the candidate code."),
    "assessor_empty": lambda value, allowed: _("the assessor is missing. A rating and points name their assessor, or “consensus”."),
    "assessor_not_here": lambda value, allowed: _(
        "“%(value)s” cannot stand here. Leave the assessor empty for a verdict, absence, exemption, withdrawal or exclusion.", value=value
    ),
    "unknown_part": lambda value, allowed: _("“%(value)s” is not a part of this vacancy. Allowed: %(allowed)s.", value=value, allowed=allowed),
    "unknown_criterion": lambda value, allowed: _("“%(value)s” is not a criterion of this part. Allowed: %(allowed)s.", value=value, allowed=allowed),
    "criterion_empty": lambda value, allowed: _(
        "the criterion is missing: this part is rated on criteria, not in points. Allowed: %(allowed)s.", allowed=allowed
    ),
    "criterion_not_here": lambda value, allowed: _("absence and exemption are for the whole part. Leave the criterion empty."),
    "criterion_without_part": lambda value, allowed: _("a criterion needs a part. Fill in the code of the part."),
    "criterion_on_verdict": lambda value, allowed: _("this part has a verdict and no ratings. Leave the criterion empty."),
    "criterion_on_direct": lambda value, allowed: _("this part is marked directly in points and has no ratings. Leave the criterion empty."),
    "value_empty": lambda value, allowed: _("the value is missing. Allowed: %(allowed)s.", allowed=allowed) if allowed else _("the value is missing."),
    "off_scale": lambda value, allowed: _("“%(value)s” is not on the scale. Allowed: %(allowed)s.", value=value, allowed=allowed),
    "consensus_not_observed": lambda value, allowed: _("a consensus is a rating. Allowed: %(allowed)s.", allowed=allowed),
    "not_points": lambda value, allowed: _("“%(value)s” is not a number of points. Allowed: a number from 0 to %(allowed)s.", value=value, allowed=allowed),
    "points_out_of_range": lambda value, allowed: _(
        "%(value)s is more than the maximum. Allowed: a number from 0 to %(allowed)s.", value=value, allowed=allowed
    ),
    "points_for_verdict": lambda value, allowed: _("a part with a verdict has no points. Write “exempt” alone."),
    "carried_missing": lambda value, allowed: _(
        "an exemption from a part with points carries its points: “exempt” followed by a number from 0 to %(allowed)s.", allowed=allowed
    ),
    "carried_out_of_range": lambda value, allowed: _("the points carried over lie outside the part. Allowed: a number from 0 to %(allowed)s.", allowed=allowed),
    "carried_off_step": lambda value, allowed: _(
        "the points carried over do not lie on the rounding step of these rules. Round them as the rules say; allowed: 0 to %(allowed)s.", allowed=allowed
    ),
    "not_a_verdict": lambda value, allowed: _("this part has no verdict. Allowed: %(allowed)s.", allowed=allowed),
    "unknown_word": lambda value, allowed: _("“%(value)s” is unknown here. Allowed: %(allowed)s; absent or exempt.", value=value, allowed=allowed),
    "not_a_whole_word": lambda value, allowed: _(
        "without a part only these words can stand here: %(allowed)s. Fill in the part, or one of these words.", allowed=allowed
    ),
    "whole_procedure": lambda value, allowed: _("withdrawal and exclusion are for the whole procedure. Leave the part empty."),
    "repeated": lambda value, allowed: _("this candidate, part, assessor and criterion stand in row %(row)s already. Keep one of the two rows.", row=allowed),
    "verdicts_differ": lambda value, allowed: _("row %(row)s gives another verdict for this candidate and part. Keep one of the two rows.", row=allowed),
    "withdrawn_and_excluded": lambda value, allowed: _(
        "a candidate is either withdrawn or excluded, and row %(row)s says the other. Keep one of the two rows.", row=allowed
    ),
    "absent_beside_other": lambda value, allowed: _("absent stands beside other rows of this candidate and part. Keep either the absence or the other rows."),
    "exempt_beside_other": lambda value, allowed: _("exempt stands beside other rows of this candidate and part. Keep either the exemption or the other rows."),
    "capitals_differ": lambda value, allowed: _("“%(value)s” differs from “%(allowed)s” only in capitals. Write both the same.", value=value, allowed=allowed),
}
