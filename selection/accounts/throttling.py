"""How long somebody waits before the next attempt to sign in.

The wait grows with each wrong password for one account from one network, and fades: a colleague at another network never waits for what an attacker
does, and a right password after the wait signs in at once. Nobody is locked out.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

FREE = 5
FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=15)
REMEMBERED = timedelta(hours=24)


def delay(failures: int) -> timedelta:
    """The wait after this many wrong passwords in a row: none for the first four, then 2, 4, 8, ... seconds, at most 15 minutes."""
    if failures < FREE:
        return timedelta(0)
    doublings = min(failures - FREE, 20)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def wait_left(attempts: Sequence[tuple[datetime, bool]], now: datetime) -> timedelta:
    """What is left to wait, given the attempts (moment, succeeded), newest first; those before the last success or older than a day do not count."""
    failures: list[datetime] = []
    for at, succeeded in attempts:
        if succeeded or at <= now - REMEMBERED:
            break
        failures.append(at)
    if not failures:
        return timedelta(0)
    return max(failures[0] + delay(len(failures)) - now, timedelta(0))


def network_of(address: str) -> str:
    """What counts as one place: an IPv4 address, or the /64 network that one household or office has in IPv6."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address[:45]
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(IPv6Address(int(parsed) >> 64 << 64))
    return str(parsed)
