"""How the acts of this subject read in the log of a procedure."""

from typing import Any

from selection.i18n import _, _l
from selection.procedures.log import Wording, register_wording


def _source(values: dict[str, Any]) -> dict[str, Any]:
    words = {"form": _("by the form"), "paper": _("on paper"), "mail": _("by mail")}
    return values | {"source": words.get(str(values.get("source")), "–"), "documents": len(values.get("documents") or [])}


def _fields(values: dict[str, Any]) -> dict[str, Any]:
    words = {
        "given_name": _("Given name"),
        "family_name": _("Family name"),
        "email": _("E-mail address"),
        "pending_email": _("E-mail address"),
        "telephone": _("Telephone"),
        "postal_address": _("Postal address"),
    }
    return values | {"fields": ", ".join(words.get(name, name) for name in values.get("fields") or [])}


register_wording(
    {
        "application.submitted": Wording(
            kind="candidates", text=_l("Application of %(candidate)s received %(source)s, with %(documents)s files."), prepare=_source
        ),
        "application.changed": Wording(kind="candidates", text=_l("Application of %(candidate)s changed: %(fields)s."), prepare=_fields),
        "application.address_confirmed": Wording(kind="candidates", text=_l("E-mail address of %(candidate)s confirmed.")),
        "application.document_added": Wording(kind="candidates", text=_l("File added to the application of %(candidate)s.")),
        "application.document_removed": Wording(kind="candidates", text=_l("File removed from the application of %(candidate)s.")),
        "application.withdrawn": Wording(kind="candidates", text=_l("%(candidate)s withdrew the application.")),
        "application.kept": Wording(kind="candidates", text=_l("%(candidate)s had applied twice; the last application was kept.")),
        "application.apart": Wording(kind="candidates", text=_l("%(candidate)s is not the same person as somebody of the same name.")),
        "accommodation.asked": Wording(kind="candidates", text=_l("%(candidate)s asked for accommodation, or changed what was asked.")),
        "accommodation.granted": Wording(kind="candidates", text=_l("Measure granted to %(candidate)s.")),
        "accommodation.ended": Wording(kind="candidates", text=_l("Measure of %(candidate)s ended.")),
    }
)
