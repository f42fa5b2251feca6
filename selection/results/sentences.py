"""R18: one function turns a step of the engine into a sentence, in Dutch and in English. Screen, workbook, JSON and letters use it; none words its own."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scoring import Scheme, Status, Step
from scoring.numbers import decimals_of, fixed, parse_number

LANGUAGES = ("nl", "en")
_FIGURE = re.compile(r"-?[0-9]+(\.[0-9]+)?…?%?")
_COUNTS = {
    "nl": ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"),
    "en": ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
}
_NONE = {"nl": "geen", "en": "none"}
_AND = {"nl": " en ", "en": " and "}
_STATUS = {
    "nl": {
        Status.PENDING: "nog open",
        Status.RANKED: "gerangschikt",
        Status.FAILED_PART: "niet geslaagd",
        Status.UNSUITABLE: "ongeschikt",
        Status.BELOW_TOTAL: "onder het vereiste totaal",
        Status.ABSENT: "afwezig",
        Status.WITHDRAWN: "teruggetrokken",
        Status.EXCLUDED: "uitgesloten",
    },
    "en": {
        Status.PENDING: "pending",
        Status.RANKED: "ranked",
        Status.FAILED_PART: "not passed",
        Status.UNSUITABLE: "unsuitable",
        Status.BELOW_TOTAL: "below the total",
        Status.ABSENT: "absent",
        Status.WITHDRAWN: "withdrawn",
        Status.EXCLUDED: "excluded",
    },
}

Facts = Callable[[Step], Mapping[str, str]]
"""What the record knows beside the figures: dates, sources and reasons for a step, by placeholder of the sentence."""


def no_facts(step: Step) -> Mapping[str, str]:
    """A record without dates, sources and reasons (a scores file)."""
    return {}


@dataclass(frozen=True, kw_only=True)
class Wording:
    """Puts the steps of one scheme into words of one language.

    `full` gives the sentence of a report, with dates, sources and reasons from `facts`; without it the line for tables and screens.
    """

    scheme: Scheme
    language: str
    full: bool = False
    facts: Facts = no_facts

    def __call__(self, step: Step) -> str:
        """The sentence. KeyError where a rule and case have none (a test sees to it that they all have)."""
        text = _sentences()[step.rule, step.case][self.language]["full" if self.full else "line"]
        values = self._values(step)
        values.update({name: _closed(fact) if name == "reden" else fact for name, fact in self.facts(step).items() if fact})
        key = "text" if "text" in text else ("one" if step.figures.get("count") == "1" else "other")
        chosen = text[key]
        if not _placeholders(chosen) <= values.keys():
            chosen = text.get(f"bare_{key}", chosen)
        if "criterium" in values and not chosen.startswith(("{criterium}", "{onderdeel}, {criterium}")):
            values["criterium"] = _small(values["criterium"])
        return _capital(chosen.format_map(values)).replace("….", "…")

    def _values(self, step: Step) -> dict[str, str]:
        values = self._names(step) | self._points(step)
        figures = step.figures
        for name, placeholder in _FIGURES.items():
            found = figures.get(name)
            if isinstance(found, str):
                values[placeholder] = found if name == "seed" else self._figure(found)  # a seed is read back to the letter
            elif found is not None:
                values[placeholder] = self._listed(tuple(self._figure(each) for each in found)) if found else _NONE[self.language]
        if "share" in figures:
            values["aandeel"] = self._figure(str(figures["share"])) + ("\u00a0%" if self.language == "nl" else "%")
        if "count" in figures:
            values["aantal"] = self._count(int(str(figures["count"])))
        if "status" in figures:
            values["uitkomst"] = status_word(Status(str(figures["status"])), self.language)
        return values

    def _names(self, step: Step) -> dict[str, str]:
        values: dict[str, str] = {}
        if step.part is not None and (part := self.scheme.part(step.part)) is not None:
            values["onderdeel"] = part.title
            if step.criterion is not None and (criterion := part.criterion(step.criterion)) is not None:
                values["criterium"] = criterion.title
        for name, placeholder in (("round", "ronde"), ("next_round", "volgende_ronde")):
            if name in step.figures:
                values[placeholder] = next(round_.title for round_ in self.scheme.rounds if round_.code == step.figures[name])
        return values

    def _points(self, step: Step) -> dict[str, str]:
        if step.rule == "R8":
            return {"score": self._figure(step.reached or ""), "minimum": self._figure(step.required or "")}
        known = {"bereikt": step.reached, "maximum": step.maximum, "nodig": step.required}
        values = {placeholder: self._figure(value) for placeholder, value in known.items() if value is not None}
        if step.rule in ("R10", "R12", "R13") and step.required is not None:
            values["nodig"] = self._figure(with_decimals(step.required, self.scheme))
        return values

    def _figure(self, text: str) -> str:
        return figure(text, self.language)

    def _count(self, number: int) -> str:
        words = _COUNTS[self.language]
        return words[number] if number < len(words) else str(number)

    def _listed(self, items: tuple[str, ...]) -> str:
        comma = "; " if any("," in item for item in items) else ", "
        return items[0] if len(items) == 1 else comma.join(items[:-1]) + _AND[self.language] + items[-1]


_FIGURES = {
    "score": "score",
    "ratings": "afzonderlijke",
    "lowest": "laagste",
    "highest": "hoogste",
    "tolerance": "tolerantie",
    "exact_text": "exact",
    "place": "plaats_in_rangschikking",
    "seed": "startgetal",
}


def figure(text: str, language: str) -> str:
    """A decimal text of the engine as people read it: 14,99 and 62,5 % in Dutch, 14.99 and 62.5% in English; a label as it is."""
    return text.replace(".", ",").replace("%", "\u00a0%") if language == "nl" and _FIGURE.fullmatch(text) else text


def with_decimals(required: str, scheme: Scheme) -> str:
    """A required figure with the decimals of the rounding step beside it (15 -> 15.00), never with fewer than it needs (2.331)."""
    if scheme.rounding is None:
        return required
    return _with_places(required, scheme.places)


@cache
def _with_places(required: str, places: int) -> str:
    value = parse_number(required)
    return fixed(value, max(places, decimals_of(value)))


def status_word(status: Status, language: str) -> str:
    """R14: the status as a word in running text."""
    return _STATUS[language][status]


def sentence_codes() -> frozenset[tuple[str, str]]:
    """Every rule and case that has a sentence."""
    return frozenset(_sentences())


@cache
def _sentences() -> Mapping[tuple[str, str], Mapping[str, Mapping[str, Mapping[str, str]]]]:
    with (Path(__file__).parent / "steps.toml").open("rb") as file:
        steps = tomllib.load(file)["steps"]
    return {(step["rule"], step["outcome"]): {language: step[language] for language in LANGUAGES} for step in steps}


@cache
def _placeholders(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\{([a-z_]+)\}", text))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(name: str) -> str:
    """A name inside a sentence: its first letter small, unless the word is an abbreviation (IT)."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _closed(reason: str) -> str:
    """A reason as a full sentence: with a full stop when its writer left it out."""
    return reason if reason.endswith((".", "!", "?", "…", "”")) else f"{reason}."
