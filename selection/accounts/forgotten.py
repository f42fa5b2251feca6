"""A forgotten password: a link by mail for who has an account, the same answer for who has none, and never many in a row."""

import math
from datetime import timedelta

from selection import security
from selection.accounts import links
from selection.accounts.models import SignInAttempt
from selection.accounts.queries import account_by_email, newest_link
from selection.accounts.signing_in import attempts_of, forget_old
from selection.accounts.throttling import network_of, wait_left
from selection.accounts.tokens import keyed_digest
from selection.db import aside, now

QUIET = timedelta(minutes=5)  # between two links that one person asks for
PURPOSE = "a forgotten password"  # what is counted, per network, in the place of an address


def ask(email: str, *, address: str, secret: str, public_address: str) -> int:
    """Have a link sent to this address if it is that of an account; gives the seconds to wait when the network asked too often (nothing was done then).

    Whether there is an account shows in nothing that is answered.
    """
    digest, network = keyed_digest(PURPOSE, secret), network_of(address)
    with aside() as own:
        wait = wait_left(attempts_of(own, digest, network), now())
        if not wait:
            forget_old(own)
            own.add(SignInAttempt(email_digest=digest, address=network, at=now(), succeeded=False))
    if wait:
        security.note("link_slowed", address=network)
        return math.ceil(wait / timedelta(seconds=1))
    account = account_by_email(email)
    if account is not None and account.is_active:
        newest = newest_link(account.id)
        if newest is None or newest.created_by is not None or newest.created_at <= now() - QUIET:
            token = links.make(account, by=None, role="self")
            links.send(account, token, public_address=public_address)
    return 0
