"""Reading frameworks: the list, a framework, a competency with its levels side by side, a function profile, and searching by word."""

from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from selection.access import actor
from selection.documents.workbook import XLSX
from selection.forms import normal_line
from selection.frameworks import pages, queries, searching, wording
from selection.frameworks.forms import CounterpartForm
from selection.frameworks.linking import rows_of
from selection.frameworks.queries import Version
from selection.frameworks.views.scope import blueprint
from selection.frameworks.workbook import framework_workbook
from selection.i18n import _, language
from selection.web.employer import employer_name
from vacancies import shipped_frameworks

_MOST_HITS = 50


@blueprint.get("/")
def index() -> str:
    """The frameworks in force."""
    known = queries.framework_set()
    lines = [(version, wording.levels_are(version.framework)) for version in known.versions.values()]
    groups = {"in_use": [line for line in lines if line[0].retired_at is None], "out_of_use": [line for line in lines if line[0].retired_at is not None]}
    return render_template("frameworks/index.html", groups=groups, **beside(None))


@blueprint.get("/zoeken")
def search() -> str | Response:
    """Competencies by word, in one framework or in all; without a word the framework itself."""
    known = queries.framework_set()
    chosen = known.versions.get(request.args.get("kader", ""))
    word = normal_line(request.args.get("woord", ""))[:100]
    if not word:
        return redirect(url_for("frameworks.framework", code=chosen.code) if chosen else url_for("frameworks.index"), 303)
    hits = searching.search([chosen] if chosen else known.offered.values(), word)
    return render_template("frameworks/search.html", hits=hits[:_MOST_HITS], total=len(hits), **beside(chosen, word=word))


@blueprint.get("/kader/<code>")
def framework(code: str) -> str:
    """A framework by cluster, with its function profiles and versions."""
    version = queries.version_in_force(code)
    rows = queries.versions_of(code)
    return render_template(
        "frameworks/framework.html",
        version=version,
        levels=wording.levels_are(version.framework),
        rows=rows,
        retirement=queries.retirement_of(code),
        may_retire=actor().is_hr and code not in shipped_frameworks(),
        shipped_differs=version.own and queries.shipped_fingerprints().get(code, version.fingerprint) != version.fingerprint,
        **beside(version),
    )


@blueprint.get("/kader/<code>/competentie/<competency_code>")
def competency(code: str, competency_code: str) -> str:
    """A competency: its levels side by side, its counterparts elsewhere, the function profiles that ask for it."""
    return competency_page(code, competency_code, CounterpartForm())


def competency_page(code: str, competency_code: str, form: CounterpartForm) -> str:
    """The page, with the form that names a counterpart as it was sent."""
    version, found = queries.competency_in_force(code, competency_code)
    cluster = next((cluster.name for cluster in version.framework.clusters if cluster.code == found.cluster), "")
    form.offer(queries.framework_set(), code)
    rows = {link: row.id for link, row in queries.own_rows().items()}
    return render_template(
        "frameworks/competency.html",
        version=version,
        competency=found,
        cluster=cluster,
        steps=pages.steps(version.framework, found),
        counterparts=pages.counterparts(queries.framework_set(), code, competency_code, queries.crosswalk_in_force(), rows),
        form=form,
        profiles=pages.profiles_with(version.framework, competency_code),
        **beside(version, current=competency_code),
    )


@blueprint.get("/kader/<code>/profiel/<profile_code>")
def profile(code: str, profile_code: str) -> str:
    """A function profile: what it asks for, with the texts of one level when one is chosen."""
    version, found = queries.profile_in_force(code, profile_code)
    level = version.framework.level(request.args.get("niveau"))
    groups = [(_("Core competencies"), found.core), (_("Specific competencies"), found.specific)]
    return render_template(
        "frameworks/profile.html",
        version=version,
        profile=found,
        level=level,
        groups=[(title, pages.profile_lines(version.framework, codes, level)) for title, codes in groups if codes],
        **beside(version),
    )


@blueprint.get("/kader/<code>/werkmap/<int:number>")
def workbook(code: str, number: int) -> Response:
    """One version of a framework as a workbook, to edit and import again."""
    row, framework = queries.version_numbered(code, number)
    note = _("%(title)s, version %(number)s", title=framework.title, number=number)
    content = framework_workbook(framework, rows_of(framework), language=language(), created=row.made_at, organisation=employer_name(), note=note)
    name = "".join(sign if sign.isascii() else "_" for sign in f"{code}-{number}.xlsx")
    return Response(content, mimetype=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"})


def beside(version: Version | None, *, current: str = "", word: str = "") -> dict[str, Any]:
    """What stands beside every page: the choice of a framework, the word, and the tree of the framework that is read."""
    known = queries.framework_set()
    return {
        "known": [one for one in known.versions.values() if one.retired_at is None or one is version],
        "chosen": version,
        "word": word,
        "tree": pages.branches(version.framework, current) if version else [],
        "current": current,
        "may_import": actor().is_hr,
        "shipped_codes": frozenset(shipped_frameworks()),
    }
