"""A competency as the procedure keeps it: read beside a sheet or the rules, whatever version of its framework came since."""

from uuid import UUID

from selection.errors import NotFound
from selection.frameworks import pages
from selection.procedures.queries import definition_of
from selection.procedures.views.scope import blueprint, for_anybody, shown


@blueprint.get("/procedures/<uuid:procedure_id>/competenties/<framework_code>/<competency_code>", endpoint="competency")
def competency_page(procedure_id: UUID, framework_code: str, competency_code: str) -> str:
    """Every level of a competency of this procedure side by side. NotFound for one that the procedure does not use."""
    scope = for_anybody(procedure_id)
    definition = definition_of(scope[0])
    framework = definition.frameworks.get(framework_code)
    found = framework.competency(competency_code) if framework is not None else None
    if framework is None or found is None:
        raise NotFound
    named = [(one.framework, one.code, one.level) for one in definition.competencies]
    named += [(one.framework or "", one.code, one.level) for part in definition.scheme.parts for one in part.criteria]
    asked = {level for code, competency, level in named if (code, competency) == (framework_code, competency_code)}
    return shown(
        "procedures/competency.html",
        scope,
        "rules",
        framework=framework,
        competency=found,
        steps=pages.steps(framework, found),
        asked={level.label for level in framework.levels if level.code in asked},
    )
