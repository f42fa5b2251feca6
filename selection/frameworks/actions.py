"""Acts on frameworks: take what the product ships into the table, keep an upload, import what its preview showed, drop it, out of use and back."""

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from selection import audit
from selection.access import Person
from selection.db import Database, now, session, unit_of_work
from selection.errors import BadInput, NotFound, Refused
from selection.frameworks import queries
from selection.frameworks.crosswalk import Link, seen_from
from selection.frameworks.linking import replace_links
from selection.frameworks.models import FrameworkRetirement, FrameworkVersion, Origin, UploadedFramework
from selection.i18n import _
from vacancies import Framework, framework_fingerprint, framework_text, shipped_frameworks

audit.register(
    {
        "framework.imported": {"code", "number", "origin", "fingerprint", "old"},
        "framework.retired": {"code", "retirement"},
        "framework.returned": {"code", "retirement"},
    }
)
HR = "hr"
KEPT_FOR = timedelta(days=1)
NEW = "new"


class FrameworkChanged(Exception):
    """Another version came into force since the preview was shown."""


def take_shipped(database: Database) -> int:
    """Store the shipped frameworks that are new or have a newer text; gives how many. Done when the application starts.

    Where the version in force is the organisation's own, it stays in force: the shipped text is offered on its page (`offer_shipped`).
    """
    with database.active():
        with unit_of_work(read_only=True):
            if not _lacking():
                return 0
        try:
            with unit_of_work():
                lacking = _lacking()
                for code, number in lacking.items():
                    _store(shipped_frameworks()[code], number, Origin.SHIPPED, None)
                return len(lacking)
        except IntegrityError:  # another process of this application started at the same moment and has stored them
            return 0


def _lacking() -> dict[str, int]:
    """Code to the number that the shipped text gets, for those that the table lacks."""
    found = {row.code: row for row in session().execute(queries.IN_FORCE)}
    lacking = {}
    for code, fingerprint in queries.shipped_fingerprints().items():
        row = found.get(code)
        if row is None:
            lacking[code] = 1
        elif row.origin == Origin.SHIPPED and row.fingerprint != fingerprint:
            lacking[code] = row.number + 1
    return lacking


def keep(framework: Framework, file_name: str, *, actor: Person, links: Mapping[Link, str] | None = None) -> UploadedFramework:
    """Keep a framework until its import is confirmed or dropped; those that nobody answered for within a day go. `links`: its own rows of the cross-walk.

    BadInput when its code differs in capitals only from one that is known.
    """
    twin = next((code for code in queries.framework_set() if code != framework.code and code.casefold() == framework.code.casefold()), None)
    if twin is not None:
        raise BadInput(
            _(
                "The code %(code)s differs only in capitals from the framework %(other)s. Write %(other)s, or choose another code.",
                code=framework.code,
                other=twin,
            )
        )
    session().execute(sa.delete(UploadedFramework).where(UploadedFramework.uploaded_at < now() - KEPT_FOR))
    kept = UploadedFramework(
        file_name=file_name[-255:], content=framework_text(framework), counterparts=_links_text(links), uploaded_at=now(), uploaded_by=actor.id
    )
    session().add(kept)
    session().flush()
    return kept


def offer_shipped(code: str, *, actor: Person) -> UploadedFramework:
    """The shipped text of a framework as an upload, to be looked at and imported over the own version. NotFound for a code that is not shipped."""
    framework = shipped_frameworks().get(code)
    if framework is None:
        raise NotFound
    return keep(framework, _("as shipped"), actor=actor)


def take(kept: UploadedFramework, *, shown: str, actor: Person) -> FrameworkVersion:
    """Import a kept framework as its next version, with its rows of the cross-walk. `shown` is what `in_force` said when the preview was made.

    Without a difference in the framework itself its version stays. Raises FrameworkChanged when something else is in force by now, Refused when nothing
    would change and for a framework that is out of use.
    """
    framework = queries.from_text(kept.content)
    current = queries.framework_set().versions.get(framework.code)
    if in_force(framework.code) != shown:
        raise FrameworkChanged
    if current is not None and current.retired_at is not None:
        raise Refused(_("This framework is out of use. Take it into use again first, then import."))
    old, fingerprint = current.fingerprint if current else NEW, framework_fingerprint(framework)
    changed = replace_links(framework, kept_links(kept), actor=actor)
    if fingerprint == old and not changed:
        raise Refused(_("This workbook changes nothing: the framework is already as it stands there."))
    if fingerprint == old:
        drop(kept)
        return session().scalars(sa.select(FrameworkVersion).where(FrameworkVersion.code == framework.code).order_by(FrameworkVersion.number.desc())).all()[0]
    origin = Origin.SHIPPED if queries.shipped_fingerprints().get(framework.code) == fingerprint else Origin.OWN
    version = _store(framework, current.number + 1 if current else 1, origin, actor)
    drop(kept)
    audit.record(
        "framework.imported", actor=actor, role=HR, code=version.code, number=version.number, origin=str(version.origin), fingerprint=fingerprint, old=old
    )
    return version


def in_force(code: str) -> str:
    """What names the framework and its own rows of the cross-walk as they are now: `NEW`, or a fingerprint, with a digest of the rows where there are any."""
    current = queries.framework_set().versions.get(code)
    rows = seen_from(code, [(link, row.strength) for link, row in queries.own_rows().items()])
    digest = hashlib.sha256(json.dumps(sorted((*link, word) for link, word in rows.items())).encode()).hexdigest() if rows else ""
    return f"{current.fingerprint if current else NEW}{digest}"


def kept_links(kept: UploadedFramework) -> dict[Link, str] | None:
    """The rows of the cross-walk in an uploaded workbook; None where it says nothing of them."""
    return {Link(*row[:4]): row[4] for row in json.loads(kept.counterparts)} if kept.counterparts is not None else None


def _links_text(links: Mapping[Link, str] | None) -> str | None:
    return json.dumps([(*link, word) for link, word in links.items()], ensure_ascii=False) if links is not None else None


def require_own(code: str) -> queries.Version:
    """The framework in force; NotFound for an unknown code, Refused for one that comes with the product, which stays in use."""
    version = queries.version_in_force(code)
    if code in shipped_frameworks():
        raise Refused(_("This framework comes with the product and stays in use."))
    return version


def retire(code: str, reason: str, *, actor: Person) -> None:
    """Nobody is to choose this own framework any more. Vacancies and procedures that use it keep it."""
    version = require_own(code)
    if version.retired_at is not None:
        raise Refused(_("This framework is out of use already."))
    row = FrameworkRetirement(code=code, reason=reason, retired_at=now(), retired_by=actor.id)
    session().add(row)
    session().flush()
    audit.record("framework.retired", actor=actor, role=HR, code=code, retirement=row.id)


def take_up(code: str, *, actor: Person) -> None:
    """An own framework can be chosen again."""
    require_own(code)
    row = queries.retirement_of(code)
    if row is None:
        raise Refused(_("This framework is in use already."))
    row.returned_at, row.returned_by = now(), actor.id
    session().flush()
    audit.record("framework.returned", actor=actor, role=HR, code=code, retirement=row.id)


def drop(kept: UploadedFramework) -> None:
    """Forget an uploaded framework."""
    session().delete(kept)
    session().flush()


def _store(framework: Framework, number: int, origin: Origin, actor: Person | None) -> FrameworkVersion:
    version = FrameworkVersion(
        code=framework.code,
        number=number,
        fingerprint=framework_fingerprint(framework),
        content=framework_text(framework),
        origin=origin,
        made_at=now(),
        made_by=actor.id if actor else None,
    )
    session().add(version)
    session().flush()
    return version
