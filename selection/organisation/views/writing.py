"""The organisation's own pages: writing them, and every version that was."""

from typing import Any

from flask import render_template, url_for

from selection.access import actor
from selection.errors import BadInput, NotFound, Refused
from selection.i18n import _, language
from selection.organisation import actions, markup, queries
from selection.organisation.forms import PageForm
from selection.organisation.models import PageKind
from selection.organisation.pages import page_title
from selection.organisation.queries import PageText, filled
from selection.organisation.views.scope import Answer, blueprint
from selection.web.answers import done

PLACE = "/instellingen/paginas/<any(privacy,accessibility,selecting,consent):subject>/<any(nl,en):tongue>"


@blueprint.route(PLACE, methods=["GET", "POST"])
def page(subject: str, tongue: str) -> Answer:
    """Write a page in one language; a look at it as visitors see it stands beside."""
    kind, current = PageKind(subject), queries.page_text(subject, tongue)
    form = PageForm(data={"number": current.number, "text": current.text})
    if form.is_submitted():
        if not form.validate():
            return _page(form, current), 422
        try:
            row = actions.write_page(actor(), kind, tongue, form.text.data, seen=form.seen)
        except (BadInput, Refused) as error:
            form.refuse("text", error.message)
            return _page(form, current), 422
        said = _("Version %(number)s is in force.", number=row.number) if row else _("Nothing was changed: this text is in force already.")
        return done(said, url_for("organisation.page", subject=subject, tongue=tongue))
    return _page(form, current)


@blueprint.get(PLACE + "/<int:number>")
def page_version(subject: str, tongue: str, number: int) -> str:
    """A version as it was, also the text that came with the product (0)."""
    kind = PageKind(subject)
    versions = {row.number: row for row in queries.page_versions(kind, tongue)}
    if number != 0 and number not in versions:
        raise NotFound
    row = versions.get(number)
    shown = queries.shipped_page(kind, tongue) if row is None else PageText(kind=kind, language=tongue, number=number, text=row.text, made_at=row.made_at)
    return render_template("organisation/version.html", **_about(shown), row=row, newest=max(versions, default=0))


def _page(form: PageForm, current: PageText) -> str:
    versions = queries.page_versions(current.kind, current.language)
    return render_template("organisation/page.html", form=form, versions=versions, **_about(current))


def _about(shown: PageText) -> dict[str, Any]:
    text = filled(shown.text, queries.organisation(), shown.language)
    return {"shown": shown, "blocks": markup.blocks(text), "page_title": page_title(shown.kind), "reader": language()}
