"""What was judged, as people read it back: every rating, consensus and verdict of the rounds that the reader may see, with its words."""

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from scoring.numbers import NumberError, parse_number
from scoring.scheme import Part, Scheme
from selection.accounts.models import Account
from selection.candidates.models import Finding, FindingKind
from selection.db import as_stored, session
from selection.i18n import _
from selection.results.rows import Known, as_id, limited, plain
from selection.scoresheets.models import ConsensusRating, Rating, Scoresheet, SheetState


class ScoreRow(NamedTuple):
    """One judgement as it was given: a rating, points, a verdict or a consensus. `value` is a number where it is one, else the label or word.

    `assessor` is a name, or empty for what no single assessor gave; `order` keeps the order of parts and criteria. `part_code`, `criterion_code` and
    `account` tell apart what has the same title or name.
    """

    candidate: str
    part: str
    criterion: str
    assessor: str
    value: Fraction | str
    text: str = ""
    order: tuple[int, int] = (0, 0)
    part_code: str = ""
    criterion_code: str = ""
    account: str = ""


def as_number(text: str, part: Part | None) -> Fraction | str:
    """A rating or points as a number; a label, or a word such as not observed, as it is."""
    return text if part is None or (part.scale is not None and not part.scale.numeric) else _number(text)


@lru_cache(maxsize=4096)
def _number(text: str) -> Fraction | str:
    try:
        return parse_number(text)
    except NumberError:
        return text


def score_rows(procedure_id: UUID, scheme: Scheme, codes: Mapping[UUID, str], rounds: Collection[str], only: Collection[UUID] | None = None) -> list[ScoreRow]:
    """The judgements of these rounds, by candidate code, part, criterion and assessor. Drafts stay out."""
    parts = [part.code for round_ in scheme.rounds if round_.code in rounds for part in round_.parts]
    rows = [
        *_ratings(procedure_id, scheme, codes, parts, only),
        *_settled(procedure_id, scheme, codes, parts, only),
        *_verdicts(procedure_id, scheme, codes, parts, only),
    ]
    return sorted(rows, key=lambda row: (row.candidate, row.order, row.assessor, row.account))


def _order(scheme: Scheme, part: Part, criterion: str) -> tuple[int, int]:
    codes = [each.code for each in part.criteria]
    return scheme.parts.index(part), codes.index(criterion) if criterion in codes else len(codes)


def _title(part: Part, criterion: str) -> str:
    found = part.criterion(criterion)
    return found.title if found else ""


def _ratings(procedure_id: UUID, scheme: Scheme, codes: Mapping[UUID, str], parts: Collection[str], only: Collection[UUID] | None) -> Iterator[ScoreRow]:
    query = (
        select(
            as_stored(Scoresheet.candidate_id),
            Scoresheet.part_code,
            as_stored(Scoresheet.account_id),
            Scoresheet.points,
            Scoresheet.remark,
            Rating.criterion_code,
            Rating.chosen,
            Rating.not_observed,
            Rating.not_observed_reason,
            Rating.rationale,
        )
        .outerjoin(Rating, Rating.sheet_id == Scoresheet.id)
        .where(Scoresheet.procedure_id == procedure_id, Scoresheet.state == SheetState.SUBMITTED, Scoresheet.part_code.in_(parts))
    )
    code_of, account_of = Known(lambda raw: codes.get(as_id(raw), "")), Known(lambda raw: str(as_id(raw)))
    names = _names(procedure_id)
    about = cache(lambda part_code, criterion: _about(scheme, part_code, criterion))
    unseen_word = _("not observed")
    for raw, part_code, account, points, remark, criterion, chosen, unseen, why, rationale in plain(limited(query, Scoresheet.candidate_id, only)):
        code, (part, title, order) = code_of[raw], about(part_code, criterion or "")
        if part is None or not code:
            continue
        direct, who = part.is_direct, account_of[account]
        yield ScoreRow(
            candidate=code,
            part=part.title,
            criterion="" if direct else title,
            assessor=names[who],
            value=unseen_word if unseen else as_number(points if direct else (chosen or ""), part),
            text=remark if direct else (why if unseen else rationale or ""),
            order=order,
            part_code=part_code,
            criterion_code="" if direct else criterion or "",
            account=who,
        )


def _names(procedure_id: UUID) -> Mapping[str, str]:
    """Account id as text -> given and family name, of who has a sheet."""
    query = select(Account.id, Account.given_name, Account.family_name).where(
        Account.id.in_(select(Scoresheet.account_id).where(Scoresheet.procedure_id == procedure_id))
    )
    return {str(id_): f"{given} {family}".strip() for id_, given, family in session().execute(query)}


def _about(scheme: Scheme, part_code: str, criterion: str) -> tuple[Part | None, str, tuple[int, int]]:
    part = scheme.part(part_code)
    return (None, "", (0, 0)) if part is None else (part, _title(part, criterion), _order(scheme, part, criterion))


def _settled(procedure_id: UUID, scheme: Scheme, codes: Mapping[UUID, str], parts: Collection[str], only: Collection[UUID] | None) -> Iterator[ScoreRow]:
    query = select(ConsensusRating).where(
        ConsensusRating.procedure_id == procedure_id, ConsensusRating.ended_at.is_(None), ConsensusRating.part_code.in_(parts)
    )
    for settled in session().scalars(limited(query, ConsensusRating.candidate_id, only)):
        part = scheme.part(settled.part_code)
        if part is None or settled.candidate_id not in codes:
            continue
        yield ScoreRow(
            candidate=codes[settled.candidate_id],
            part=part.title,
            criterion=_title(part, settled.criterion_code),
            assessor=_("consensus"),
            value=as_number(settled.chosen, part),
            text=settled.reason,
            order=_order(scheme, part, settled.criterion_code),
            part_code=part.code,
            criterion_code=settled.criterion_code,
        )


def _verdicts(procedure_id: UUID, scheme: Scheme, codes: Mapping[UUID, str], parts: Collection[str], only: Collection[UUID] | None) -> Iterator[ScoreRow]:
    query = select(Finding.candidate_id, Finding.part_code, Finding.value, Finding.source).where(
        Finding.procedure_id == procedure_id, Finding.ended_at.is_(None), Finding.kind == FindingKind.VERDICT, Finding.part_code.in_(parts)
    )
    words = {"suitable": _("suitable"), "unsuitable": _("unsuitable")}
    for candidate, part_code, value, source in session().execute(limited(query, Finding.candidate_id, only)):
        part = scheme.part(part_code)
        if part is not None and candidate in codes:
            yield ScoreRow(
                candidate=codes[candidate],
                part=part.title,
                criterion="",
                assessor="",
                value=words.get(value, value),
                text=source,
                order=_order(scheme, part, ""),
                part_code=part.code,
            )
