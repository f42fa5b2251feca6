"""Acts on the organisation: changing settings, its logo, a page. Texts stand in ordinary rows; the trail holds which fields changed."""

import hashlib
from collections.abc import Mapping
from typing import Any

from selection import audit
from selection.access import Person
from selection.db import now, session
from selection.errors import BadInput, Refused
from selection.i18n import _, language
from selection.organisation.colours import MARK_NEEDS, SUN, TEXT_NEEDS, contrast, normal_colour, shown_ratio
from selection.organisation.models import ONLY, OrganisationPage, OrganisationSettings, PageKind
from selection.organisation.pictures import NoPicture, read_png
from selection.organisation.queries import Organisation, organisation, page_text, settings_row

audit.register(
    {
        "organisation.settings_changed": {"fields", "version"},
        "organisation.logo_changed": {"digest"},
        "organisation.page_changed": {"kind", "language", "number"},
    }
)
CHANGEABLE = frozenset(
    {
        *("name", "unit", "address", "contact_email", "contact_phone", "website", "brand", "brand_on", "sender_name", "sender", "reply_to", "signature"),
        *("grace_minutes", "extract_months", "deciding_body_nl", "deciding_body_en", "appointing_authority_nl", "appointing_authority_en"),
        *("reconsider_contact", "reconsider_term_nl", "reconsider_term_en", "appeal_nl", "appeal_en"),
    }
)


def save(actor: Person, values: Mapping[str, Any]) -> list[str]:
    """Change settings; gives the names of those that are other than before. KeyError for a setting that does not exist; BadInput for colours that
    cannot be read on each other.
    """
    if unknown := values.keys() - CHANGEABLE:
        raise KeyError(f"no such settings: {sorted(unknown)}")
    row = settings_row() or _first(actor)
    changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, values[name])
    if {"brand", "brand_on"} & set(changed) and (faults := colour_faults(row.brand, row.brand_on)):
        raise BadInput(" ".join(sentence for _field, sentence in faults))
    if changed or row.version is None:
        row.changed_at, row.changed_by = now(), actor.id
        session().flush()
        audit.record("organisation.settings_changed", actor=actor, role=_role(actor), fields=changed, version=row.version)
    return changed


def colour_faults(brand: str, brand_on: str) -> list[tuple[str, str]]:
    """(name of the setting, sentence) for colours (#rrggbb) that cannot be read: text on the brand, and the marker on it."""
    found = []
    words, marker = contrast(brand, brand_on), contrast(brand, SUN)
    if words < TEXT_NEEDS:
        sentence = _(
            "The text cannot be read on the brand colour: the contrast is %(ratio)s to 1 and has to be 4.5 to 1. Choose a lighter or darker colour.",
            ratio=_ratio(words),
        )
        found.append(("brand_on", sentence))
    if marker < MARK_NEEDS:
        sentence = _(
            "The yellow marker cannot be seen on the brand colour: the contrast is %(ratio)s to 1 and has to be 3 to 1. Choose a darker colour.",
            ratio=_ratio(marker),
        )
        found.append(("brand", sentence))
    return found


def read_colour(text: str) -> str:
    """A colour as somebody types it, as #rrggbb; BadInput with a sentence."""
    try:
        return normal_colour(text)
    except ValueError:
        raise BadInput(_("%(text)s is not a colour. Write it as six figures with a hash before them, like #0c4a53.", text=text[:40])) from None


def set_logo(actor: Person, content: bytes | None) -> None:
    """Take a PNG as logo, or none any more. BadInput with a sentence when it is no logo."""
    picture = None
    if content is not None:
        try:
            picture = read_png(content)
        except NoPicture as error:
            raise BadInput(_logo_fault(error.code)) from None
    row = settings_row() or _first(actor)
    row.logo = picture.content if picture else None
    row.logo_digest = hashlib.sha256(picture.content).hexdigest() if picture else ""
    row.logo_width, row.logo_height = (picture.width, picture.height) if picture else (0, 0)
    row.changed_at, row.changed_by = now(), actor.id
    session().flush()
    audit.record("organisation.logo_changed", actor=actor, role=_role(actor), digest=row.logo_digest)


def write_page(actor: Person, kind: PageKind, language: str, text: str, *, seen: int) -> OrganisationPage | None:
    """The next version of a page; None when the text is the one in force. Refused when another version came into force since `seen`, BadInput when empty."""
    current = page_text(kind, language)
    if current.number != seen:
        raise Refused(_("Somebody saved another version of this page meanwhile. Nothing of yours was saved yet: copy your text and open the page again."))
    if not text.strip():
        raise BadInput(_("The page cannot be empty. Write a text, or take the text that came with the product."))
    if text.strip() == current.text:
        return None
    row = OrganisationPage(kind=kind, language=language, number=current.number + 1, text=text.strip(), made_at=now(), made_by=actor.id)
    session().add(row)
    session().flush()
    audit.record("organisation.page_changed", actor=actor, role=_role(actor), kind=kind.value, language=language, number=row.number)
    return row


def _ratio(ratio: float) -> str:
    return shown_ratio(ratio) if language() == "en" else shown_ratio(ratio).replace(".", ",")


def _logo_fault(code: str) -> str:
    sentences = {
        "too_large": _("The file is larger than 500 kB. Make the picture smaller: it is shown at most 36 pixels high."),
        "no_png": _("This file is no PNG picture. Save the logo as PNG and choose that file."),
        "broken": _("This PNG is damaged or holds something else as well. Open the picture, save it as PNG again and choose that file."),
        "too_wide": _("The picture is more than 2000 pixels wide or high. Make it smaller: it is shown at most 36 pixels high."),
    }
    return sentences[code]


def _first(actor: Person) -> OrganisationSettings:
    """The row, with what held so far; stored with the first change."""
    plain: Organisation = organisation()
    row = OrganisationSettings(
        id=ONLY,
        **{name: getattr(plain, name) for name in CHANGEABLE if hasattr(plain, name)},
        changed_at=now(),
        changed_by=actor.id,
    )
    for name in ("deciding_body", "appointing_authority", "reconsider_term", "appeal"):
        words = getattr(plain, name)
        setattr(row, f"{name}_nl", words.nl)
        setattr(row, f"{name}_en", words.en)
    session().add(row)
    return row


def _role(actor: Person) -> str:
    return "hr" if actor.is_hr else "administrator"
