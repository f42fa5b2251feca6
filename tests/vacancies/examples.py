"""A small definition, framework and cross-walk, and how to break them in one place."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vacancies import DefinitionErrors, crosswalk_from, definition_from, framework_from, shipped_frameworks
from vacancies.kinds import Float

DEFINITION = """
code = "proef"
title = "Proefvacature"
framework = "lievegem"

[salary]
minimum = 4470
maximum = 6536

[scheme]
rounding = "0.01"
tie_break = ["interview"]

[scales.woorden]
labels = ["onvoldoende", "goed", "uitstekend"]
shares = ["0", "0,5", "1"]

[scales.tien]
max = "10"
step = "0.5"

[[rounds]]
code = "ronde-1"
title = "Eerste ronde"
dates = [2024-05-15]

  [[rounds.parts]]
  code = "gesprek"
  title = "Gesprek"
  points = 30
  scale = "tien"
  criteria = [
    { competency = "visie", level = "3", minimum = "5" },
    { topic = "motivatie", title = "Motivatie", weight = 2 },
  ]

  [[rounds.parts]]
  code = "interview"
  title = "Interview"
  points = 70

[[rounds]]
code = "ronde-2"
title = "Tweede ronde"

  [[rounds.parts]]
  code = "assessment"
  title = "Assessment"
  verdict = true
  criteria = [{ topic = "houding", title = "Houding" }]
"""

FRAMEWORK = """
code = "eigen"
title = "Eigen kader"
levels_are = "anchors"

[[levels]]
code = "1"
label = "Niveau 1"

[[levels]]
code = "2"
label = "Niveau 2"

[[clusters]]
code = "kern"
name = "Kern"

[[competencies]]
code = "luisteren"
name = "Luisteren"
cluster = "kern"
dimensions = [{ code = "A", name = "Aandacht" }]
  [[competencies.levels]]
  level = "1"
  indicators = [{ dimension = "A", text = "Hoort wat gezegd wordt." }]
  [[competencies.levels]]
  level = "2"
  indicators = ["Hoort wat bedoeld wordt."]

[[profiles]]
code = "onthaal"
name = "Onthaal"
core = ["luisteren"]
"""

PLAIN = """
code = "eigen"
title = "Eigen kader"
levels_are = "none"

[[competencies]]
code = "spreken"
name = "Spreken"
  [[competencies.levels]]
  indicators = ["Zegt wat gezegd moet worden."]
"""

CROSSWALK = """
[[groups]]
code = "G01"
name = "Netwerken"
members = [
  { framework = "lievegem", competency = "netwerken", strength = "exact" },
  { framework = "maastricht", competency = "werken-in-netwerken", strength = "near" },
]
"""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing made wrong in a text, and what the loader says of it."""

    code: str
    text: str
    changes: list[tuple[str, str]]
    place: str
    what: str

    def broken(self) -> str:
        """The text with the fault in it."""
        text = self.text
        for old, new in self.changes:
            text = changed(text, old, new)
        return text


def changed(text: str, old: str, new: str) -> str:
    """The text with its first `old` replaced, which must be there."""
    assert old in text, old
    return text.replace(old, new, 1)


def data_of(text: str) -> dict[str, Any]:
    """What the loader is given for a TOML text."""
    return tomllib.loads(text, parse_float=Float)


def complaints(text: str, language: str = "nl") -> list[str]:
    """The lines about a definition, framework or cross-walk that is called `proef.toml`; none when it is right."""
    return errors_of(data_of(text)).lines(language)


def errors_of(data: dict[str, Any]) -> DefinitionErrors:
    """The errors of the data, perhaps none."""
    try:
        if "groups" in data:
            crosswalk_from(data, name="proef.toml", frameworks=shipped_frameworks())
        elif "levels_are" in data:
            framework_from(data, name="proef.toml")
        else:
            definition_from(data, name="proef.toml")
    except DefinitionErrors as errors:
        return errors
    return DefinitionErrors("proef.toml", [])


def written(folder: Path, text: str | bytes, name: str = "proef.toml") -> Path:
    """A file with this text."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path
