"""The small style sheet and the logo, for everybody; their addresses change when they do, so that browsers may keep them for ever."""

import sqlalchemy as sa
from flask import Response, make_response, url_for

from selection.db import session
from selection.errors import NotFound
from selection.organisation import queries
from selection.organisation.models import OrganisationSettings
from selection.organisation.views.scope import blueprint
from selection.web.assets import lasting

HEIGHT, WIDEST = 36, 160  # pixels in which a logo is shown


@blueprint.get("/organisatie/stijl.css")
def style() -> Response:
    """The variables of the style sheet that an organisation sets."""
    about = queries.organisation()
    variables = {"--org-brand": about.brand, "--org-brand-on": about.brand_on}
    if about.logo:
        variables["--org-logo-width"] = f"{min(WIDEST, max(1, round(HEIGHT * about.logo_width / about.logo_height)))}px"
        variables["--org-logo"] = f'url("{url_for("organisation.logo", v=about.logo[:16])}")'
    text = ":root {\n" + "".join(f"  {name}: {value};\n" for name, value in variables.items()) + "}\n"
    return lasting(make_response(text, 200, {"Content-Type": "text/css; charset=utf-8"}))


@blueprint.get("/organisatie/logo.png")
def logo() -> Response:
    """The logo, where there is one."""
    content = session().scalar(sa.select(OrganisationSettings.logo))
    if content is None:
        raise NotFound
    return lasting(make_response(content, 200, {"Content-Type": "image/png"}))
