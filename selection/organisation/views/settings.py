"""The settings: an overview, and a form per part."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flask import render_template, url_for

from selection.access import actor
from selection.errors import BadInput, Conflict
from selection.i18n import _, _l
from selection.organisation import actions, queries
from selection.organisation.forms import ApplyingForm, DetailsForm, LettersForm, LooksForm, SettingsForm
from selection.organisation.pages import page_entries, setting_rows
from selection.organisation.queries import Organisation
from selection.organisation.views.scope import Answer, blueprint
from selection.web.answers import done


@dataclass(frozen=True, kw_only=True)
class Part:
    """Settings that stand on one page."""

    title: Any
    lead: Any
    form: type[SettingsForm]


PARTS: dict[str, Part] = {
    "gegevens": Part(title=_l("Name and contact"), lead=_l("Stands on every page, in letters and in the information about a vacancy."), form=DetailsForm),
    "uiterlijk": Part(
        title=_l("Colours and logo"), lead=_l("Colour the band at the top of every page. Links and buttons keep their own tested colours."), form=LooksForm
    ),
    "brieven": Part(title=_l("Letters and decisions"), lead=_l("Fills the letters to candidates and panel members."), form=LettersForm),
    "kandidaturen": Part(title=_l("Applications"), lead=_l("Holds for every vacancy that says nothing else."), form=ApplyingForm),
}


@blueprint.get("/instellingen")
def index() -> str:
    """What is set now, with a way to change each part."""
    about = queries.organisation()
    parts = [(part, each.title, setting_rows(part, about)) for part, each in PARTS.items()]
    return render_template("organisation/index.html", parts=parts, pages=page_entries(), about=about)


@blueprint.route("/instellingen/<any(gegevens,uiterlijk,brieven,kandidaturen):part>", methods=["GET", "POST"])
def change(part: str) -> Answer:
    """Change one part of the settings."""
    about = queries.organisation()
    form = PARTS[part].form(data=_values(about))
    if not form.is_submitted():
        return _page(part, form, about)
    if not form.validate() or not form.readable():
        return _page(part, form, about), 422
    _same_version(about, form, part)
    if isinstance(form, LooksForm) and not _logo_taken(form):
        return _page(part, form, about), 422
    actions.save(actor(), form.settings)
    return done(_("The settings are saved."), url_for("organisation.index"))


def _logo_taken(form: LooksForm) -> bool:
    """Take or remove the logo; marks the field and gives False when the file is no logo."""
    file = form.logo.data
    try:
        if file and file.filename:
            actions.set_logo(actor(), file.read())
        elif form.without_logo.data:
            actions.set_logo(actor(), None)
    except BadInput as error:
        form.refuse("logo", error.message)
        return False
    return True


def _same_version(about: Organisation, form: SettingsForm, part: str) -> None:
    """Conflict with both texts when somebody else saved settings since the form was opened."""
    if form.seen == about.version:
        return
    stored, typed = _values(about), form.settings
    rows = [(str(field.label.text), str(typed[field.name]), _text(stored[field.name])) for field in form if field.name in typed]
    differing = [row for row in rows if row[1] != row[2]]
    raise Conflict("errors/conflict.html", message=_("Somebody changed this in the meantime."), rows=differing, back_url=url_for(".change", part=part))


def _page(part: str, form: SettingsForm, about: Organisation) -> str:
    each = PARTS[part]
    return render_template(f"organisation/{part}.html", form=form, part=part, part_title=each.title, part_lead=each.lead, about=about)


def _values(about: Organisation) -> dict[str, Any]:
    """The settings by the names of the fields."""
    values: dict[str, Any] = {name: getattr(about, name) for name in queries.SAME}
    for name in ("deciding_body", "appointing_authority", "reconsider_term", "appeal"):
        values |= {f"{name}_nl": getattr(about, name).nl, f"{name}_en": getattr(about, name).en}
    return values | {name: Fraction(values[name]) for name in ("grace_minutes", "extract_months")}


def _text(value: Any) -> str:
    return str(value)
