"""R18: one function turns a step of the engine into a sentence, in Dutch and in English. Screen, workbook, JSON and letters use it; none words its own."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
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

    def __call__(self, step: Step, facts: Facts | None = None) -> str:
        """The sentence; `facts` where this wording words the steps of many. KeyError where a rule and case have none (a test sees to it that all have)."""
        text = _sentences()[step.rule, step.case][self.language]["full" if self.full else "line"]
        known = (facts or self.facts)(step)
        key = "text" if "text" in text else ("one" if step.figures.get("count") == "1" else "other")
        chosen = text[key]
        values = self._values(step, chosen, known)
        if values is None:
            chosen = text.get(f"bare_{key}", chosen)
            values = self._values(step, chosen, known) or {}
        return _capital(chosen.format_map(values)).replace("….", "…")

    def _values(self, step: Step, text: str, known: Mapping[str, str]) -> dict[str, str] | None:
        """What the placeholders of this text stand for; None where one is not known."""
        values: dict[str, str] = {}
        for name in _placeholders(text):
            told = known.get(name)
            value = self._value(step, name) if not told else (_closed(told) if name == "reden" else told)
            if value is None:
                return None
            values[name] = value
        if "criterium" in values and not text.startswith(("{criterium}", "{onderdeel}, {criterium}")):
            values["criterium"] = _small(values["criterium"])
        return values

    def _value(self, step: Step, name: str) -> str | None:
        """What the step itself says for a placeholder."""
        if name in ("onderdeel", "criterium", "ronde", "volgende_ronde"):
            return self._name(step, name)
        if step.rule == "R8" and name in ("score", "minimum"):
            return self._figure((step.reached if name == "score" else step.required) or "")
        if name in ("bereikt", "maximum", "nodig"):
            return self._points(step, name)
        if name == "aantal":
            return self._count(int(str(step.figures["count"]))) if "count" in step.figures else None
        if name == "uitkomst":
            return status_word(Status(str(step.figures["status"])), self.language) if "status" in step.figures else None
        found = step.figures.get("share" if name == "aandeel" else _FIGURES.get(name, ""))
        if found is None:
            return None
        if isinstance(found, tuple):
            return self._listed(tuple(self._figure(each) for each in found)) if found else _NONE[self.language]
        if name == "startgetal":
            return found  # a seed is read back to the letter
        percent = ("\u00a0%" if self.language == "nl" else "%") if name == "aandeel" else ""
        return self._figure(found) + percent

    def _name(self, step: Step, name: str) -> str | None:
        if name in ("ronde", "volgende_ronde"):
            code = step.figures.get("round" if name == "ronde" else "next_round")
            return next((round_.title for round_ in self.scheme.rounds if round_.code == code), None)
        part = self.scheme.part(step.part or "")
        about = part if part is None or name == "onderdeel" else part.criterion(step.criterion or "")
        return None if about is None else about.title

    def _points(self, step: Step, name: str) -> str | None:
        if step.rule == "R8":
            return None
        value = {"bereikt": step.reached, "maximum": step.maximum, "nodig": step.required}[name]
        if value is not None and name == "nodig" and step.rule in ("R10", "R12", "R13"):
            value = with_decimals(value, self.scheme)
        return None if value is None else self._figure(value)

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
    "afzonderlijke": "ratings",
    "laagste": "lowest",
    "hoogste": "highest",
    "tolerantie": "tolerance",
    "exact": "exact_text",
    "plaats_in_rangschikking": "place",
    "startgetal": "seed",
}
"""Placeholder of a sentence -> figure of a step."""


@lru_cache(maxsize=4096)
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
