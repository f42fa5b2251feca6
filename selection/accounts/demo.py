"""The accounts of the demonstration, which its sign-in page lists. The demo registers them; outside it there are none."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app
from flask_babel.speaklater import LazyString

EXTENSION = "selection.demo_accounts"


@dataclass(frozen=True)
class DemoAccount:
    """Somebody to try the demo as: `who` says in a few words what they do (translated when shown)."""

    email: str
    password: str
    who: str | LazyString


def accounts() -> Sequence[DemoAccount]:
    """What the running application was given as `app.extensions[demo.EXTENSION]`."""
    found: Sequence[DemoAccount] = current_app.extensions.get(EXTENSION, ())
    return found
