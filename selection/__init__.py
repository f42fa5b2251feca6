"""Selection procedures of a public employer, from a vacancy definition to a ranking that can be checked."""

from pathlib import Path

from jinja2 import StrictUndefined

from selection import access, db, errors, i18n, web
from selection.accounts import views as accounts_views
from selection.admission import views as admission_views
from selection.applications import views as applications_views
from selection.building import views as building_views
from selection.candidates import views as candidates_views
from selection.config import Settings
from selection.db import migrations, triggers
from selection.db.session import Clock, Database, system_clock
from selection.exports import views as exports_views
from selection.frameworks import views as frameworks_views
from selection.letters import views as letters_views
from selection.organisation import views as organisation_views
from selection.planning import views as planning_views
from selection.procedures import views as procedures_views
from selection.publishing import views as publishing_views
from selection.reserves import views as reserves_views
from selection.results import views as results_views
from selection.rounds import views as rounds_views
from selection.scoresheets import views as scoresheets_views
from selection.search import views as search_views

TEMPLATES = Path(__file__).parent.parent / "templates"

# Each subject's module with `register(app)`: blueprints, template globals, and (accounts) the loader of `g.account`. In this order.
SUBJECTS: tuple[object, ...] = (
    accounts_views,
    organisation_views,
    frameworks_views,
    building_views,
    procedures_views,
    publishing_views,
    candidates_views,
    applications_views,
    admission_views,
    scoresheets_views,
    planning_views,
    results_views,
    rounds_views,
    reserves_views,
    exports_views,
    letters_views,
    search_views,
)


def create_app(settings: Settings, clock: Clock | None = None) -> web.Application:
    """The application on a database that is upgraded already; `RuntimeError` when it is not, `UnsafeSettings` for settings that it may not run with."""
    settings.refuse_unsafe()
    app = web.Application("selection", template_folder=str(TEMPLATES), static_folder="static")
    app.settings, app.database = settings, _checked(Database(settings.database_url, clock or system_clock))
    web.configure(app, settings)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(settings=settings, now=db.now)
    i18n.register(app)
    errors.register(app)
    web.register(app)
    for subject in SUBJECTS:
        subject.register(app)  # type: ignore[attr-defined]
    web.guard.register(app)
    procedures_views.ended.register(app)
    return app


def _checked(database: Database) -> Database:
    try:
        with database.read_engine.connect() as connection:
            migrations.require_current(connection)
            triggers.require(connection)
    except BaseException:
        database.dispose()
        raise
    return database


__all__ = ["Settings", "access", "create_app"]
