"""Passwords that were set with a link that somebody else made: the person is told, and the two are not two people of R21 for a while.

Whoever made a link may have used it too. So for `WEIGHS` the person with that password and the maker of the link do not approve each other's proposals and
are not each other's witness, until the person sets a password with a link that the maker did not make: one asked for by mail, or another colleague's.
Changing the password on the account page does not count, since whoever used the link can do that as well.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from selection.accounts.models import Account, OneTimeLink, UserSession
from selection.db import now, remembered, session
from selection.i18n import _, moment

WEIGHS = timedelta(days=14)
PlacesOf = Callable[[UUID], Sequence[UUID]]
_places: list[PlacesOf] = []


def register_places(places: PlacesOf) -> PlacesOf:
    """Have a higher level say in which procedures an account has a seat or task, so that what is done to its password stands in their logs."""
    if places not in _places:
        _places.append(places)
    return places


def places_of(account_id: UUID) -> list[UUID]:
    """Ids of the procedures in which somebody has a seat or task now."""
    return [procedure_id for places in _places for procedure_id in places(account_id)]


def close_to(account_id: UUID) -> Mapping[UUID, datetime]:
    """The other people with whom this person shares a link: who made one with which this person set the password that still stems from it, or the other
    way round; each with the last moment of its use. One query per unit of work.
    """
    return remembered(("close_to", account_id), lambda: _close_to(account_id))


def too_close(one: UUID, other: UUID, since: datetime) -> bool:
    """Whether the password of one of two people was set with a link of the other, not longer than `WEIGHS` before this moment (R21)."""
    used = close_to(one).get(other)
    return used is not None and used >= since - WEIGHS


def too_close_words(name: str) -> str:
    """Why somebody is no second person beside this one, and what to do."""
    return _(
        "Your password or that of %(name)s was set less than %(days)s days before with a link that the other made. Until then you two do not count as two "
        "people. Whoever got the link asks for a new one with “Forgotten your password?” and sets a password with it; or somebody else decides.",
        name=name,
        days=WEIGHS.days,
    )


def by_others(account: Account) -> Sequence[OneTimeLink]:
    """Links of colleagues with which the password of this person was set, the latest first."""
    wanted = sa.select(OneTimeLink).where(OneTimeLink.account_id == account.id, OneTimeLink.used_at.is_not(None), OneTimeLink.created_by != account.id)
    return session().scalars(wanted.options(joinedload(OneTimeLink.maker)).order_by(OneTimeLink.used_at.desc(), OneTimeLink.id)).all()


def to_tell(account: Account, *, first_too: bool = False) -> Sequence[str]:
    """What somebody who signs in is told, to be asked before the session begins: each renewal by a colleague's link, for as long as `WEIGHS` and in any case
    the first time after it. With `first_too` the first password as well, for who finds that it was set already.
    """
    told = []
    for link in by_others(account):
        if (
            link.used_at is not None
            and (first_too or link.purpose == "renew")
            and (link.used_at > now() - WEIGHS or _signed_in_since(account, link.used_at) <= 1)
        ):
            told.append(in_words(link))
    return told


def in_words(link: OneTimeLink) -> str:
    """When the password was set, and with whose link."""
    facts = {"moment": moment(link.used_at) if link.used_at is not None else "–", "name": link.maker.name if link.maker is not None else "–"}
    if link.purpose == "renew":
        return _(
            "Your password was renewed on %(moment)s with a link from %(name)s. Was that not you? Choose a new password and tell an administrator.", **facts
        )
    return _("Your first password was set on %(moment)s with a link from %(name)s.", **facts)


def _signed_in_since(account: Account, since: datetime | None) -> int:
    wanted = sa.select(sa.func.count()).select_from(UserSession).where(UserSession.account_id == account.id, UserSession.created_at >= since)
    return session().scalar(wanted) or 0


def _close_to(account_id: UUID) -> Mapping[UUID, datetime]:
    later = aliased(OneTimeLink)
    superseded = sa.exists().where(
        later.account_id == OneTimeLink.account_id, later.used_at > OneTimeLink.used_at, later.created_by.is_distinct_from(OneTimeLink.created_by)
    )
    wanted = sa.select(OneTimeLink.account_id, OneTimeLink.created_by, OneTimeLink.used_at).where(
        OneTimeLink.used_at.is_not(None), sa.or_(OneTimeLink.account_id == account_id, OneTimeLink.created_by == account_id), ~superseded
    )
    found: dict[UUID, datetime] = {}
    for holder, maker, used in session().execute(wanted):
        other = maker if holder == account_id else holder
        if used is not None and other is not None and other != account_id:
            found[other] = max(used, found.get(other, used))
    return found
