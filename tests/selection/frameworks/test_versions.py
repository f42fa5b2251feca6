"""Versions of frameworks: shipped ones are stored at start, an import adds one, none is ever changed, and a running procedure keeps its own."""

import json

import pytest
import sqlalchemy as sa

from selection.access import ROUTES, allowed
from selection.audit import AuditLine
from selection.db import session
from selection.errors import BadInput, NotFound, Refused
from selection.frameworks import actions, queries
from selection.frameworks.models import FrameworkVersion, Origin, UploadedFramework
from selection.procedures.actions import handling, rules
from selection.procedures.models import Procedure
from selection.procedures.queries import definition_of
from tests.factories import definition_data, make_definition
from tests.factories_accounts import make_person
from vacancies import definition_from, framework_data, framework_fingerprint, framework_from, shipped_frameworks

pytestmark = pytest.mark.db


def changed(code="maastricht", **facts):
    """A shipped framework with another title, and other names of competencies: `changed(samenwerken="Samen werken")`."""
    data = json.loads(json.dumps(framework_data(shipped_frameworks()[code])))
    data["title"] = "Eigen gids"
    for competency in data["competencies"]:
        competency["name"] = facts.get(competency["code"], competency["name"])
    return framework_from(data, name=code)


def imported(framework, actor):
    """The framework through upload and confirmation."""
    current = queries.framework_set().versions.get(framework.code)
    return actions.take(actions.keep(framework, "eigen.xlsx", actor=actor), shown=current.fingerprint if current else actions.NEW, actor=actor)


def stored():
    """(code, number, origin) of every version."""
    return sorted(session().execute(sa.select(FrameworkVersion.code, FrameworkVersion.number, FrameworkVersion.origin)).all())


def test_the_shipped_frameworks_are_stored_once(work, database):
    actions.take_shipped(database)
    assert actions.take_shipped(database) == 0
    with work(read_only=True):
        assert stored() == [(code, 1, "shipped") for code in sorted(shipped_frameworks())]
        known = queries.framework_set()
        assert {code: framework_fingerprint(framework) for code, framework in known.items()} == queries.shipped_fingerprints()
        assert all(version.made_at is not None and not version.own for version in known.versions.values())


def test_a_newer_shipped_text_becomes_a_version_but_never_over_an_own_one(work, database, monkeypatch):
    actions.take_shipped(database)
    with work():
        hr = make_person(is_hr=True)
        imported(changed("generiek"), hr)
    newer = {**shipped_frameworks(), "lievegem": changed("lievegem"), "generiek": changed("generiek", **{"in-team-werken": "Samen"})}
    for name in ("selection.frameworks.queries.shipped_frameworks", "selection.frameworks.actions.shipped_frameworks"):
        monkeypatch.setattr(name, lambda: newer)
    monkeypatch.setattr(queries, "shipped_fingerprints", lambda: {code: framework_fingerprint(framework) for code, framework in newer.items()})
    assert actions.take_shipped(database) == 1
    with work():
        assert [row for row in stored() if row[0] in ("generiek", "lievegem")] == [
            ("generiek", 1, "shipped"),
            ("generiek", 2, "own"),
            ("lievegem", 1, "shipped"),
            ("lievegem", 2, "shipped"),
        ]
        kept = actions.offer_shipped("generiek", actor=hr)
        version = actions.take(kept, shown=queries.version_in_force("generiek").fingerprint, actor=hr)
        assert (version.number, version.origin) == (3, Origin.SHIPPED)


def test_an_import_is_the_next_version_and_says_who(work, database):
    actions.take_shipped(database)
    with work():
        hr = make_person("Hanne", "Hofman", is_hr=True)
        version = imported(changed(samenwerken="Samen werken"), hr)
        assert (version.number, version.origin, version.made_by) == (2, Origin.OWN, hr.id)
        line = session().scalars(sa.select(AuditLine).where(AuditLine.action == "framework.imported")).one()
        assert (line.keys["code"], line.keys["number"], line.keys["old"]) == ("maastricht", 2, queries.shipped_fingerprints()["maastricht"])
        assert session().scalar(sa.select(sa.func.count()).select_from(UploadedFramework)) == 0
    with work(read_only=True):
        current = queries.version_in_force("maastricht")
        assert (current.own, current.framework.competency("samenwerken").name) == (True, "Samen werken")
        assert [row.maker.name if row.maker else None for row in queries.versions_of("maastricht")] == ["Hanne Hofman", None]
        first = queries.version_numbered("maastricht", 1)[1]
        assert first.competency("samenwerken").name == "Samenwerken"
        with pytest.raises(NotFound):
            queries.version_numbered("maastricht", 3)


def test_a_new_code_is_a_new_framework(work, database):
    actions.take_shipped(database)
    with work():
        hr = make_person(is_hr=True)
        own = {"code": "eigen", "title": "Eigen kader", "levels_are": "none", "competencies": [{"code": "durven", "name": "Durven"}]}
        imported(framework_from(own, name="eigen"), hr)
        data = definition_data(competencies=[{"framework": "eigen", "competency": "durven"}])
        assert definition_from(data, name="x", frameworks=queries.framework_set()).competencies[0].name == "Durven"
        with pytest.raises(BadInput) as caught:
            actions.keep(framework_from({**own, "code": "Eigen"}, name="eigen"), "x.xlsx", actor=hr)
        assert caught.value.message == (
            "De code Eigen verschilt alleen in hoofdletters van het kader eigen. Schrijf eigen, of kies een andere code."
        )  # fmt: skip


def test_what_is_not_as_shown_and_what_changes_nothing_is_not_imported(work, database, clock):
    actions.take_shipped(database)
    with work():
        hr, other = make_person(is_hr=True), make_person(is_hr=True)
        kept = actions.keep(changed(), "een.xlsx", actor=hr)
        with pytest.raises(NotFound):
            queries.kept_upload(kept.id, other)
        with pytest.raises(actions.FrameworkChanged):
            actions.take(kept, shown="", actor=hr)
        imported(changed(), other)
        with pytest.raises(actions.FrameworkChanged):
            actions.take(kept, shown=queries.shipped_fingerprints()["maastricht"], actor=hr)
        with pytest.raises(Refused) as caught:
            actions.take(kept, shown=queries.version_in_force("maastricht").fingerprint, actor=hr)
        assert caught.value.message == "Dit werkboek verandert niets: het kader is al zoals het daar staat."
        clock.forward(hours=25)
        actions.keep(changed("generiek"), "twee.xlsx", actor=hr)
        with pytest.raises(NotFound):
            queries.kept_upload(kept.id, hr)


def test_a_version_is_never_changed_or_removed(work, database, raw):
    actions.take_shipped(database)
    with raw.connect() as connection:
        for statement in ("UPDATE framework_version SET content = '{}'", "DELETE FROM framework_version"):
            with pytest.raises(sa.exc.DBAPIError, match="framework_version is append-only"):
                connection.exec_driver_sql(statement)
            connection.rollback()


COMPETENCY = {"framework": "maastricht", "competency": "samenwerken", "level": "oik-3-7"}


def asking(*more):
    """A definition that rates a competency."""
    data = definition_data(competencies=[COMPETENCY, *more])
    data["rounds"][0]["parts"][0]["criteria"].append(COMPETENCY)
    return data


def test_a_procedure_keeps_the_texts_with_which_it_started(work, database):
    actions.take_shipped(database)
    with work():
        hr = make_person(is_hr=True)
        running = handling.open_procedure(hr, definition=make_definition(asking()), year=2026, number=1)
        before = definition_of(running).frameworks
        imported(changed(samenwerken="Samen werken", luisteren="Horen"), hr)
        running_id = running.id
    with work(read_only=True):
        procedure = session().get_one(Procedure, running_id)
        definition = definition_of(procedure)
        assert definition.frameworks == before
        part = definition.scheme.rounds[0].parts[0]
        assert definition.described(part.criteria[-1]).competency.name == "Samenwerken"
        known = rules.frameworks_of(procedure)
        assert [known["maastricht"].competency(code).name for code in ("samenwerken", "luisteren")] == ["Samenwerken", "Horen"]
        more = {"framework": "maastricht", "competency": "luisteren", "level": "oik-3-7"}
        assert [asked.name for asked in definition_from(asking(more), name="x", frameworks=known).competencies] == ["Samenwerken", "Horen"]
        fresh = definition_from(asking(), name="x", frameworks=queries.framework_set())
        assert fresh.competencies[0].name == "Samen werken"


def test_only_hr_imports():
    people = {"hr": (True, False), "administrator": (False, True), "member": (False, False)}
    for endpoint in ("workbook", "import_framework", "import_preview", "drop_import", "take_shipped"):
        may = {name for name, (is_hr, is_administrator) in people.items() if allowed(ROUTES[f"frameworks.{endpoint}"], Holder(is_hr, is_administrator))}
        assert may == {"hr"}
    assert not allowed(ROUTES["frameworks.index"], None)


class Holder:
    """Somebody with these organisation roles."""

    def __init__(self, is_hr, is_administrator):
        self.id, self.is_hr, self.is_administrator = 1, is_hr, is_administrator
