"""What the pages show of an application, finished: an applicant's own page, the list for HR, and one application for HR."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from uuid import UUID

from selection.applications import queries
from selection.applications.checking import size_words
from selection.applications.doubles import doubled
from selection.applications.models import Application, ApplicationDocument
from selection.applications.states import Phase, Stage, Window, stage_of, window
from selection.i18n import _, _n, date_long, date_short, moment, sort_key_name, time
from selection.i18n.figures import BRUSSELS
from selection.procedures.models import Procedure
from selection.procedures.queries import definition_of
from selection.procedures.vacancy import told_moment
from vacancies import Definition, Document

Tag = tuple[str, str, str]
STATES = ("begun", "incomplete", "complete", "double", "unconfirmed", "withdrawn", "other")


@dataclass(frozen=True, kw_only=True)
class FileLine:
    """A file as a list shows it."""

    id: UUID
    name: str
    about: str
    redacted: bool


@dataclass(frozen=True, kw_only=True)
class AskedLine:
    """A document that is asked for, with the files that answer it. `state` is `there`, `missing`, `later` or `optional`.

    `seen` is the day on which HR saw it, when its file was removed after that; empty otherwise.
    """

    code: str
    name: str
    note: str
    state: str
    files: Sequence[FileLine]
    seen: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """An application in the list of HR."""

    id: UUID
    name: str
    email: str
    came: str
    documents: str
    tags: Sequence[Tag]
    states: frozenset[str]


def asked_lines(definition: Definition, documents: Sequence[ApplicationDocument], seen: Mapping[str, datetime] = MappingProxyType({})) -> list[AskedLine]:
    """Every document that the vacancy asks for, in its order, then the files that answer none of them. `seen`: what was seen and removed (`seen_of`)."""
    by_code: dict[str, list[ApplicationDocument]] = defaultdict(list)
    for document in documents:
        by_code[document.asked_code].append(document)
    lines = [_asked(asked, by_code[asked.code], seen.get(asked.code)) for asked in queries.asked_documents(definition)]
    codes = {line.code for line in lines}
    if rest := [document for document in documents if document.asked_code not in codes]:
        lines.append(AskedLine(code="", name=_("Other files"), note="", state="optional", files=[_file(document) for document in rest]))
    return lines


def _asked(asked: Document, files: Sequence[ApplicationDocument], seen: datetime | None) -> AskedLine:
    there = seen is not None or any(not document.redacted for document in files)
    state = "there" if there else "missing" if queries.is_due(asked) else "later" if asked.required else "optional"
    return AskedLine(
        code=asked.code,
        name=asked.name,
        note=asked.note or "",
        state=state,
        files=[_file(document) for document in files],
        seen=date_short(seen.astimezone(BRUSSELS)) if seen is not None else "",
    )


def _file(document: ApplicationDocument) -> FileLine:
    return FileLine(id=document.id, name=document.name, about=f"{size_words(document.size)}, {moment(document.uploaded_at)}", redacted=document.redacted)


def until_words(open_now: Window) -> str:
    """The closing moment for an applicant: day and hour in words; empty without one. A whole day ends at 23.59 uur."""
    if open_now.until is None:
        return ""
    last = told_moment(open_now.until)
    return _("%(day)s, %(hour)s", day=date_long(last, weekday=True), hour=time(last, letter=True))


def listed(procedure: Procedure, *, word: str = "", state: str = "") -> tuple[list[Line], int, Mapping[str, int]]:
    """Lines that fit the filter by name, the number of all, and how many there are in each state. A fixed number of queries, and no bytes of files."""
    definition, applications = definition_of(procedure), queries.applications_of(procedure.id)
    there, twice, open_now = queries.codes_in(procedure.id), doubled(applications), window(procedure)
    lines = [_line(one, definition, there.get(one.id, ()), one.id in twice, open_now) for one in applications if one.name]
    counts = {name: sum(name in line.states for line in lines) for name in STATES}
    fitting = [line for line in lines if (not state or state in line.states) and _fits(line, word)]
    return sorted(fitting, key=lambda line: sort_key_name(*line.name.split(", ", 1))), len(lines), counts


def _line(one: Application, definition: Definition, there: Collection[str], double: bool, open_now: Window) -> Line:
    asked = [each for each in queries.asked_documents(definition) if queries.is_due(each)]
    lacking = queries.missing_of(definition, there)
    tags, states = _tags(one, bool(lacking), double, open_now)
    return Line(
        id=one.id,
        name=f"{one.details.family_name}, {one.details.given_name}",
        email=one.details.email,
        came=came_words(one),
        documents=_("%(there)s of %(asked)s", there=len(asked) - len(lacking), asked=len(asked)) if asked else "",
        tags=tags,
        states=states,
    )


def _tags(one: Application, incomplete: bool, double: bool, open_now: Window) -> tuple[list[Tag], frozenset[str]]:
    stage = stage_of(one)
    if stage is Stage.WITHDRAWN:
        return [("mute", "undo", _("Withdrawn"))], frozenset({"withdrawn"})
    if stage is Stage.KEPT_OTHER:
        return [("mute", "list", _("A later one was kept"))], frozenset({"other"})
    tags: list[Tag] = []
    states: set[str] = set()
    if stage is Stage.DRAFT:
        tags.append(("mute", "pen", _("Begun, not sent")))
        states.add("begun")
    elif incomplete:
        closed = open_now.phase not in {Phase.OPEN, Phase.GRACE}
        tags.append(("bad", "warn", _("Incomplete at closing")) if closed else ("warn", "warn", _("Incomplete")))
        states.add("incomplete")
    else:
        tags.append(("good", "check", _("Complete")))
        states.add("complete")
    if double:
        tags.append(("warn", "warn", _("Applied twice")))
        states.add("double")
    if not one.email_confirmed:
        tags.append(("info", "info", _("Address not confirmed")))
        states.add("unconfirmed")
    if late(one, open_now):
        tags.append(("warn", "clock", _("Arrived late")))
    return tags, frozenset(states)


def late(one: Application, open_now: Window) -> bool:
    """Whether an application on paper or by mail arrived after the last day."""
    if one.received_on is None or open_now.until is None:
        return False
    last = (open_now.until.astimezone(BRUSSELS) - timedelta(microseconds=1)).date()
    return one.received_on > last


def came_words(one: Application) -> str:
    """When and how an application came."""
    if one.received_on is not None:
        how = _("on paper") if one.source == "paper" else _("by mail")
        return f"{date_short(one.received_on)}, {how}"
    return moment(one.submitted_at) if one.submitted_at is not None else ""


def _fits(line: Line, word: str) -> bool:
    sought = sort_key_name(word)[0]
    return not word or word.casefold() in line.email or sought in sort_key_name(line.name)[0]


def state_words(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    """States to filter by, with how many there are."""
    words = {
        "complete": _("Complete"),
        "incomplete": _("Incomplete"),
        "begun": _("Begun, not sent"),
        "double": _("Applied twice"),
        "unconfirmed": _("Address not confirmed"),
        "withdrawn": _("Withdrawn"),
        "other": _("A later one was kept"),
    }
    return [(name, f"{text} ({counts[name]})") for name, text in words.items() if counts[name]]


def missing_sentence(names: Sequence[str]) -> str:
    """What an applicant is told about documents that are not there yet."""
    return _n("This document is still missing: %(names)s.", "These documents are still missing: %(names)s.", len(names), names=", ".join(names))
