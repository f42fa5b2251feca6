"""The audit lines of a procedure in words, within what its reader may know: figures of ratings only of closed rounds.

HR reads every line. Who acts as chair reads those of the own panel: of candidates in it what was recorded and not what it says, nothing of the reserve, and
none of a round without an own seat there. Every other seat reads the lines on what this person did.

Each subject says how its own actions read: `register_wording({"sheet.submitted": Wording(...)})` where it registers them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias
from uuid import UUID

import sqlalchemy as sa
from flask_babel.speaklater import LazyString

from selection import audit
from selection.accounts.models import Account
from selection.audit import AuditLine
from selection.db import session
from selection.i18n import _, _l, date_short
from selection.procedures import registry
from selection.procedures.models import Procedure
from selection.procedures.queries import Hats, definition_of, definition_rows, has_sheets, stop_of
from selection.procedures.words import seat_kind
from vacancies import Definition

PAGE_SIZE = 50
KINDS: dict[str, LazyString] = {
    "procedure": _l("Procedure"),
    "panel": _l("Panel"),
    "rules": _l("Rules"),
    "candidates": _l("Candidates"),
    "scores": _l("Scores"),
    "results": _l("Ranking and reserve"),
    "letters": _l("Messages"),
}
HR_ONLY = frozenset({"candidates", "results", "letters"})  # kinds with particulars of candidates, and what follows the ranking; others read them as `plain`
Words: TypeAlias = str | LazyString
Telling: TypeAlias = Callable[[Mapping[str, Any]], str]


@dataclass(frozen=True, kw_only=True)
class Wording:
    """How an action reads. In `text` and `figures` `%(key)s` stands for a key of the line; a function makes its own sentence of the keys.

    Keys `candidate`, `round`, `part` and `criterion` are shown as code or title, and `criteria` holds the titles of the part's criteria by code; `people`
    names the keys that hold account ids, `dates` those that hold days; `prepare` changes other values before they are shown. `figures` is what a judgement
    says (old and new rating): it is shown only when the round of the line's `part` or `round` is closed. `kind` is one of `KINDS`. `plain` is how a line
    on a candidate reads to who is not HR, without particulars; who acts as chair reads no line of `HR_ONLY` that lacks it.
    """

    kind: str
    text: Words | Telling
    figures: Words | Telling | None = None
    plain: Words | Telling | None = None
    people: tuple[str, ...] = ("account",)
    dates: tuple[str, ...] = ()
    prepare: Callable[[dict[str, Any]], dict[str, Any]] | None = None


@dataclass(frozen=True, kw_only=True)
class LogLine:
    """One line as it is shown."""

    seq: int
    at: datetime
    who: str
    role: str
    kind: str
    text: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class LogPage:
    """A page of lines, newest first; `kind` is the chosen filter, or empty; `own`: the reader's own acts alone."""

    lines: Sequence[LogLine]
    page: int
    pages: int
    total: int
    kind: str
    own: bool


_wordings: dict[str, Wording] = {}


def register_wording(wordings: Mapping[str, Wording]) -> None:
    """Say how these actions read; ValueError for a kind that is not in `KINDS`."""
    for action, wording in wordings.items():
        if wording.kind not in KINDS:
            raise ValueError(f"{action}: no such kind of log line: {wording.kind}")
        _wordings[action] = wording


def unworded() -> list[str]:
    """Registered actions of procedures that have no words yet; those of accounts stand in no procedure's log."""
    return sorted(action for action in audit.ACTIONS if action not in _wordings and not action.startswith("account."))


def log_page(procedure: Procedure, hats: Hats, *, page: int, kind: str = "") -> LogPage:
    """The lines of the procedure, newest first, `PAGE_SIZE` to a page; a page beyond the last is the last."""
    chosen = sa.and_(AuditLine.procedure_id == procedure.id, _readable(procedure, hats))
    wanted = sa.and_(chosen, AuditLine.action.in_([action for action, wording in _wordings.items() if wording.kind == kind])) if kind else chosen
    total = session().scalar(sa.select(sa.func.count()).select_from(AuditLine).where(wanted)) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    rows = session().scalars(sa.select(AuditLine).where(wanted).order_by(AuditLine.seq.desc()).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)).all()
    reader = _Reader(procedure, rows, whole=hats.hr)
    return LogPage(lines=[reader.line(row) for row in rows], page=page, pages=pages, total=total, kind=kind, own=_own_alone(hats))


def kinds_for(hats: Hats) -> dict[str, LazyString]:
    """The kinds that the filter offers to the person; none to who reads the own acts alone."""
    if _own_alone(hats):
        return {}
    plain = {wording.kind for wording in _wordings.values() if wording.plain is not None}
    return {code: word for code, word in KINDS.items() if hats.hr or code not in HR_ONLY or code in plain}


def _own_alone(hats: Hats) -> bool:
    return not hats.hr and not hats.chairs


def _readable(procedure: Procedure, hats: Hats) -> sa.ColumnElement[bool]:
    """Which lines of the procedure the person may read."""
    if hats.hr:
        return sa.true()
    own = AuditLine.actor_id == hats.account_id
    return sa.or_(own, _of_panel(procedure, hats), AuditLine.seq.in_(_on_candidates(procedure, hats))) if hats.chairs else own


def _of_panel(procedure: Procedure, hats: Hats) -> sa.ColumnElement[bool]:
    """Lines on the procedure, its panel, rules and scores, without those of rounds in which the person has no seat, by the round or part they name."""
    actions = [action for action, wording in _wordings.items() if wording.kind not in HR_ONLY]
    rounds = [round_ for round_ in definition_of(procedure).scheme.rounds if round_.code not in hats.seats]
    named = [("round", round_.code) for round_ in rounds] + [("part", part.code) for round_ in rounds for part in round_.parts]
    elsewhere = [AuditLine.body.contains(f'"{key}":"{code}"', autoescape=True) for key, code in named]
    return sa.and_(AuditLine.action.in_(actions), ~sa.or_(sa.false(), *elsewhere))


def _on_candidates(procedure: Procedure, hats: Hats) -> list[int]:
    """Numbers of the lines on what was recorded about a candidate of the own panel: of the whole procedure, a part of an own round, or one without panel."""
    rounds = definition_of(procedure).scheme.rounds
    parts = {part.code for round_ in rounds if round_.code in hats.seats or not has_sheets(round_) for part in round_.parts}
    everybody = rounds[0].code in hats.seats
    ids = frozenset[str]() if everybody else frozenset[str]().union(*registry.panel_candidates(procedure, frozenset(hats.seats)))
    actions = [action for action, wording in _wordings.items() if wording.kind in HR_ONLY and wording.plain is not None]
    wanted = sa.select(AuditLine).where(AuditLine.procedure_id == procedure.id, AuditLine.action.in_(actions))
    lines = [(row.seq, row.keys) for row in session().scalars(wanted)]
    return [seq for seq, keys in lines if (everybody or keys["candidate"] in ids) and (not keys["part"] or keys["part"] in parts)]


class _Missing(dict[str, Any]):
    """What a text names and the line lacks reads as a dash."""

    def __missing__(self, key: str) -> str:
        return "–"


class _Reader:
    """Names, codes, titles and reasons of one page of lines, read once."""

    def __init__(self, procedure: Procedure, rows: Sequence[AuditLine], *, whole: bool) -> None:
        self.whole = whole
        self.definition = definition_of(procedure)
        self.closed = {run.code for run in procedure.rounds if run.closed_at is not None}
        self.codes = {key: code for codes in registry.candidate_codes(procedure.id) for key, code in codes.items()}
        self.reasons = _reasons(procedure)
        ids = {row.actor_id for row in rows if row.actor_id is not None} | {found for row in rows for found in _people_in(row)}
        people = session().scalars(sa.select(Account).where(Account.id.in_(ids)))
        self.names = {str(account.id): account.name for account in people}

    def line(self, row: AuditLine) -> LogLine:
        wording, keys = _wordings.get(row.action), row.keys
        veiled = not self.whole and wording is not None and wording.kind in HR_ONLY
        return LogLine(
            seq=row.seq,
            at=row.at,
            who=self.names.get(str(row.actor_id), _("the application")),
            role=role_word(row.role),
            kind=str(KINDS[wording.kind]) if wording is not None else "",
            text=self._text(wording, keys) if wording is not None else _("Action %(action)s", action=row.action),
            reason="" if veiled else self.reasons.get(str(keys.get("reason", "")), ""),
        )

    def _text(self, wording: Wording, keys: dict[str, Any]) -> str:
        values = _Missing(self._shown(wording, keys))
        if not self.whole and wording.plain is not None:
            return _told(wording.plain, values)
        text = _told(wording.text, values)
        if wording.figures is None or not self._round_closed(keys):
            return text
        return f"{text} {_told(wording.figures, values)}".strip()

    def _shown(self, wording: Wording, keys: dict[str, Any]) -> dict[str, Any]:
        values = {key: "–" if value is None else value for key, value in keys.items()}
        values |= {key: self.names.get(str(keys[key]), "–") for key in wording.people if keys.get(key)}
        values |= {key: date_short(date.fromisoformat(keys[key])) for key in wording.dates if keys.get(key)}
        if "candidate" in keys:
            values["candidate"] = self.codes.get(str(keys["candidate"])) or _("without a code yet")
        values |= _titles(self.definition, keys)
        return wording.prepare(values) if wording.prepare is not None else values

    def _round_closed(self, keys: dict[str, Any]) -> bool:
        """Whether what the line says of a judgement may be known: its round is closed now."""
        code = keys.get("round")
        if keys.get("part"):
            code = next((round_.code for round_ in self.definition.scheme.rounds if any(part.code == keys["part"] for part in round_.parts)), None)
        return code in self.closed


def _told(words: Words | Telling, values: Mapping[str, Any]) -> str:
    return str(words) % values if isinstance(words, (str, LazyString)) else words(values)


def _people_in(row: AuditLine) -> list[UUID]:
    wording, keys = _wordings.get(row.action), row.keys
    return [UUID(keys[key]) for key in wording.people if keys.get(key)] if wording is not None else []


def _titles(definition: Definition, keys: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    part = definition.scheme.part(str(keys.get("part")))
    criterion = part.criterion(str(keys.get("criterion"))) if part is not None else None
    for round_ in definition.scheme.rounds:
        if round_.code == keys.get("round"):
            found["round"] = round_.title
    if part is not None:
        found["part"] = part.title
        found["criteria"] = {each.code: each.title for each in part.criteria}
    if criterion is not None:
        found["criterion"] = criterion.title
    return found


def _reasons(procedure: Procedure) -> dict[str, str]:
    """Digest to text of the reasons that stand in the rows of the procedure."""
    texts = [seat.end_reason for seat in procedure.seats] + [seat.away_reason for seat in procedure.seats]
    texts += [row.reason for row in definition_rows(procedure)] + [procedure.discard_reason]
    stop = stop_of(procedure)
    texts += [stop.reason] if stop is not None else []
    own = {audit.digest(text, procedure.salt): text for text in texts if text}
    for found in registry.reason_texts(procedure.id):
        own |= found
    return own


def role_word(role: str) -> str:
    """In which role somebody acted."""
    words = {"hr": _("HR officer"), "administrator": _("Administrator"), "candidate": _("Candidate"), "self": "", "system": ""}
    return words[role] if role in words else seat_kind(role) if role in {"member", "chair", "deputy_chair", "secretary", "observer"} else role
