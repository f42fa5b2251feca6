"""What the organisation is and says, for every subject above: `organisation()` and `page_text()`."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from flask import current_app, has_app_context
from sqlalchemy.orm import aliased, joinedload

from selection.config import Settings
from selection.db import remembered, session
from selection.i18n import LANGUAGES
from selection.organisation.models import ONLY, OrganisationPage, OrganisationSettings, PageKind

SHIPPED = Path(__file__).parent / "texts.toml"
BRAND, BRAND_ON = "#0c4a53", "#ffffff"
SAME = (
    *("name", "unit", "address", "contact_email", "contact_phone", "website", "brand", "brand_on", "logo_width", "logo_height", "version"),
    *("sender_name", "sender", "reply_to", "signature", "grace_minutes", "extract_months", "reconsider_contact"),
)


@dataclass(frozen=True, kw_only=True)
class Words:
    """A text in both languages; where the English one is empty the Dutch one stands in."""

    nl: str = ""
    en: str = ""

    def spoken(self, language: str) -> str:
        """The text in `nl` or `en`."""
        return self.en if language == "en" and self.en else self.nl


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """The organisation as every page, letter and document shows it.

    `address` and `signature` have a line per line. `contact_email`, `contact_phone`, `website`, `sender`, `sender_name` and `reply_to` are empty until
    somebody fills them in. `grace_minutes` is 0 without grace. `deciding_body` and `appointing_authority` come with their article, in lower case.
    `appeal` is the paragraph on remedies under a decision (empty: the letters' own standard text), `reconsider_contact` and `reconsider_term` are what that
    standard text names. `logo` is the digest of the logo, empty without one. `version` is 0 as long as nobody saved settings.
    """

    name: str
    unit: str = ""
    address: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    website: str = ""
    brand: str = BRAND
    brand_on: str = BRAND_ON
    logo: str = ""
    logo_width: int = 0
    logo_height: int = 0
    sender_name: str = ""
    sender: str = ""
    reply_to: str = ""
    signature: str = ""
    grace_minutes: int = 0
    extract_months: int = 3
    deciding_body: Words = Words(nl="het college van burgemeester en schepenen", en="the college of mayor and aldermen")
    appointing_authority: Words = Words(nl="de aanstellende overheid", en="the appointing authority")
    reconsider_contact: str = ""
    reconsider_term: Words = Words()
    appeal: Words = Words()
    version: int = 0

    @property
    def looks(self) -> str:
        """What the addresses of the style sheet change with; empty when nothing differs from what the product looks like."""
        if (self.brand, self.brand_on, self.logo) == (BRAND, BRAND_ON, ""):
            return ""
        return hashlib.sha256(" ".join((self.brand, self.brand_on, self.logo)).encode()).hexdigest()[:16]

    @property
    def contact(self) -> str:
        """The e-mail address or else the telephone number for questions; may be empty."""
        return self.contact_email or self.contact_phone

    def sender_at(self, host: str) -> str:
        """The address from which messages come: the one that the organisation set, else `noreply` at the public address with this host name."""
        return self.sender or f"noreply@{mail_domain(host)}"


def mail_domain(host: str) -> str:
    """A name that an address may end in; a bare number or `localhost` is not one everywhere."""
    return host if "." in host and not host.replace(".", "").isdigit() and ":" not in host else "localhost.localdomain"


@dataclass(frozen=True, kw_only=True)
class PageText:
    """A page of the organisation in one language. `number` is 0 and `made_at` None for the shipped text. `text` is plain, with the marks of `markup.py`."""

    kind: PageKind
    language: str
    number: int
    text: str
    made_at: datetime | None = None

    @property
    def version(self) -> str:
        """What names this text in a record, like `consent-nl-2`."""
        return f"{self.kind}-{self.language}-{self.number}"


def organisation(settings: Settings | None = None) -> Organisation:
    """The organisation now; one query per unit of work. Without saved settings: the name and unit of `settings` (else of the running application)."""
    return remembered(("organisation",), lambda: _read(settings))


def default_organisation(settings: Settings | None = None) -> Organisation:
    """The organisation of an installation where nobody saved settings, without asking the database."""
    if settings is None:
        settings = current_app.config["SETTINGS"] if has_app_context() else None
    return Organisation(name=settings.organisation, unit=settings.unit) if settings is not None else Organisation(name=Settings.organisation)


def settings_row() -> OrganisationSettings | None:
    """The row that an administrator or HR saved."""
    return session().get(OrganisationSettings, ONLY)


def page_text(kind: PageKind | str, language: str) -> PageText:
    """The text in force: the newest version, else the shipped one."""
    wanted = PageKind(kind)
    row = session().scalars(_versions(wanted, language).limit(1)).first()
    if row is None:
        return shipped_page(wanted, language)
    return PageText(kind=wanted, language=language, number=row.number, text=row.text, made_at=row.made_at)


def page_texts() -> dict[tuple[PageKind, str], PageText]:
    """Every page in every language, as it is in force, in one query."""
    other = aliased(OrganisationPage)
    last = sa.select(sa.func.max(other.number)).where(other.kind == OrganisationPage.kind, other.language == OrganisationPage.language)
    newest = sa.select(OrganisationPage).where(OrganisationPage.number == last.scalar_subquery())
    found = {(kind, code): shipped_page(kind, code) for kind in PageKind for code in LANGUAGES}
    for row in session().scalars(newest):
        kind = PageKind(row.kind)
        found[kind, row.language] = PageText(kind=kind, language=row.language, number=row.number, text=row.text, made_at=row.made_at)
    return found


def page_versions(kind: PageKind, language: str) -> list[OrganisationPage]:
    """Every version that was saved, newest first, each with its maker."""
    return list(session().scalars(_versions(kind, language).options(joinedload(OrganisationPage.maker))))


def shipped_page(kind: PageKind, language: str) -> PageText:
    """The text that comes with the product."""
    return PageText(kind=kind, language=language, number=0, text=_shipped()[kind][language].strip())


def filled(text: str, about: Organisation, language: str) -> str:
    """A page's text with its four words in braces filled in; other braces stay as they are."""
    reach = " · ".join(part for part in (about.contact_email, about.contact_phone) if part)
    otherwise = {"nl": "onze personeelsdienst", "en": "our HR department"}[language]
    words = {"organisation": about.name, "address": about.address, "contact": reach or otherwise, "website": about.website}
    for name, value in words.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _versions(kind: PageKind, language: str) -> sa.Select[OrganisationPage]:
    chosen = sa.select(OrganisationPage).where(OrganisationPage.kind == kind, OrganisationPage.language == language)
    return chosen.order_by(OrganisationPage.number.desc())


def _read(settings: Settings | None) -> Organisation:
    row = settings_row()
    if row is None:
        return default_organisation(settings)
    return Organisation(
        **{name: getattr(row, name) for name in SAME},
        logo=row.logo_digest,
        deciding_body=Words(nl=row.deciding_body_nl, en=row.deciding_body_en),
        appointing_authority=Words(nl=row.appointing_authority_nl, en=row.appointing_authority_en),
        reconsider_term=Words(nl=row.reconsider_term_nl, en=row.reconsider_term_en),
        appeal=Words(nl=row.appeal_nl, en=row.appeal_en),
    )


@cache
def _shipped() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
