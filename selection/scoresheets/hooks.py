"""What this level asks of higher ones. They register an answer at import (`hook.register(answer)`); without answers a question reads as "nothing"."""

from dataclasses import dataclass
from datetime import datetime

from selection.procedures.registry import Hook
from selection.scoresheets.content import Sheet
from selection.scoresheets.places import Place


@dataclass(frozen=True, kw_only=True)
class AskedBack:
    """What its writer can do about a submitted sheet that cannot be taken back alone, in words and addresses.

    `ask_url` is where reopening is asked, empty where it cannot be; `asked_at` and `reason` of the request that waits, with where it is withdrawn;
    `refused` says who refused the last one and when, with the reason in `answer`.
    """

    ask_url: str = ""
    asked_at: datetime | None = None
    reason: str = ""
    waits: str = ""
    withdraw_url: str = ""
    refused: str = ""
    answer: str = ""


# place, own submitted sheet that its writer cannot take back -> what the writer can do about it
asked_back: Hook[[Place, Sheet], AskedBack] = Hook()
