"""Competencies that a definition names: looked up in its frameworks, with the level that is asked."""

from collections.abc import Mapping

from vacancies.definition import RequiredCompetency
from vacancies.frameworks import Competency, Framework
from vacancies.problems import Findings, listed
from vacancies.tables import Checked


class Competencies:
    """Looks up what a definition names, notes what the frameworks lack, and remembers what was used."""

    def __init__(self, table: Checked, frameworks: Mapping[str, Framework], found: Findings) -> None:
        self._frameworks = frameworks
        self._found = found
        self._given = "framework" in table.given
        self._default: str | None = table.get("framework")
        self.used: dict[str, set[str]] = {}
        if self._default is not None:
            self.used[self._default] = set()
            if self._default not in frameworks:
                found.add("unknown_framework", table.at("framework"), value=self._default, known=listed(frameworks))

    def asked(self, table: Checked) -> RequiredCompetency:
        """The competency that a table with `competency`, and perhaps `framework` and `level`, asks for; stand-ins where it has a problem."""
        code = table.get("competency", "")
        framework = self._framework(table)
        competency = framework.competency(code) if framework else None
        if framework and code and not competency:
            self._found.add("unknown_competency", table.at("competency"), value=code, framework=framework.code)
        level = self._level(table, framework, competency) if framework and competency else None
        if framework and competency:
            self.used.setdefault(framework.code, set()).add(code)
        return RequiredCompetency(
            framework=framework.code if framework else "",
            code=code,
            name=competency.name if competency else code,
            level=level,
            kind=table.get("kind"),
        )

    def _framework(self, table: Checked) -> Framework | None:
        if "framework" in table.given:
            code = table.get("framework")
            if code and code not in self._frameworks:
                self._found.add("unknown_framework", table.at("framework"), value=code, known=listed(self._frameworks))
            return self._frameworks.get(code)
        if not self._given:
            self._found.add("no_framework", table.at("competency"), known=listed(self._frameworks))
        return self._frameworks.get(self._default or "")

    def _level(self, table: Checked, framework: Framework, competency: Competency) -> str | None:
        """The level asked for.

        `none`: there is no level. `anchors`: the whole ladder is shown, and a level may mark the rung that is expected. `required`:
        the level is asked; it may be left out only where the competency has one level or none.
        """
        level: str | None = table.get("level")
        levels = [entry.code for entry in competency.levels if entry.code]
        if not levels:
            if "level" in table.given:
                self._found.add("level_of_none_asked", table.at("level"), competency=competency.code, framework=framework.code)
            return None
        if level and level not in levels:
            self._found.add("unknown_level", table.at("level"), value=level, competency=competency.code, framework=framework.code, known=listed(levels))
        if "level" not in table.given and framework.levels_are == "required":
            if len(levels) > 1:
                self._found.add("level_missing", table.at("level"), competency=competency.code, known=listed(levels))
            return levels[0]
        return level
