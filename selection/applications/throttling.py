"""How often people without an account may do something from one place, counted over an hour. Too often is answered with 429 and a sentence."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from selection.accounts.throttling import network_of
from selection.accounts.tokens import keyed_digest
from selection.applications.models import VisitorAttempt
from selection.db import later, now, session
from selection.errors import PageError
from selection.i18n import _

WITHIN = timedelta(hours=1)
REMEMBERED = timedelta(days=1)
MOST = {"begin": 100, "link": 20, "token": 60, "upload": 400}  # a school or library is one place for many people
MOST_MAILS = 3  # to one address


class TooOften(PageError):
    """Somebody does this too often from one place."""

    status = 429


def count(kind: str, address: str, *, about: str = "", secret: str = "") -> None:
    """Count one attempt from a network address; `TooOften` from the one on that is too many. `about` (an e-mail address) is kept as a keyed digest."""
    network = network_of(address)
    if _number(kind, VisitorAttempt.network == network) >= MOST[kind]:
        raise TooOften(_("Too much came from your network within an hour. Nothing was lost: wait an hour and try again, or ask us by e-mail or telephone."))
    note(kind, network, keyed_digest(about, secret) if about else "")


def note(kind: str, network: str, about: str = "") -> None:
    """Write an attempt down once the running transaction is over, kept or rolled back."""
    at = now()

    def write(own: Session) -> None:
        own.execute(sa.delete(VisitorAttempt).where(VisitorAttempt.at < at - REMEMBERED))
        own.add(VisitorAttempt(kind=kind, network=network, about=about, at=at))

    later(write)


def refuse_if_too_often(kind: str, address: str) -> None:
    """`TooOften` when there were too many attempts; counts nothing by itself."""
    if _number(kind, VisitorAttempt.network == network_of(address)) >= MOST[kind]:
        raise TooOften(_("Too much came from your network within an hour. Nothing was lost: wait an hour and try again, or ask us by e-mail or telephone."))


def may_mail(email: str, secret: str) -> bool:
    """Whether one more link may go to this address within the hour."""
    return _number("link", VisitorAttempt.about == keyed_digest(email, secret)) < MOST_MAILS


def _number(kind: str, where: sa.ColumnElement[bool]) -> int:
    wanted = sa.select(sa.func.count()).select_from(VisitorAttempt).where(VisitorAttempt.kind == kind, where, VisitorAttempt.at > now() - WITHIN)
    return session().scalar(wanted) or 0
