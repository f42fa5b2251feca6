"""The sheet page as finished objects: cards of criteria, running points, saved line, neighbours. Templates compute nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from typing import Any

from flask import url_for

from scoring.numbers import cut, shortest
from scoring.scheme import Criterion, Scale
from selection.applications.queries import READS_DOCUMENTS, applied_by
from selection.candidates.finding import today
from selection.i18n import _, _n, date_short, language, percent, rating, time
from selection.i18n.figures import BRUSSELS
from selection.procedures import registry
from selection.procedures.blindness import names_hidden
from selection.procedures.models import SeatKind
from selection.scoresheets.content import NOT_OBSERVED, Content, Sheet, content_of, rating_words
from selection.scoresheets.forms import SheetForm, rating_name, rationale_name, reason_name
from selection.scoresheets.kept import Same
from selection.scoresheets.neighbours import Neighbour, neighbours
from selection.scoresheets.places import Place
from selection.scoresheets.points import figure, kind_of, own_points
from vacancies import CompetencyLevel, Described


@dataclass(frozen=True, kw_only=True)
class Rung:
    """A level of a competency beside a criterion: its heading and its indicators, and whether it is the one asked for."""

    heading: str
    indicators: Sequence[str]
    asked: bool


@dataclass(frozen=True, kw_only=True)
class Card:
    """One criterion on the sheet: what is rated, and the fields to rate it with. `page` is the address of its competency, empty for a topic."""

    number: int
    code: str
    title: str
    definition: str
    minimum: str
    rungs: Sequence[Rung]
    ladder: str
    open: bool
    got: str
    state: str
    of: str
    rating: Mapping[str, Any]
    rationale: Any
    page: str


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Running points: `reached` is None until the last criterion has an answer. Figures are texts; `value`, `maximum`, `mark` draw the bar."""

    reached: str | None
    maximum: str
    required: str
    value: Fraction | None
    most: Fraction
    mark: Fraction
    note: str
    more: str


@dataclass(frozen=True, kw_only=True)
class Chip:
    """A neighbour as the chips show it."""

    code: str
    url: str
    icon: str
    word: str
    current: bool


@dataclass(frozen=True, kw_only=True)
class Around:
    """Chips, and the way to the candidate before and after."""

    chips: Sequence[Chip]
    previous: Chip | None
    next: Chip | None


def address(place: Place, endpoint: str = "sheet", **values: Any) -> str:
    """The address of a page of this place."""
    return url_for(f"scoresheets.{endpoint}", procedure_id=place.procedure.id, part_code=place.part.code, candidate_id=place.candidate.id, **values)


def documents_address(place: Place) -> str:
    """Where the candidate's documents and the measures are read; empty for who reads none, and where nobody applied."""
    if place.seat is None or place.seat.kind not in READS_DOCUMENTS or not applied_by(place.candidate.id):
        return ""
    return url_for("applications.candidate_files", procedure_id=place.procedure.id, candidate_id=place.candidate.id)


def name_of(place: Place) -> str:
    """The candidate's name, which an observer does not read, nor who sifts blind."""
    observer = place.seat is not None and place.seat.kind == SeatKind.OBSERVER
    return "" if observer or names_hidden(place.account.id, place.procedure) else place.candidate.person.name


def blind_note(place: Place) -> str:
    """Why no name stands here; empty where that has another reason or none."""
    return _("Names stay hidden until the round is closed.") if names_hidden(place.account.id, place.procedure) else ""


def planned(place: Place) -> str:
    """When and where the candidate comes for this part, in words; empty where nothing is planned."""
    return next((words for words in registry.candidate_moment(place.candidate.id, place.part.code) if words), "")


def data_language(place: Place) -> str | None:
    """The language of the vacancy's own texts, where it is not that of the page."""
    return place.definition.language if place.definition.language != language() else None


def cards(place: Place, form: SheetForm) -> list[Card]:
    """The criteria of a part rated on a scale, each with its fields as the form has them now."""
    return [_card(place, form, number, criterion) for number, criterion in enumerate(form.criteria, 1)]


def _card(place: Place, form: SheetForm, number: int, criterion: Criterion) -> Card:
    scale, field, described = place.part.scale, form[rating_name(criterion)], place.definition.described(criterion)
    if scale is None:
        raise ValueError(f"part {place.part.code} has no scale")
    reason = form[reason_name(criterion)]
    rungs = _rungs(place, criterion, described)
    if field.data.not_observed:
        got, state = _("Not observed"), "none"
    elif field.data.position is not None:
        got, state = _shown(scale, field.data.position), "given"
    else:
        got, state = _("No rating yet"), "open"
    return Card(
        number=number,
        code=criterion.code,
        title=criterion.title,
        definition=(described.competency.definition or "") if described else "",
        minimum=_shown(scale, criterion.minimum) if criterion.minimum is not None else "",
        rungs=rungs,
        ladder=_ladder(place, criterion) if len(rungs) > 1 else "",
        open=state == "open" or number == 1 or bool(field.errors),
        got=got,
        state=state,
        of=rating(scale.texts[-1]) if scale.numeric else "",
        rating={
            "name": rating_name(criterion),
            "subject": criterion.title,
            "chosen": field.chosen,
            "error": " ".join(field.errors) or None,
            "reason": {"name": reason.id, "value": reason.data, "error": " ".join(reason.errors) or None},
            **_scale(Same(place.definition), place.part.code, language()),
        },
        rationale=form[rationale_name(criterion)],
        page=competency_address(place, criterion),
    )


def competency_address(place: Place, criterion: Criterion) -> str:
    """The page of the competency as the procedure keeps it; empty for a topic."""
    if criterion.framework is None:
        return ""
    return url_for("procedures.competency", procedure_id=place.procedure.id, framework_code=criterion.framework, competency_code=criterion.code)


def _ladder(place: Place, criterion: Criterion) -> str:
    """What stands above several levels: anchors run from weak to strong, other levels do not."""
    anchors = place.definition.frameworks[criterion.framework or ""].levels_are == "anchors"
    return _("From weak to strong") if anchors else _("All levels")


def _shown(scale: Scale, position: int) -> str:
    return rating(scale.texts[position]) if scale.numeric else scale.texts[position]


@lru_cache(maxsize=256)
def _scale(same: Same, part_code: str, _language: str) -> Mapping[str, Any]:
    """How the scale of a part stands on the page, with the share of the points that a rating stands for (R4): the same for everybody, so made once."""
    scheme = same.definition.scheme
    part = next(part for part in scheme.parts if part.code == part_code)
    scale = part.scale
    if scale is None:
        raise ValueError(f"part {part_code} has no scale")
    last = len(scale.texts) - 1

    def worth(position: int) -> str:
        return percent(shortest(scale.shares[position] * 100))

    if kind_of(scale) == "labels":
        values = [(text, text, _("%(share)s of the points", share=worth(position))) for position, text in enumerate(scale.texts)]
        return {"kind": "labels", "values": values}
    middle = [last // 2] if last % 2 == 0 and last > 1 else []
    ends = [f"{rating(scale.texts[position])} = {worth(position)}" for position in (0, *middle)]
    ends.append(_("%(rating)s = %(share)s of the points", rating=rating(scale.texts[last]), share=worth(last)))
    if kind_of(scale) == "number":
        step = rating(shortest(scale.values[1] - scale.values[0]))
        hint = _("From %(least)s to %(most)s, in steps of %(step)s.", least=rating(scale.texts[0]), most=rating(scale.texts[last]), step=step)
        return {"kind": "number", "hint": f"{hint} {'; '.join(ends)}."}
    return {"kind": "row", "values": [(text, rating(text)) for text in scale.texts], "ends": ends}


def _rungs(place: Place, criterion: Criterion, described: Described | None) -> list[Rung]:
    if described is None:
        return []
    framework = place.definition.frameworks[criterion.framework or ""]

    def heading(level: CompetencyLevel) -> str:
        known = framework.level(level.code)
        label = (_("Level %(label)s", label=known.label) if known.label == known.code else known.label) if known else ""
        return ": ".join(text for text in (label, level.title) if text) or _("Indicators")

    return [
        Rung(heading=heading(level), indicators=[indicator.text for indicator in level.indicators], asked=level.code == described.asked)
        for level in described.levels
    ]


def tally(place: Place, content: Content) -> Tally:
    """Running points of the own sheet, by the engine; no figure before the last criterion has an answer."""
    value, part = own_points(place.scheme, place.part, content), place.part
    most = part.points or Fraction(0)
    done, total = content.given(place.counting), len(place.counting)
    note, more = "", ""
    if not part.is_direct and done < total:
        note, more = _("%(done)s of %(total)s rated.", done=done, total=total), _("Your points appear once the last one is.")
    elif not part.is_direct and value is None:
        note = _("Nothing was observed, so there are no points.")
    elif not part.is_direct:
        rated = sum(content.of(criterion.code).position is not None for criterion in place.counting)
        more = _n("On %(num)s rating. What was not observed does not count.", "On %(num)s ratings. What was not observed does not count.", rated)
    reached = figure(place.scheme, value) if value is not None else None
    required = _exact(place, part.required)
    return Tally(reached=reached, maximum=rating(shortest(most)), required=required, value=value, most=most, mark=part.required, note=note, more=more)


def _exact(place: Place, value: Fraction) -> str:
    """The mark with the decimals of the points where it has no more than they, else as it is (2,331)."""
    text = figure(place.scheme, value)
    return rating(shortest(value)) if place.scheme.rounding is not None and (value / place.scheme.rounding).denominator != 1 and cut(value)[-1] != "…" else text


def saved_line(sheet: Sheet | None) -> tuple[str, str]:
    """What the page says of saving: the moment, and how much was saved."""
    if sheet is None:
        return _("Nothing saved yet"), ""
    content = content_of(sheet)
    if content.points or content.remark:
        return _saved_at(sheet.saved_at), ""
    rated = sum(answer.position is not None for answer in content.answers.values())
    words = sum(bool(answer.rationale) for answer in content.answers.values())
    ratings, rationales = _n("%(num)s rating", "%(num)s ratings", rated), _n("%(num)s rationale", "%(num)s rationales", words)
    return _saved_at(sheet.saved_at), f"{ratings}, {rationales}"


def _saved_at(saved: datetime) -> str:
    """The moment of saving; with its day when that is not today."""
    if saved.astimezone(BRUSSELS).date() == today():
        return _("Saved at %(time)s", time=time(saved, seconds=True))
    return _("Saved on %(date)s at %(time)s", date=date_short(saved), time=time(saved))


STATES = {"not_started": "circle", "draft": "half", "submitted": "lock"}


def around(place: Place) -> Around:
    """The candidates of the round beside this one."""
    words = {"not_started": _("not started"), "draft": _("draft"), "submitted": _("submitted")}
    found, folder = neighbours(place), address(place).removesuffix(str(place.candidate.id))

    def chip(neighbour: Neighbour) -> Chip:
        return Chip(
            code=neighbour.code, url=f"{folder}{neighbour.candidate_id}", icon=STATES[neighbour.state], word=words[neighbour.state], current=neighbour.current
        )

    chips = [chip(neighbour) for neighbour in found]
    at = next((number for number, one in enumerate(chips) if one.current), None)
    if at is None:
        return Around(chips=(), previous=None, next=None)
    return Around(chips=chips, previous=chips[at - 1] if at else None, next=chips[at + 1] if at + 1 < len(chips) else None)


def said(place: Place, content: Content) -> list[tuple[str, str, str]]:
    """(criterion, rating, words) of a whole sheet, for reading; on a directly marked part one line with the points."""
    if place.part.is_direct:
        return [(_("Points"), rating(content.points) if content.points else "–", content.remark)]
    return [(criterion.title, rating_words(place.part, content.of(criterion.code)), _words(content, criterion)) for criterion in place.part.criteria]


def _words(content: Content, criterion: Criterion) -> str:
    answer = content.of(criterion.code)
    return "\n".join(text for text in (answer.reason, answer.rationale) if text)


__all__ = ["NOT_OBSERVED", "address", "around", "blind_note", "cards", "data_language", "name_of", "planned", "said", "saved_line", "tally"]
