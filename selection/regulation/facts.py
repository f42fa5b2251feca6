"""What the text needs beside the definition: who the organisation is, what it asks of a panel, and what became of the rules since."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction


@dataclass(frozen=True, kw_only=True)
class Words:
    """A text in both languages."""

    nl: str
    en: str

    def spoken(self, language: str) -> str:
        """The text in `nl` or `en`; the Dutch one where there is no English."""
        return self.en if language == "en" and self.en else self.nl


APPOINTING = Words(nl="de aanstellende overheid", en="the appointing authority")


class DemandKind(StrEnum):
    """What can be asked of the composition of a panel."""

    MEMBERS = "members"
    EXTERNAL = "external"
    GENDER = "gender"
    MANDATE = "mandate"
    CHAIR = "chair"
    SECRETARY = "secretary"
    OBSERVERS = "observers"


@dataclass(frozen=True, kw_only=True)
class Demand:
    """One rule on the composition (samenstellingsregel). `amount`: least number of members, or a share; `target` makes it a streefregel."""

    kind: DemandKind
    amount: Fraction = Fraction(0)
    target: bool = False


@dataclass(frozen=True, kw_only=True)
class Amendment:
    """A change after publication (R17); `kind` is `amended`, `neutralised` or `corrected`."""

    kind: str
    on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The facts at one moment. `organisation` counts where the definition names none, and so does `contact`.

    `appointing_authority` has its article, in lower case. `version` is 0 as long as the rules are not published; `published_on` is the day of this version.
    """

    organisation: str = ""
    appointing_authority: Words = APPOINTING
    contact: str = ""
    grace_minutes: int = 0
    demands: tuple[Demand, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    version: int = 0
    published_on: date | None = None
