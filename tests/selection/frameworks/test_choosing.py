"""What a vacancy takes over from a framework loads as part of a definition."""

from selection.frameworks.choosing import asked, asked_by_profile
from selection.frameworks.models import Origin
from selection.frameworks.queries import Version
from tests.factories import definition_data
from vacancies import definition_from, framework_fingerprint, shipped_frameworks


def version(code):
    framework = shipped_frameworks()[code]
    return Version(code=code, number=1, fingerprint=framework_fingerprint(framework), origin=Origin.SHIPPED, made_at=None, framework=framework)


def test_a_function_profile_becomes_the_competencies_of_a_definition():
    gids = version("maastricht")
    profile = next(one for one in gids.framework.profiles if one.code == "teammanager")
    entries = asked_by_profile(gids, profile, "oik-8-10")
    assert entries[0] == {"framework": "maastricht", "competency": "samenwerken", "level": "oik-8-10", "kind": "core"}
    definition = definition_from(definition_data(competencies=entries), name="proef")
    assert [one.code for one in definition.competencies] == [*profile.core, *profile.specific]
    assert {one.kind for one in definition.competencies} == {"core", "specific"}


def test_a_level_is_only_asked_where_a_function_asks_levels():
    ladder, without = version("woordenboek"), version("jaargesprekken")
    assert asked(ladder, ladder.framework.competencies[0], "1") == {"framework": "woordenboek", "competency": "analyseren"}
    assert asked(without, without.framework.competencies[0], "1") == {"framework": "jaargesprekken", "competency": "klantgericht"}
    one = version("lievegem")
    assert asked(one, one.framework.competency("coachen"), "9") == {"framework": "lievegem", "competency": "coachen"}
