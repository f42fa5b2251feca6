"""Competency frameworks: what is changed in `FRAMEWORK`, the place that the problem then has, and its Dutch sentence."""

from tests.vacancies.examples import FRAMEWORK, Fault

FAULTS = [
    Fault(
        code="unknown_cluster",
        text=FRAMEWORK,
        changes=[('cluster = "kern"', 'cluster = "rand"')],
        place="competencies[0].cluster (luisteren)",
        what="de cluster rand staat niet bij clusters. Kies uit: kern.",
    ),
    Fault(
        code="rungs_missing",
        text=FRAMEWORK,
        changes=[('  [[competencies.levels]]\n  level = "2"\n  indicators = ["Hoort wat bedoeld wordt."]\n', "")],
        place="competencies[0].levels (luisteren)",
        what="de ladder is niet volledig: niveau 2 ontbreekt. Beschrijf elk niveau van het kader.",
    ),
    Fault(
        code="unknown_dimension",
        text=FRAMEWORK,
        changes=[('dimension = "A"', 'dimension = "B"')],
        place="competencies[0].levels[0].indicators[0].dimension (luisteren > 1)",
        what="de dimensie B staat niet bij de dimensies van deze competentie. Kies uit: A.",
    ),
    Fault(
        code="profile_competency",
        text=FRAMEWORK,
        changes=[('core = ["luisteren"]', 'core = ["spreken"]')],
        place="profiles[0].core[0] (onthaal)",
        what="het functieprofiel noemt de competentie spreken, maar het kader heeft die niet. Controleer de code.",
    ),
    Fault(
        code="level_not_listed",
        text=FRAMEWORK,
        changes=[('"anchors"', '"required"'), ('  level = "2"', '  level = "3"')],
        place="competencies[0].levels[1].level (luisteren > 3)",
        what="het niveau 3 staat niet bij levels. Kies uit: 1, 2.",
    ),
]
