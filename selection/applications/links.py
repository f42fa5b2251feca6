"""Private links: the address with which an applicant comes back, without an account. Only a digest of its token is kept."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from selection.accounts.tokens import new_token, token_hash
from selection.applications.models import Application, ApplicationLink
from selection.applications.states import Window
from selection.db import now, session

PATH = "/m/"
CONFIRM_FOR = timedelta(days=30)


def make(application: Application, *, mailed_to: str = "", until: Window | None = None) -> str:
    """A new link, as its token. `mailed_to`: the address to which it is sent, which whoever uses it is then known to have. With `until` it ends at the
    closing moment (a month from now without one), until the address is confirmed; otherwise it lasts as long as the application.
    """
    token = new_token()
    expires = None
    if until is not None:
        expires = until.last if until.last is not None and until.last > now() else now() + CONFIRM_FOR
    session().add(ApplicationLink(application_id=application.id, token_hash=token_hash(token), mailed_to=mailed_to, made_at=now(), expires_at=expires))
    session().flush()
    return token


def make_mailed(applications: Sequence[Application]) -> dict[UUID, str]:
    """A new link to the address of each of these applications, as its token by the id of the application; in one statement."""
    tokens = {one.id: new_token() for one in applications}
    session().add_all(
        ApplicationLink(application_id=one.id, token_hash=token_hash(tokens[one.id]), mailed_to=one.details.email, made_at=now()) for one in applications
    )
    session().flush()
    return tokens


def address_of(token: str, public_address: str) -> str:
    """The whole address, beginning with the public address of the settings, never with a host name that a request brought along."""
    return public_address.rstrip("/") + PATH + token


def find(token: str) -> tuple[Application, ApplicationLink] | None:
    """The application that the link opens, and the link; None when it opens nothing (any more)."""
    if not token.isascii() or len(token) > 100:
        return None
    wanted = sa.select(ApplicationLink).where(ApplicationLink.token_hash == token_hash(token))
    link = session().scalar(wanted)
    if link is None or (link.expires_at is not None and link.expires_at <= now()):
        return None
    return session().get_one(Application, link.application_id), link


def lasting(link: ApplicationLink) -> None:
    """The address is confirmed: from now on the link lasts as long as the application."""
    link.expires_at = None
