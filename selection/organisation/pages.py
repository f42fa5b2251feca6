"""What the pages of the settings show, put in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from selection.i18n import LANGUAGES, _, _n, language
from selection.organisation import queries
from selection.organisation.models import PageKind
from selection.organisation.queries import Organisation, PageText


@dataclass(frozen=True, kw_only=True)
class PageEntry:
    """A page of the organisation in the list of pages, with its text in each language."""

    kind: PageKind
    title: str
    texts: Sequence[PageText]


def page_title(kind: PageKind | str) -> str:
    """The title of a page in the reader's language."""
    return {
        PageKind.PRIVACY: _("Privacy"),
        PageKind.ACCESSIBILITY: _("Accessibility"),
        PageKind.SELECTING: _("How we select"),
        PageKind.CONSENT: _("Consent when applying"),
    }[PageKind(kind)]


def page_entries() -> list[PageEntry]:
    """Every page, with what is in force, in one query."""
    texts = queries.page_texts()
    return [PageEntry(kind=kind, title=page_title(kind), texts=[texts[kind, code] for code in LANGUAGES]) for kind in PageKind]


def setting_rows(part: str, about: Organisation) -> list[tuple[str, str]]:
    """(label, value) of what is set in a part; an empty value is a dash."""
    rows = {
        "gegevens": [
            (_("Name"), " · ".join(filter(None, (about.name, about.unit)))),
            (_("Postal address"), about.address.replace("\n", ", ")),
            (_("For questions"), " · ".join(filter(None, (about.contact_email, about.contact_phone)))),
            (_("Website"), about.website),
        ],
        "uiterlijk": [
            (_("Brand colour"), about.brand),
            (_("Text on it"), about.brand_on),
            (_("Logo"), _("%(width)s by %(height)s pixels", width=about.logo_width, height=about.logo_height) if about.logo else ""),
        ],
        "brieven": [
            (_("Sender"), " · ".join(filter(None, (about.sender_name, about.sender)))),
            (_("Answers go to"), about.reply_to),
            (_("Signature"), about.signature.replace("\n", ", ")),
            (_("Who decides"), about.deciding_body.spoken(language())),
            (_("Who appoints"), about.appointing_authority.spoken(language())),
            (_("Remedies"), _("own text") if about.appeal.nl else _("the standard text of the letters")),
        ],
        "kandidaturen": [
            (_("Grace after the deadline"), _n("%(num)s minute", "%(num)s minutes", about.grace_minutes) if about.grace_minutes else _("none")),
            (_("Age of an extract"), _n("at most %(num)s month", "at most %(num)s months", about.extract_months)),
        ],
    }
    return [(label, value or "–") for label, value in rows[part]]
