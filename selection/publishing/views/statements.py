"""The organisation's own pages for everybody: privacy, accessibility, how it selects."""

from flask import Response, render_template

from selection.i18n import language
from selection.organisation import markup, queries
from selection.organisation.models import PageKind
from selection.organisation.pages import page_title
from selection.publishing.views.scope import answered, blueprint


@blueprint.get("/privacy")
def privacy() -> Response:
    """The privacy notice."""
    return answered(lambda: _statement(PageKind.PRIVACY))


@blueprint.get("/toegankelijkheid")
def accessibility() -> Response:
    """The accessibility statement."""
    return answered(lambda: _statement(PageKind.ACCESSIBILITY))


@blueprint.get("/zo-selecteren-we")
def selecting() -> Response:
    """How the organisation selects."""
    return answered(lambda: _statement(PageKind.SELECTING))


def _statement(kind: PageKind) -> str:
    shown = queries.page_text(kind, language())
    text = queries.filled(shown.text, queries.organisation(), shown.language)
    return render_template("vacancies/statement.html", title=page_title(kind), shown=shown, blocks=markup.blocks(text))
