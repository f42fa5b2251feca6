"""The list of candidates as a page shows it: finished lines with their tags, filtered as asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from scoring.scheme import Scheme
from selection.candidates import queries
from selection.candidates.finding import UNSUITABLE, value_words
from selection.candidates.models import Candidate, Finding, FindingKind
from selection.i18n import _, sort_key_name
from selection.procedures.models import Procedure
from selection.procedures.queries import definition_of

Tag = tuple[str, str, str]
STATES = ("taking_part", *(kind.value for kind in FindingKind))


@dataclass(frozen=True, kw_only=True)
class Line:
    """A candidate in the list. `tags` (family, icon, word) tell what differs; empty: takes part as usual."""

    id: UUID
    code: str
    name: str
    email: str
    telephone: str
    tags: tuple[Tag, ...]
    states: frozenset[str]


def listed(procedure: Procedure, *, word: str = "", state: str = "") -> tuple[list[Line], int]:
    """The lines that fit the filter, in the order of the list, and the number of all candidates. `state` is one of `STATES` or empty."""
    findings = queries.current_findings(procedure.id)
    scheme = definition_of(procedure).scheme
    lines = [_line(candidate, findings.get(candidate.id, []), scheme) for candidate in queries.candidates_of(procedure.id)]
    return [line for line in lines if _fits(line, word, state)], len(lines)


def _line(candidate: Candidate, findings: Sequence[Finding], scheme: Scheme) -> Line:
    person = candidate.person
    return Line(
        id=candidate.id,
        code=candidate.code or "",
        name=f"{person.family_name}, {person.given_name}",
        email=person.email,
        telephone=person.telephone,
        tags=tuple(tag_of(finding, scheme) for finding in findings),
        states=frozenset(str(finding.kind) for finding in findings) | ({"taking_part"} if not queries.gone(findings) else frozenset()),
    )


def tag_of(finding: Finding, scheme: Scheme) -> Tag:
    """A finding as a tag: what happened, and in which part."""
    part = scheme.part(finding.part_code)
    title = part.title if part is not None else finding.part_code
    if finding.kind == FindingKind.WITHDRAWN:
        return "mute", "undo", _("Withdrawn")
    if finding.kind == FindingKind.EXCLUDED:
        return "mute", "ban", _("Excluded")
    if finding.kind == FindingKind.ABSENT:
        return "mute", "minus", _("%(part)s: absent", part=title)
    if finding.kind == FindingKind.EXEMPT:
        return "plum", "right", _("%(part)s: exempt", part=title)
    family, icon = ("bad", "ban") if finding.value == UNSUITABLE else ("good", "check")
    return family, icon, _("%(part)s: %(verdict)s", part=title, verdict=value_words(FindingKind.VERDICT, finding.value))


def _fits(line: Line, word: str, state: str) -> bool:
    if state and state not in line.states:
        return False
    sought = sort_key_name(word)[0]
    return not word or word.casefold() in line.email or any(sought in sort_key_name(text)[0] for text in (line.name, line.code))


def state_words() -> list[tuple[str, str]]:
    """States to filter by, with their words."""
    return [
        ("taking_part", _("Taking part")),
        (FindingKind.WITHDRAWN.value, _("Withdrawn")),
        (FindingKind.EXCLUDED.value, _("Excluded")),
        (FindingKind.ABSENT.value, _("Absent in a part")),
        (FindingKind.EXEMPT.value, _("Exempt from a part")),
        (FindingKind.VERDICT.value, _("With a verdict")),
    ]
