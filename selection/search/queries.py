"""What is found, kind by kind. Every question goes through the procedures in which the person has a task at HR, archived ones too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from flask import url_for

from selection.accounts.models import Account
from selection.candidates.models import Candidate, CandidatePerson
from selection.db import session
from selection.i18n import _, date_short, sort_key_name
from selection.i18n.folding import Piece, fold, marked, words_of
from selection.letters.queries import reach_of
from selection.letters.words import occasion
from selection.mail.models import Letter
from selection.procedures.models import Procedure, Seat

MOST = 20
"""Hits of one kind on a page."""
LETTERS_READ = 2000
"""Letters are looked through from the newest back, so many at most."""


class Kind(StrEnum):
    """What can be found."""

    PROCEDURE = "procedure"
    CANDIDATE = "candidate"
    ASSESSOR = "assessor"
    LETTER = "letter"


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One thing that was found: its name with what was looked for marked, further words about it, and where it is."""

    name: Sequence[Piece]
    more: Sequence[Piece]
    where: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Found:
    """The hits of one kind; `total` may be more than are shown. `cut`: there is more of this kind than was looked through."""

    kind: Kind
    hits: Sequence[Hit]
    total: int
    cut: bool = False


def find(account: Account, text: str) -> list[Found]:
    """Everything in which each word of `text` occurs, regardless of accents and capitals. Kinds without a hit are left out, but for one that was not looked
    through wholly.
    """
    words = words_of(text)
    if not words:
        return []
    own = reach_of(account).procedures
    letters = _letters(account, own)
    found = [
        _found(Kind.PROCEDURE, words, _procedures(own.values())),
        _found(Kind.CANDIDATE, words, _candidates(own)),
        _found(Kind.ASSESSOR, words, _assessors(own)),
        replace(_found(Kind.LETTER, words, letters[:LETTERS_READ]), cut=len(letters) > LETTERS_READ),
    ]
    return [one for one in found if one.total or one.cut]


_Row = tuple[str, str, str, str]  # name, more, where, address


def _found(kind: Kind, words: Sequence[str], rows: Iterable[_Row]) -> Found:
    fitting = [row for row in rows if all(word in fold(f"{row[0]} {row[1]}") for word in words)]
    hits = [Hit(name=marked(name, words), more=marked(more, words), where=where, url=url) for name, more, where, url in fitting[:MOST]]
    return Found(kind=kind, hits=hits, total=len(fitting))


def _place(procedure: Procedure | None) -> str:
    return f"{procedure.title} {procedure.label}" if procedure is not None else ""


def _procedures(own: Iterable[Procedure]) -> list[_Row]:
    return [(one.title, one.label, _("Procedure"), url_for("procedures.overview", procedure_id=one.id)) for one in own]


def _candidates(own: dict[UUID, Procedure]) -> list[_Row]:
    person = CandidatePerson
    columns = (Candidate.id, Candidate.procedure_id, Candidate.code, person.given_name, person.family_name, person.email)
    wanted = sa.select(*columns).join(person, person.candidate_id == Candidate.id).where(Candidate.procedure_id.in_(own))
    rows = sorted(session().execute(wanted).all(), key=lambda row: sort_key_name(row.family_name, row.given_name))
    return [
        (
            f"{row.given_name} {row.family_name}",
            " ".join(part for part in (row.code, row.email) if part),
            _("Candidate in %(procedure)s", procedure=_place(own[row.procedure_id])),
            url_for("candidates.show", procedure_id=row.procedure_id, candidate_id=row.id),
        )
        for row in rows
    ]


def _assessors(own: dict[UUID, Procedure]) -> list[_Row]:
    """Who has or had a seat, once per procedure."""
    columns = (Seat.procedure_id, Account.id, Account.given_name, Account.family_name, Account.email, Account.function)
    wanted = sa.select(*columns).join(Account, Account.id == Seat.account_id).where(Seat.procedure_id.in_(own)).distinct()
    rows = sorted(session().execute(wanted).all(), key=lambda row: sort_key_name(row.family_name, row.given_name))
    return [
        (
            f"{row.given_name} {row.family_name}",
            " ".join(part for part in (row.function, row.email) if part),
            _("In the panel of %(procedure)s", procedure=_place(own[row.procedure_id])),
            url_for("procedures.panel", procedure_id=row.procedure_id),
        )
        for row in rows
    ]


def _letters(account: Account, own: dict[UUID, Procedure]) -> list[_Row]:
    """The newest letters, one more than is looked through: by subject, what they are for, reference and to whom."""
    columns = (Letter.id, Letter.procedure_id, Letter.event, Letter.subject, Letter.reference, Letter.name, Letter.address, Letter.asked_at)
    wanted = sa.select(*columns).where(reach_of(account).condition).order_by(Letter.seq.desc()).limit(LETTERS_READ + 1)
    return [
        (
            row.subject or _("Letter that is not worded yet"),
            " · ".join(part for part in (" ".join(filter(None, (row.reference, row.name, row.address))), occasion(row.event)) if part),
            " · ".join(part for part in (_("Letter of %(date)s", date=date_short(row.asked_at)), _place(own.get(row.procedure_id))) if part),
            url_for("letters.letter", letter_id=row.id),
        )
        for row in session().execute(wanted)
    ]
