"""What this level asks of higher ones. They register an answer at import; without answers a question reads as "no"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
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
# procedure id, candidate id (None: every candidate) -> by candidate and code of the document: when HR saw a document whose file was removed for that reason
seen: Hook[[UUID, UUID | None], Mapping[UUID, Mapping[str, datetime]]] = Hook()
# candidate who gives way to a later application of the same person -> why that cannot be yet, in words; empty when it can
held: Hook[[UUID], str] = Hook()
# candidate who gives way, candidate who stays, codes of documents that the latter sent -> None: higher levels take along what they noted
taking_over: Hook[[UUID, UUID, frozenset[str]], None] = Hook()
# candidate id, token of the private link -> what higher levels tell the candidate on the private page (an appointment, a letter, a result)
private_page: Hook[[UUID, str], Sequence[Told]] = Hook()
