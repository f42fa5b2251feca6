"""What this level asks of higher ones. They register an answer at import; without answers a question reads as "no"."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from selection.accounts.models import Account
from selection.candidates.models import Candidate
from selection.procedures.models import Procedure
from selection.procedures.registry import Hook


@dataclass(frozen=True, kw_only=True)
class Told:
    """Something that stands on an applicant's private page: a heading, lines of text, a list of what the vacancy says (in its language `tongue`), each
    with a remark, and a way on.
    """

    title: str
    lines: Sequence[str]
    items: Sequence[tuple[str, str]] = ()
    tongue: str = "nl"
    url: str = ""
    link: str = ""


# account, procedure, candidate -> whether this person may not know who the candidate is yet (a part is sifted blind)
blind: Hook[[Account, Procedure, Candidate], bool] = Hook()
# candidate id, token of the private link -> what higher levels tell the candidate on the private page (an appointment, a letter, a result)
private_page: Hook[[UUID, str], Sequence[Told]] = Hook()
