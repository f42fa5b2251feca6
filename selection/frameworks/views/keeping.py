"""Own frameworks: out of use and back; and own rows of the cross-walk, added and removed at a competency."""

from uuid import UUID

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from selection.access import actor
from selection.errors import NotFound
from selection.frameworks import actions, linking
from selection.frameworks.crosswalk import Link
from selection.frameworks.forms import CounterpartForm, RetireForm
from selection.frameworks.queries import framework_set
from selection.frameworks.views.browsing import competency_page
from selection.frameworks.views.scope import Answer, blueprint
from selection.i18n import _
from selection.web.answers import done


@blueprint.route("/kader/<code>/buiten-gebruik", methods=["GET", "POST"])
def retire(code: str) -> Answer:
    """Take an own framework out of use, with a reason."""
    version, form = actions.require_own(code), RetireForm()
    if form.validate_on_submit():
        actions.retire(code, form.reason.data or "", actor=actor())
        return done(_("The framework is out of use. Vacancies and procedures that use it keep it."), url_for("frameworks.framework", code=code))
    page = render_template("frameworks/retire.html", version=version, form=form)
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/kader/<code>/in-gebruik")
def take_up(code: str) -> Response:
    """Take it into use again."""
    actions.take_up(code, actor=actor())
    return done(_("The framework can be chosen again."), url_for("frameworks.framework", code=code))


@blueprint.post("/kader/<code>/competentie/<competency_code>/tegenhangers")
def add_counterpart(code: str, competency_code: str) -> Answer:
    """Name a competency of another framework as counterpart."""
    form = CounterpartForm()
    form.offer(framework_set(), code)
    if not form.validate():
        return competency_page(code, competency_code, form), 422
    other_framework, _slash, other = form.other.data.partition("/")
    linking.add_link(Link(code, competency_code, other_framework, other), form.strength.data, actor=actor())
    return done(_("The counterpart was added."), _back(code, competency_code))


@blueprint.post("/kader/<code>/competentie/<competency_code>/tegenhangers/weg")
def remove_counterpart(code: str, competency_code: str) -> Response:
    """Take an own row out again."""
    try:
        row_id = UUID(request.form.get("row", ""))
    except ValueError:
        raise NotFound from None
    linking.remove_link(code, competency_code, row_id, actor=actor())
    return done(_("The counterpart was removed."), _back(code, competency_code))


def _back(code: str, competency_code: str) -> str:
    return f"{url_for('frameworks.competency', code=code, competency_code=competency_code)}#elders"
