"""Reads: the frameworks in force, their versions, and uploads that wait. Every function runs a fixed number of queries."""

import json
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from threading import Lock
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, undefer

from selection.access import Person
from selection.db import remembered, session
from selection.errors import NotFound
from selection.frameworks.crosswalk import Link, joined
from selection.frameworks.models import FrameworkCounterpart, FrameworkRetirement, FrameworkVersion, Origin, UploadedFramework
from selection.i18n import _
from vacancies import Competency, Crosswalk, Framework, Profile, framework_fingerprint, framework_from, shipped_crosswalk, shipped_frameworks

KEPT = 64  # frameworks kept read in a process
_parsed: OrderedDict[str, Framework] = OrderedDict()
_parsing = Lock()
_newest = sa.select(FrameworkVersion.code, sa.func.max(FrameworkVersion.number).label("number")).group_by(FrameworkVersion.code).subquery()
IN_FORCE = (
    sa.select(
        FrameworkVersion.id,
        FrameworkVersion.code,
        FrameworkVersion.number,
        FrameworkVersion.fingerprint,
        FrameworkVersion.origin,
        FrameworkVersion.made_at,
        FrameworkRetirement.retired_at,
    )
    .join(_newest, sa.and_(FrameworkVersion.code == _newest.c.code, FrameworkVersion.number == _newest.c.number))
    .outerjoin(FrameworkRetirement, sa.and_(FrameworkRetirement.code == FrameworkVersion.code, FrameworkRetirement.returned_at.is_(None)))
)


@dataclass(frozen=True, kw_only=True)
class Version:
    """A framework as one of its versions has it. Two are equal when code, number and content are; `made_at` is empty for what only the product knows yet.

    `retired_at`: since when nobody is to choose it any more.
    """

    code: str
    number: int
    fingerprint: str
    origin: Origin
    made_at: datetime | None = field(compare=False)
    framework: Framework = field(compare=False, repr=False)
    retired_at: datetime | None = field(default=None, compare=False)

    @property
    def own(self) -> bool:
        """Whether the organisation wrote it, also where it changes a shipped one."""
        return self.origin == Origin.OWN


class FrameworkSet(Mapping[str, Framework]):
    """The frameworks in force by code, as the loader of definitions takes them. Equal, and with one hash, when it holds the same versions."""

    def __init__(self, versions: Mapping[str, Version]) -> None:
        self.versions = dict(sorted(versions.items(), key=lambda pair: pair[1].framework.title.casefold()))
        self._key = tuple(sorted((version.code, version.fingerprint) for version in versions.values()))

    @property
    def offered(self) -> dict[str, Version]:
        """Those that can be chosen."""
        return {code: version for code, version in self.versions.items() if version.retired_at is None}

    def __getitem__(self, code: str) -> Framework:
        return self.versions[code].framework

    def __iter__(self) -> Iterator[str]:
        return iter(self.versions)

    def __len__(self) -> int:
        return len(self.versions)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FrameworkSet) and self._key == other._key


@cache
def shipped_fingerprints() -> Mapping[str, str]:
    """Fingerprint of what the product ships, by code."""
    return {code: framework_fingerprint(framework) for code, framework in shipped_frameworks().items()}


def framework_set() -> FrameworkSet:
    """The newest version of every framework. A shipped one that the table does not have yet is as the product has it."""
    return remembered("framework_set", _framework_set)


def _framework_set() -> FrameworkSet:
    found = {code: _shipped(code) for code in shipped_frameworks()}
    rows = session().execute(IN_FORCE).all()
    read = _read({row.id: row.fingerprint for row in rows})
    for row in rows:
        found[row.code] = Version(
            code=row.code,
            number=row.number,
            fingerprint=row.fingerprint,
            origin=row.origin,
            made_at=row.made_at,
            framework=read[row.fingerprint],
            retired_at=row.retired_at,
        )
    return FrameworkSet(found)


def _shipped(code: str) -> Version:
    fingerprint = shipped_fingerprints()[code]
    return Version(code=code, number=1, fingerprint=fingerprint, origin=Origin.SHIPPED, made_at=None, framework=shipped_frameworks()[code])


def _read(wanted: Mapping[UUID, str]) -> dict[str, Framework]:
    """Frameworks by fingerprint: those that the product ships and those read before are not read again. One query at most."""
    found = {fingerprint: shipped_frameworks()[code] for code, fingerprint in shipped_fingerprints().items()}
    with _parsing:
        found |= {fingerprint: _parsed[fingerprint] for fingerprint in wanted.values() if fingerprint in _parsed}
    lacking = [id_ for id_, fingerprint in wanted.items() if fingerprint not in found]
    if lacking:
        rows = session().execute(sa.select(FrameworkVersion.fingerprint, FrameworkVersion.content).where(FrameworkVersion.id.in_(lacking)))
        read = {fingerprint: from_text(content) for fingerprint, content in rows}
        found |= read
        with _parsing:
            _parsed.update(read)
            while len(_parsed) > KEPT:
                _parsed.popitem(last=False)
    return found


def from_text(content: str) -> Framework:
    """The framework that was stored as canonical JSON."""
    data = json.loads(content)
    return framework_from(data, name=str(data["code"]))


def version_in_force(code: str) -> Version:
    """The newest version of a framework. NotFound for a code that nobody knows."""
    version = framework_set().versions.get(code)
    if version is None:
        raise NotFound
    return version


def competency_in_force(code: str, competency_code: str) -> tuple[Version, Competency]:
    """A competency of a framework as it stands now. NotFound for either code that nobody knows."""
    version = version_in_force(code)
    competency = version.framework.competency(competency_code)
    if competency is None:
        raise NotFound
    return version, competency


def profile_in_force(code: str, profile_code: str) -> tuple[Version, Profile]:
    """A function profile of a framework as it stands now. NotFound for either code that nobody knows."""
    version = version_in_force(code)
    profile = next((one for one in version.framework.profiles if one.code == profile_code), None)
    if profile is None:
        raise NotFound
    return version, profile


def retirement_of(code: str) -> FrameworkRetirement | None:
    """That a framework is out of use, with who said so; None while it is in use."""
    wanted = sa.select(FrameworkRetirement).where(FrameworkRetirement.code == code, FrameworkRetirement.returned_at.is_(None))
    return session().scalar(wanted.options(joinedload(FrameworkRetirement.retirer)))


def own_rows() -> dict[Link, FrameworkCounterpart]:
    """The own rows of the cross-walk."""
    return remembered("framework_counterparts", _own_rows)


def _own_rows() -> dict[Link, FrameworkCounterpart]:
    wanted = sa.select(FrameworkCounterpart).where(FrameworkCounterpart.removed_at.is_(None)).order_by(FrameworkCounterpart.made_at, FrameworkCounterpart.id)
    return {Link(row.framework, row.competency, row.other_framework, row.other_competency): row for row in session().scalars(wanted)}


def crosswalk_in_force() -> Crosswalk:
    """The shipped cross-walk with the own rows."""
    return joined(shipped_crosswalk(), {link: row.strength for link, row in own_rows().items()})


def versions_of(code: str) -> list[FrameworkVersion]:
    """Every version of a framework with its maker, newest first, without its content."""
    wanted = sa.select(FrameworkVersion).where(FrameworkVersion.code == code).order_by(FrameworkVersion.number.desc())
    return list(session().scalars(wanted.options(joinedload(FrameworkVersion.maker))))


def version_numbered(code: str, number: int) -> tuple[FrameworkVersion, Framework]:
    """One version with its framework. NotFound for a number that never was."""
    wanted = sa.select(FrameworkVersion).where(FrameworkVersion.code == code, FrameworkVersion.number == number)
    row = session().scalar(wanted.options(undefer(FrameworkVersion.content)))
    if row is None:
        raise NotFound
    return row, from_text(row.content)


def kept_upload(upload_id: UUID, actor: Person) -> UploadedFramework:
    """A framework that this person uploaded. NotFound for any other, and once it was imported or dropped."""
    wanted = sa.select(UploadedFramework).where(UploadedFramework.id == upload_id, UploadedFramework.uploaded_by == actor.id)
    kept = session().scalar(wanted)
    if kept is None:
        raise NotFound(_("This workbook was imported or dropped already, or more than a day has passed. Upload it again."))
    return kept
