"""Own rows of the cross-walk: added and removed one by one, and all rows of a framework at once by its workbook."""

from collections.abc import Mapping
from uuid import UUID

from selection import audit
from selection.access import Person
from selection.db import now, session
from selection.errors import NotFound, Refused
from selection.frameworks import queries
from selection.frameworks.crosswalk import STRENGTHS, Link, seen_from
from selection.frameworks.models import FrameworkCounterpart
from selection.i18n import _
from vacancies import Framework

KEYS = {"row", "pair", "strength"}
audit.register({"framework.counterpart_added": KEYS, "framework.counterpart_removed": KEYS})


def add_link(link: Link, strength: str, *, actor: Person) -> FrameworkCounterpart:
    """A new own row. NotFound for a competency that nobody knows, Refused for a row that is there and for two of one framework."""
    queries.competency_in_force(link.framework, link.competency)
    queries.competency_in_force(link.other_framework, link.other_competency)
    if link.framework == link.other_framework or strength not in STRENGTHS:
        raise Refused(_("A counterpart is a competency of another framework."))
    if {link, link.turned()} & queries.own_rows().keys():
        raise Refused(_("These two are named as counterparts already. Remove that row first to say something else."))
    return _add(link, strength, actor)


def remove_link(framework: str, competency: str, row_id: UUID, *, actor: Person) -> None:
    """Take an own row about this competency out of the cross-walk. NotFound for any other row."""
    for link, row in queries.own_rows().items():
        if row.id == row_id and (framework, competency) in {link[:2], link[2:]}:
            _remove(row, actor)
            return
    raise NotFound


def rows_after(framework: Framework, wanted: Mapping[Link, str] | None) -> dict[Link, str]:
    """The own rows about a framework once it is imported: those of its workbook, or those that stand where it says nothing of them (None). A row about a
    competency that the framework has no longer ends with it: no page would show it.
    """
    rows = seen_from(framework.code, [(link, row.strength) for link, row in queries.own_rows().items()]) if wanted is None else wanted
    return {link: strength for link, strength in rows.items() if framework.competency(link.competency) is not None}


def rows_of(framework: Framework) -> dict[Link, str]:
    """The own rows of which both ends are there: the competency in this version of the framework, its counterpart in the one in force."""
    known = queries.framework_set().versions
    there = {link: word for link, word in rows_after(framework, None).items() if link.other_framework in known}
    return {link: word for link, word in there.items() if known[link.other_framework].framework.competency(link.other_competency) is not None}


def replace_links(framework: Framework, wanted: Mapping[Link, str] | None, *, actor: Person) -> bool:
    """Make the own rows about a framework what they are after its import; gives whether anything changed."""
    rows, wanted = queries.own_rows(), rows_after(framework, wanted)
    stood = seen_from(framework.code, [(link, row.strength) for link, row in rows.items()])
    gone = [link for link, strength in stood.items() if wanted.get(link) != strength]
    for link in gone:
        _remove(rows.get(link) or rows[link.turned()], actor)
    come = {link: strength for link, strength in wanted.items() if stood.get(link) != strength}
    for link, strength in come.items():
        _add(link, strength, actor)
    return bool(gone or come)


def _add(link: Link, strength: str, actor: Person) -> FrameworkCounterpart:
    row = FrameworkCounterpart(**link._asdict(), strength=strength, made_at=now(), made_by=actor.id)
    session().add(row)
    session().flush()
    audit.record("framework.counterpart_added", actor=actor, role="hr", row=row.id, pair="/".join(link), strength=strength)
    return row


def _remove(row: FrameworkCounterpart, actor: Person) -> None:
    row.removed_at, row.removed_by = now(), actor.id
    session().flush()
    pair = "/".join((row.framework, row.competency, row.other_framework, row.other_competency))
    audit.record("framework.counterpart_removed", actor=actor, role="hr", row=row.id, pair=pair, strength=row.strength)
