"""Definitions that between them print every block of the regulation, and the text as somebody reads it."""

from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from random import Random
from typing import Any

from selection.regulation import Amendment, Composed, Demand, DemandKind, Facts, Words
from tests.generator.definitions import definition as generated
from vacancies import Definition, definition_from, shipped_definitions

SEEDS = range(60)
EFFECTS = ("leaves", "keeps", "last")


def read_aloud(text: Composed) -> str:
    """The text with its sections and paragraphs numbered."""
    lines = [text.title]
    for number, section in enumerate(text.sections, 1):
        lines += ["", f"{number}. {section.heading}", ""]
        lines += [f"{number}.{place} {paragraph.text}" for place, paragraph in enumerate(section.paragraphs, 1)]
    return "\n".join(lines) + "\n"


def data(**changes: Any) -> dict[str, Any]:
    """A written test of ten points, nothing more."""
    part = {"code": "proef", "title": "Proef", "points": 10}
    return {"code": "voorbeeld", "title": "Voorbeeld", "scheme": {}, "rounds": [{"code": "proef", "title": "Proef", "parts": [part]}]} | changes


def made(**changes: Any) -> Definition:
    """The same, as a definition."""
    return definition_from(data(**changes), name="voorbeeld.toml")


def with_reserve(months: int = 36, **answers: Any) -> Definition:
    """With a reserve: kinds of offer and what each answer does."""
    return made(scheme={"reserve": {"months": months, "answers": {kind.replace("_", "-"): effects for kind, effects in answers.items()}}})


def of_every_effect() -> Iterator[Definition]:
    """Reserves in which each answer does each thing: the same for every kind of offer, and another for each."""
    for number in range(3):
        rest = {"accepted": EFFECTS[number], "declined": EFFECTS[number - 1], "no_answer": EFFECTS[number - 2]}
        turned = {"accepted": EFFECTS[number - 1], "declined": EFFECTS[number - 2], "no_answer": EFFECTS[number]}
        yield with_reserve(24, bepaald=rest)
        yield with_reserve(12, bepaald=rest, iets_anders=turned)
    yield with_reserve(1)
    yield with_reserve(30, bepaald={"declined": "keeps"})
    yield made(scheme={"binding": False, "total_pass_mark": "10%", "reserve": {"months": 7}})


def of_application() -> Iterator[Definition]:
    """How to apply: a day, an hour, one document, several."""
    documents = [{"code": "cv", "name": "CV"}, {"code": "brief", "name": "Brief"}, {"code": "foto", "name": "Foto", "required": False}]
    yield made(application={"deadline": date(2027, 1, 31), "incomplete_refused": True, "documents": documents[:1], "contact": "hr@voorbeeld.example."})
    yield made(application={"deadline": datetime(2027, 1, 31, 12, 0), "documents": documents}, organisation="Stad Voorbeeld")  # noqa: DTZ001 (Belgian time)


def of_parts() -> Iterator[Definition]:
    """Parts that the generator does not make: dates, preparation, levels, one point, an English vacancy."""
    competencies = [
        {"framework": "maastricht", "competency": "samenwerken", "level": "oik-8-10"},
        {"framework": "lievegem", "competency": "coachen", "level": "3"},
        {"framework": "lievegem", "competency": "visie"},
    ]
    parts: list[dict[str, Any]] = [
        {"code": "een", "title": "Eerste", "points": 1, "pass_mark": "100%", "preparation": "Lees de nota.", "criteria": competencies[:1]},
        {"code": "twee", "title": "Tweede", "points": 20, "pass_mark": "0%", "blind": True, "criteria": competencies[:2]},
        {"code": "drie", "title": "Derde", "verdict": True, "criteria": competencies},
    ]
    rounds = [{"code": "alles", "title": "Alles", "dates": [date(2027, 1, 31), date(2027, 2, 1)], "parts": parts}]
    yield made(rounds=rounds, scheme={"total_pass_mark": "0%"})
    yield made(rounds=rounds, language="en")


def definitions() -> list[Definition]:
    """All of them."""
    seeded = [definition_from(generated(Random(seed)), name=f"{seed}.toml") for seed in SEEDS]  # noqa: S311 - no secret
    return [*shipped_definitions().values(), *seeded, *of_every_effect(), *of_application(), *of_parts()]


DEMANDS = (
    Demand(kind=DemandKind.MEMBERS, amount=Fraction(3)),
    Demand(kind=DemandKind.EXTERNAL, amount=Fraction(1, 3)),
    Demand(kind=DemandKind.GENDER, amount=Fraction(2, 3), target=True),
    *(Demand(kind=kind) for kind in (DemandKind.MANDATE, DemandKind.CHAIR, DemandKind.SECRETARY, DemandKind.OBSERVERS)),
)
AMENDMENTS = tuple(Amendment(kind=kind, on=date(2027, 5, 6), reason="Fout in de vraag") for kind in ("amended", "neutralised", "corrected"))
BARE = Facts(organisation="Voorbeeldbestuur")
FULL = Facts(
    organisation="Voorbeeldbestuur",
    appointing_authority=Words(nl="de gemeenteraad", en="the municipal council"),
    contact="jobs@voorbeeld.example",
    grace_minutes=5,
    demands=DEMANDS,
    amendments=AMENDMENTS,
    version=2,
    published_on=date(2027, 1, 4),
)
