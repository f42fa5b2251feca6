"""Frameworks without levels: what is changed in `PLAIN`, the place that the problem then has, and its Dutch sentence."""

from tests.vacancies.examples import PLAIN, Fault

FAULTS = [
    Fault(
        code="levels_of_none",
        text=PLAIN,
        changes=[('levels_are = "none"', 'levels_are = "none"\nlevels = [{ code = "1", label = "Niveau 1" }]')],
        place="levels",
        what='het kader zegt levels_are = "none" en heeft toch niveaus. Schrap levels of pas levels_are aan.',
    ),
    Fault(
        code="level_of_none",
        text=PLAIN,
        changes=[("indicators", 'level = "1"\n  indicators')],
        place="competencies[0].levels[0].level (spreken > 1)",
        what='het kader zegt levels_are = "none", dus een competentie heeft één blok indicatoren zonder level. Schrap wat te veel is.',
    ),
    Fault(
        code="levels_missing",
        text=PLAIN,
        changes=[('"none"', '"required"'), ('  [[competencies.levels]]\n  indicators = ["Zegt wat gezegd moet worden."]\n', "")],
        place="levels",
        what='het kader zegt levels_are = "required" en heeft geen niveaus. Voeg [[levels]] toe met code en label.',
    ),
    Fault(
        code="short_list",
        text=PLAIN,
        changes=[
            (
                '[[competencies]]\ncode = "spreken"\nname = "Spreken"\n  [[competencies.levels]]\n  indicators = ["Zegt wat gezegd moet worden."]\n',
                "competencies = []\n",
            )
        ],
        place="competencies",
        what="de lijst is te kort. Geef er minstens 1.",
    ),
]
