"""Acts on frameworks: take what the product ships into the table, keep an upload, import what its preview showed, drop it."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from selection import audit
from selection.access import Person
from selection.db import Database, now, session, unit_of_work
from selection.errors import BadInput, NotFound, Refused
from selection.frameworks import queries
from selection.frameworks.models import FrameworkVersion, Origin, UploadedFramework
from selection.i18n import _
from vacancies import Framework, framework_fingerprint, framework_text, shipped_frameworks

audit.register({"framework.imported": {"code", "number", "origin", "fingerprint", "old"}})
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


def keep(framework: Framework, file_name: str, *, actor: Person) -> UploadedFramework:
    """Keep a framework until its import is confirmed or dropped; those that nobody answered for within a day go.

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
    kept = UploadedFramework(file_name=file_name[-255:], content=framework_text(framework), uploaded_at=now(), uploaded_by=actor.id)
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
    """Import a kept framework as its next version. `shown` is the fingerprint of the version that the preview compared with, `NEW` without one.

    Raises FrameworkChanged when that is no longer in force, Refused when nothing would change.
    """
    framework = queries.from_text(kept.content)
    current = queries.framework_set().versions.get(framework.code)
    old = current.fingerprint if current else NEW
    if old != shown:
        raise FrameworkChanged
    fingerprint = framework_fingerprint(framework)
    if fingerprint == old:
        raise Refused(_("This workbook changes nothing: the framework is already as it stands there."))
    origin = Origin.SHIPPED if queries.shipped_fingerprints().get(framework.code) == fingerprint else Origin.OWN
    version = _store(framework, current.number + 1 if current else 1, origin, actor)
    drop(kept)
    audit.record(
        "framework.imported", actor=actor, role="hr", code=version.code, number=version.number, origin=str(version.origin), fingerprint=fingerprint, old=old
    )
    return version


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
