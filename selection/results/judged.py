"""What was judged, as people read it back: every rating, consensus and verdict of the rounds that the reader may see, with its words."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from sqlalchemy import select

from scoring.numbers import NumberError, parse_number
from scoring.scheme import Part, Scheme
from selection.accounts.models import Account
from selection.candidates.models import Finding, FindingKind
from selection.db import session
from selection.i18n import _
from selection.results.rows import limited
from selection.scoresheets.models import ConsensusRating, Rating, Scoresheet, SheetState


@dataclass(frozen=True, kw_only=True)
class ScoreRow:
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
    if part is None or (part.scale is not None and not part.scale.numeric):
        return text
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
            Scoresheet.candidate_id,
            Scoresheet.part_code,
            Scoresheet.account_id,
            Account.given_name,
            Account.family_name,
            Scoresheet.points,
            Scoresheet.remark,
            Rating.criterion_code,
            Rating.chosen,
            Rating.not_observed,
            Rating.not_observed_reason,
            Rating.rationale,
        )
        .join(Account, Account.id == Scoresheet.account_id)
        .outerjoin(Rating, Rating.sheet_id == Scoresheet.id)
        .where(Scoresheet.procedure_id == procedure_id, Scoresheet.state == SheetState.SUBMITTED, Scoresheet.part_code.in_(parts))
    )
    for candidate, part_code, account, given, family, points, remark, criterion, chosen, unseen, why, rationale in session().execute(
        limited(query, Scoresheet.candidate_id, only)
    ):
        part = scheme.part(part_code)
        if part is None or candidate not in codes:
            continue
        direct = part.is_direct
        yield ScoreRow(
            candidate=codes[candidate],
            part=part.title,
            criterion="" if direct else _title(part, criterion or ""),
            assessor=f"{given} {family}".strip(),
            value=as_number(points if direct else (chosen or ""), part) if not unseen else _("not observed"),
            text=remark if direct else (why if unseen else rationale or ""),
            order=_order(scheme, part, criterion or ""),
            part_code=part.code,
            criterion_code="" if direct else criterion or "",
            account=str(account),
        )


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
