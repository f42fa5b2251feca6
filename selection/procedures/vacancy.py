"""A published vacancy as its public page shows it. Its own text stays in its own language; the rules are put in words in the reader's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from fractions import Fraction
from uuid import UUID

from scoring.scheme import Round
from selection.db import now
from selection.i18n import _, date_long, money, time
from selection.i18n.figures import BRUSSELS
from selection.procedures.models import ClosingMove, Procedure, ProcedureState, ProcedureStop, RoundMove
from selection.procedures.queries import Changes
from selection.procedures.scheme_words import dates_in_words, figure, ranking_sentences, reserve_sentences
from vacancies import Definition, Salary


@dataclass(frozen=True, kw_only=True)
class RoundWords:
    """A round as candidates read it."""

    title: str
    when: str
    moved: str
    big: str
    sentences: Sequence[str]
    preparation: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class CompetencyWords:
    """A required competency with its level, definition and indicators."""

    name: str
    core: bool
    level: str
    definition: str
    language: str
    indicators: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class VacancyPage:
    """Everything that the page shows. `language` is that of the vacancy's own text; `until` is the closing moment in words, `extended` that it became later,
    `ended` that the selection ended by a decision.
    """

    id: UUID
    definition: Definition
    language: str
    published: bool
    until: str
    hour: str
    extended: str
    ended: str
    closed: bool
    salary: str
    seniority: Sequence[str]
    rounds: Sequence[RoundWords]
    competencies: Sequence[CompetencyWords]
    ranking: Sequence[str]
    reserve: Sequence[str]


def closing_moment(definition: Definition) -> datetime | None:
    """The first moment at which it is too late. A day as deadline means its last moment in Brussels; a moment without time zone is Belgian time."""
    deadline = definition.application.deadline if definition.application is not None else None
    return moment_as_deadline(deadline) if deadline is not None else None


def moment_as_deadline(deadline: date | datetime) -> datetime:
    """The first moment that is too late for a day or moment as deadline."""
    if isinstance(deadline, datetime):
        return deadline if deadline.tzinfo is not None else deadline.replace(tzinfo=BRUSSELS)
    return datetime.combine(deadline + timedelta(days=1), clock_time(), BRUSSELS)


def told_moment(until: datetime) -> datetime:
    """A closing moment as people are told it: the end of a day is its last minute."""
    local = until.astimezone(BRUSSELS)
    return local - timedelta(minutes=1) if local.time() == clock_time() else local


def takes_applications(procedure: Procedure, definition: Definition, *, at: datetime | None = None) -> bool:
    """Whether a published vacancy is open to whoever begins to apply at this moment (the present one unless given): the procedure has not ended, its list of
    candidates is open, and the closing moment is not past. The page, the list, the feed, the posting and the form all ask this.
    """
    end = closing_moment(definition)
    return not procedure.ended and procedure.candidates_closed_at is None and (end is None or (at or now()) < end)


def vacancy_page(procedure: Procedure, definition: Definition, changes: Changes | None = None) -> VacancyPage:
    """The public page of a vacancy at this moment; `changes` are those since it was published."""
    since = changes or Changes()
    closed = not takes_applications(procedure, definition)
    until, hour = _until(_closed_at(procedure, definition) if closed else closing_moment(definition))
    return VacancyPage(
        id=procedure.id,
        definition=definition,
        language=definition.language,
        published=procedure.published_at is not None,
        until=until,
        hour=hour,
        extended=extended_words(since.closing),
        ended=ended_words(procedure, since.stop),
        closed=closed,
        salary=_salary(definition.salary) if definition.salary is not None else "",
        seniority=_seniority(definition.salary) if definition.salary is not None else (),
        rounds=[_round(definition, round_, since.rounds.get(round_.code)) for round_ in definition.scheme.rounds],
        competencies=_competencies(definition),
        ranking=ranking_sentences(definition.scheme),
        reserve=reserve_sentences(definition.scheme),
    )


def _closed_at(procedure: Procedure, definition: Definition) -> datetime | None:
    """Until when people could apply to a closed vacancy: until the closing moment, or until the list of candidates was closed before it; None when neither
    is past, as after a stop.
    """
    moments = [moment for moment in (closing_moment(definition), procedure.candidates_closed_at) if moment is not None and moment <= now()]
    return min(moments, default=None)


def _until(end: datetime | None) -> tuple[str, str]:
    """The last day and hour in words."""
    if end is None:
        return "", ""
    local = told_moment(end).astimezone(BRUSSELS)
    return date_long(local, weekday=True), time(local, letter=True)


def extended_words(move: ClosingMove | None) -> str:
    """That the closing moment became later, and by which decision; empty where it did not."""
    if move is None:
        return ""
    old = told_moment(move.old_until)
    values = {"day": date_long(old), "hour": time(old.time(), letter=True), "decision": date_long(move.decided_on)}
    if move.kind == "reopened":
        return _("Applications were closed on %(day)s, %(hour)s; they were reopened by decision of %(decision)s.", **values)
    return _("Extended by decision of %(decision)s; the closing moment was %(day)s, %(hour)s.", **values)


def ended_words(procedure: Procedure, stop: ProcedureStop | None) -> str:
    """That the selection ended by a decision or that its vacancy was withdrawn, and when; empty where neither happened."""
    if procedure.state == ProcedureState.DISCARDED and procedure.discarded_at is not None:
        return _("This vacancy was withdrawn on %(on)s.", on=date_long(procedure.discarded_at.astimezone(BRUSSELS)))
    if stop is None:
        return ""
    on = date_long(stop.decided_on)
    if procedure.state == ProcedureState.UNFILLED:
        return _("By decision of %(on)s this selection ended without a ranked candidate. No reserve comes from it.", on=on)
    return _("By decision of %(on)s this selection was stopped.", on=on)


def _moved_words(move: RoundMove | None, days: Sequence[date]) -> str:
    """That a round has moved; empty where it did not, or stands on its old days again."""
    old = [date.fromisoformat(day) for day in move.old_days.split(",")] if move is not None and move.old_days else []
    return _("Moved: first this was %(days)s.", days=dates_in_words(old)) if old and old != sorted(days) else ""


def _salary(salary: Salary) -> str:
    period = {"month": _("per month"), "year": _("per year"), "hour": _("per hour")}.get(salary.period, "")
    gross = _("gross") if salary.gross else _("net")
    if salary.minimum is not None and salary.maximum is not None:
        amount = _("%(lowest)s to %(highest)s", lowest=money(salary.minimum), highest=money(salary.maximum))
    else:
        only = salary.minimum if salary.minimum is not None else salary.maximum
        amount = money(only) if only is not None else ""
    return f"{amount} {gross} {period}".strip() if amount else ""


def _seniority(salary: Salary) -> list[str]:
    return [_("%(amount)s after %(years)s years", amount=money(step.amount), years=step.years) for step in salary.seniority]


def _round(definition: Definition, round_: Round, move: RoundMove | None) -> RoundWords:
    scored = [part for part in round_.parts if part.points is not None]
    verdicts = [part for part in round_.parts if part.points is None]
    sentences = [_needed(part.title if len(round_.parts) > 1 else "", figure(part.required), figure(part.points or part.required)) for part in scored]
    if verdicts:
        sentences.append(_("Without points. Who is found unsuitable does not go on."))
    looked_at = [criterion.title for part in scored for criterion in part.criteria if not definition.scheme.is_neutralised(part, criterion)]
    if looked_at:
        sentences.append(_("What counts: %(criteria)s.", criteria=", ".join(looked_at)))
    total = sum((part.points for part in scored if part.points is not None), Fraction(0))
    return RoundWords(
        title=round_.title,
        when=dates_in_words(definition.dates.get(round_.code, ()), weekday=True),
        moved=_moved_words(move, definition.dates.get(round_.code, ())),
        big=_("%(points)s points", points=figure(total)) if scored else _("suitable or unsuitable"),
        sentences=sentences,
        preparation=[part.preparation for part in round_.parts if part.preparation],
    )


def _needed(title: str, required: str, maximum: str) -> str:
    if title:
        return _("%(part)s: at least %(required)s of %(maximum)s points are needed.", part=title, required=required, maximum=maximum)
    return _("At least %(required)s of %(maximum)s points are needed.", required=required, maximum=maximum)


def _competencies(definition: Definition) -> list[CompetencyWords]:
    found = []
    for asked in definition.competencies:
        framework = definition.frameworks.get(asked.framework)
        competency = framework.competency(asked.code) if framework is not None else None
        level = competency.level(asked.level) if competency is not None and asked.level else None
        label = framework.level(asked.level) if framework is not None and asked.level else None
        found.append(
            CompetencyWords(
                name=asked.name,
                core=asked.kind == "core",
                level=label.label if label is not None else asked.level or "",
                definition=competency.definition or "" if competency is not None else "",
                language=framework.language if framework is not None else definition.language,
                indicators=[indicator.text for indicator in level.indicators] if level is not None else (),
            )
        )
    return found
