"""What stands in the place of a name in braces, and the counts that choose between one and more. Closed tables, as the conditions are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from scoring.fingerprint import fingerprint
from scoring.reserve import reserve_period
from scoring.scheme import Criterion, Part
from selection.i18n import date_long, language, time
from selection.regulation.case import EVERY, Case, there
from selection.regulation.conditions import level_label
from selection.regulation.facts import Words
from selection.regulation.spelling import closed, counted, figure, listed, lowered, share, share_in_words
from vacancies import Definition

BELGIAN = Words(nl="Belgische tijd", en="Belgian time")
BRUSSELS = ZoneInfo("Europe/Brussels")
EXAMPLE = date(2024, 6, 20)  # the first example of R19
AFTER_LAST_DAY = timedelta(days=8)


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """Words of the data: glosses of Dutch names, kinds of offer, words that keep their capital."""

    glosses: Mapping[str, str]
    offers: Mapping[str, Words]
    keep_capital: tuple[str, ...]


Value = Callable[[Case, Vocabulary], str]


def _gloss(name: str, english: str | None, case: Case, words: Vocabulary) -> str:
    """What the English text puts in brackets behind a Dutch name; may be empty."""
    if language() != "en" or case.definition.language != "nl":
        return ""
    gloss = lowered(english, words.keep_capital) if english else words.glosses.get(name.casefold(), "")
    return gloss if gloss.casefold() != name.casefold() else ""


def _bracketed(name: str, *more: str) -> str:
    """The name with what is to be said of it in one pair of brackets."""
    said = "; ".join(text for text in more if text)
    return f"{name} ({said})" if said else name


def _title(title: str, case: Case, words: Vocabulary) -> str:
    return _bracketed(title, _gloss(title, None, case, words))


def _criterion(criterion: Criterion, case: Case, words: Vocabulary, *more: str) -> str:
    """A criterion inside a list."""
    described = case.definition.described(criterion)
    gloss = _gloss(criterion.title, described.competency.english if described else None, case, words)
    return _bracketed(lowered(criterion.title, words.keep_capital), gloss, *more)


def _level(criterion: Criterion, case: Case) -> str:
    return level_label(case, criterion.framework, criterion.level) if criterion.level else ""


def _level_where_they_differ(criterion: Criterion, case: Case) -> str:
    labels = {_level(other, case) for other in case.competencies} - {""}
    return _level(criterion, case) if len(labels) > 1 else ""


def _criteria(case: Case, words: Vocabulary) -> str:
    return listed([_criterion(each, case, words, _level_where_they_differ(each, case)) for each in case.criteria])


def _weighed(case: Case, words: Vocabulary) -> str:
    return listed([_criterion(each, case, words, figure(each.weight), _level_where_they_differ(each, case)) for each in case.criteria])


def _with_minimum(case: Case, words: Vocabulary) -> str:
    scale = case.scale
    texts = {i: figure(scale.values[i]) if scale.numeric else scale.texts[i] for i in range(len(scale.texts))}
    return listed([_criterion(each, case, words, texts[each.minimum]) for each in case.criteria if each.minimum is not None])


def _labels(case: Case, _words: Vocabulary) -> str:
    return listed([f"{text} ({share(given)})" for text, given in zip(case.scale.texts, case.scale.shares, strict=True)])


def _tolerance(part: Part) -> str:
    """R7: rating units, steps between labels, or points."""
    text, one = figure(there(part.tolerance)), part.tolerance == 1
    if part.is_direct:
        return f"{text} {_plural(one, 'punt', 'punten', 'point', 'points')}"
    if part.scale is not None and not part.scale.numeric:
        return f"{text} {_plural(one, 'stap', 'stappen', 'step', 'steps')}"
    return text


def _plural(one: bool, nl_one: str, nl_more: str, en_one: str, en_more: str) -> str:
    return {"nl": (nl_more, nl_one), "en": (en_more, en_one)}[language()][one]


def _dates(case: Case, _words: Vocabulary) -> str:
    """21 en 22 mei 2024; days of another month are written out."""
    days = case.definition.dates[case.round.code]
    last = days[-1]
    return listed([str(day.day) if (day.year, day.month) == (last.year, last.month) else date_long(day) for day in days[:-1]] + [date_long(last)])


def _deadline(case: Case, _words: Vocabulary) -> str:
    deadline = there(there(case.definition.application).deadline)
    if not isinstance(deadline, datetime):
        return date_long(deadline)
    moment = deadline if deadline.tzinfo is not None else deadline.replace(tzinfo=BRUSSELS)
    return f"{date_long(moment)}{ {'nl': ' om ', 'en': ' at '}[language()] }{time(moment, letter=True)}"


def _documents(case: Case, words: Vocabulary) -> str:
    asked = [each.name for each in there(case.definition.application).documents if each.required]
    return listed([_bracketed(lowered(name, words.keep_capital), _gloss(name, None, case, words)) for name in asked])


def _parts(case: Case, words: Vocabulary) -> str:
    """The parts that a sentence names: of the round, of the tie break, or all that are scored."""
    return listed([_title(part.title, case, words) for part in (case.round_.parts if case.round_ is not None else case.scheme.scored)])


def _tie_break(case: Case, words: Vocabulary) -> str:
    return listed([_title(there(case.scheme.part(code)).title, case, words) for code in case.scheme.tie_break])


def example_of_report(definition: Definition) -> date:
    """A day on which the final report could be dated: shortly after the last planned day, else the example of R19."""
    planned = [day for days in definition.dates.values() for day in days]
    return max(planned) + AFTER_LAST_DAY if planned else EXAMPLE


def _period(case: Case) -> tuple[date, date]:
    return reserve_period(example_of_report(case.definition), there(case.scheme.reserve).months)


def _offer(case: Case, words: Vocabulary) -> str:
    code = case.offer or EVERY
    known = words.offers.get(code)
    return known.spoken(language()) if known is not None else f"{ {'nl': 'van de soort', 'en': 'of the kind'}[language()] } “{code.replace('-', ' ')}”"


def _organisation(case: Case, _words: Vocabulary) -> str:
    return case.definition.organisation or case.facts.organisation


def _contact(case: Case, words: Vocabulary) -> str:
    own = case.definition.application.contact if case.definition.application is not None else None
    return (own or case.facts.contact or _organisation(case, words)).rstrip(".")


def _reason(case: Case, _words: Vocabulary) -> str:
    if case.amendment_ is not None:
        return closed(case.amendment_.reason)
    gone = [each.reason for each in case.scheme.neutralised if each.part == case.part.code and each.criterion == case.criterion.code]
    return closed(gone[0])


def _day(case: Case, _words: Vocabulary) -> str:
    return date_long(case.amendment_.on if case.amendment_ is not None else there(case.facts.published_on))


VALUES: Mapping[str, Value] = {
    "vacature": lambda case, _: case.definition.title,
    "organisatie": _organisation,
    "aanstellende_overheid": lambda case, _: case.facts.appointing_authority.spoken(language()),
    "tijdzone": lambda case, _: BELGIAN.spoken(language()),
    "uiterste_datum": _deadline,
    "documenten": _documents,
    "rondes": lambda case, words: listed([_title(round_.title, case, words) for round_ in case.scheme.rounds]),
    "ronde": lambda case, words: _title(case.round.title, case, words),
    "datums": _dates,
    "onderdelen": _parts,
    "onderdelen_voorrang": _tie_break,
    "onderdeel": lambda case, words: _title(case.part.title, case, words),
    "punten": lambda case, _: figure(there(case.part.points)),
    "nodig": lambda case, _: figure(case.part.required),
    "procent": lambda case, _: share(case.part.pass_mark),
    "criteria": _criteria,
    "criteria_met_gewicht": _weighed,
    "criteria_zonder_niveau": lambda case, words: listed([_criterion(each, case, words) for each in case.competencies if not each.level]),
    "criteria_met_minimum": _with_minimum,
    "criterium": lambda case, words: _criterion(case.criterion, case, words),
    "niveau": lambda case, _: next(_level(each, case) for each in case.competencies if each.level),
    "voorbereiding": lambda case, _: " ".join(there(case.part.preparation).split()),
    "schaal_min": lambda case, _: figure(case.scale.values[0]),
    "schaal_max": lambda case, _: figure(case.scale.values[-1]),
    "schaal_stap": lambda case, _: figure(case.scale.values[1] - case.scale.values[0]),
    "labels": _labels,
    "tolerantie": lambda case, _: _tolerance(case.part_ or case.rated[0]),
    "tolerantie_punten": lambda case, _: _tolerance(case.direct[0]),
    "afrondingsstap": lambda case, _: figure(there(case.scheme.rounding)),
    "aandeel_extern": lambda case, _: share_in_words(case.demand.amount),
    "aandeel_gender": lambda case, _: share_in_words(case.demand.amount),
    "som_slaaggrenzen": lambda case, _: figure(sum((part.required for part in case.scheme.scored), Fraction(0))),
    "totaal_maximum": lambda case, _: figure(case.scheme.maximum),
    "totaal_nodig": lambda case, _: figure(case.scheme.required),
    "totaal_procent": lambda case, _: share(case.scheme.total_pass_mark),
    "maanden": lambda case, _: figure(Fraction(there(case.scheme.reserve).months)),
    "jaren": lambda case, _: counted(there(case.scheme.reserve).months // 12),
    "voorbeeld_verslag": lambda case, _: date_long(example_of_report(case.definition)),
    "voorbeeld_van": lambda case, _: date_long(_period(case)[0]),
    "voorbeeld_tot": lambda case, _: date_long(_period(case)[1]),
    "soort_aanbod": _offer,
    "contact": _contact,
    "versie": lambda case, _: str(case.facts.version),
    "datum": _day,
    "vingerafdruk": lambda case, _: fingerprint(case.scheme),
    "reden": _reason,
}
# Numbers that choose between one and more; those of things are written as words up to twelve.
COUNTS: Mapping[str, Callable[[Case], Fraction | int]] = {
    "respijt": lambda case: case.facts.grace_minutes,
    "aantal_documenten": lambda case: sum(each.required for each in there(case.definition.application).documents),
    "aantal_rondes": lambda case: len(case.scheme.rounds),
    "aantal_datums": lambda case: len(case.definition.dates[case.round.code]),
    "aantal_onderdelen": lambda case: len(case.round.parts),
    "aantal_voorrang": lambda case: len(case.scheme.tie_break),
    "aantal_criteria": lambda case: len(case.criteria),
    "aantal_competenties": lambda case: sum(bool(each.level) for each in case.competencies),
    "aantal_minima": lambda case: sum(each.minimum is not None for each in case.criteria),
    "min_beoordelaars": lambda case: (case.part_ or case.rated[0]).min_assessors,
    "min_punten": lambda case: case.direct[0].min_assessors,
    "min_leden": lambda case: int(case.demand.amount),
    "decimalen": lambda case: len(str(there(case.scheme.rounding).denominator)) - 1,
    "maanden": lambda case: there(case.scheme.reserve).months,
    "punten": lambda case: there(case.part.points),
    "nodig": lambda case: case.part.required,
    "totaal_nodig": lambda case: case.scheme.required,
}


def value_of(name: str, case: Case, words: Vocabulary) -> str:
    """What stands in the place of a name: its own value, else the count in words."""
    if name in VALUES:
        return VALUES[name](case, words)
    return counted(int(COUNTS[name](case)))
