"""How long somebody waits before the next attempt to sign in: slowed, never locked out.

Three counts, each of wrong passwords:

- for one account from one place: a free handful, then 2, 4, 8 ... seconds, at most a minute. A place is a network, or a device on which this person signed
  in before (`known_devices`): that one has a count of its own, so that whoever keeps trying from the same town hall never makes the person wait there;
- for one account from wherever, in the last hour: a second between two attempts for every thirty wrong passwords, at most ten;
- from one network for whatever account, in the last hour: a second for every hundred, at most ten.

The last two do not hold for a known device either. A right password after the wait signs in at once. A device that is new where somebody keeps trying may
meet that other's wait again and again; there a link by mail sets a password and makes the device known.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

FREE = 5
FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=1)
REMEMBERED = timedelta(hours=24)
LATELY = timedelta(hours=1)
PER_ACCOUNT, PER_NETWORK = 30, 100  # wrong passwords within `LATELY` for each second between attempts
STEP, LONGEST_STEP = timedelta(seconds=1), timedelta(seconds=10)


def delay(failures: int) -> timedelta:
    """The wait after this many wrong passwords in a row: none for the first four, then 2, 4, 8, ... seconds, at most a minute."""
    if failures < FREE:
        return timedelta(0)
    doublings = min(failures - FREE, 20)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def pace(failures: int, per_second: int) -> timedelta:
    """What lies between two attempts once there were this many wrong passwords lately: nothing at first, never more than ten seconds."""
    return min(STEP * (failures // per_second), LONGEST_STEP)


def pace_left(failures: int, last: datetime | None, now: datetime, per_second: int) -> timedelta:
    """What is left of it, given the moment of the last wrong password."""
    return max(last + pace(failures, per_second) - now, timedelta(0)) if last is not None else timedelta(0)


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
