"""The spread of one criterion over the candidates whose sheets the reader may see: a picture and a row of figures for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from flask import url_for

from scoring.scheme import Criterion, Part
from selection.accounts.models import Account
from selection.rounds.comparing import Compared, compared
from selection.rounds.gaps import Standing
from selection.rounds.scope import RoundScope
from selection.scoresheets.content import content_of
from selection.scoresheets.models import SheetState
from selection.scoresheets.queries import current_consensus, visible_in_part


@dataclass(frozen=True, kw_only=True)
class SpreadRow:
    """One candidate. `ratings` and `shown` run parallel with the people of the spread; nothing and an empty text where there is no sheet that counts."""

    code: str
    uid: str
    url: str
    compared: Compared
    ratings: Sequence[Fraction | None]
    shown: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Spread:
    """One criterion of one part. `who` are the people in the order of their shapes, the same in each row. `choices` are (title, address, chosen) of
    everything that can be looked at; `hidden` counts candidates not open yet."""

    title: str
    part: str
    who: Sequence[str]
    rows: Sequence[SpreadRow]
    choices: Sequence[tuple[str, str, bool]]
    hidden: int


def spread_of(scope: RoundScope, standing: Standing, part_code: str, criterion_code: str) -> Spread | None:
    """The spread of the criterion asked for, or of the first of the round; None when the round has no sheets."""
    topics = [(part, criterion) for part in scope.round.parts for criterion in _criteria(scope, part)]
    if not topics:
        return None
    part, criterion = next((one for one in topics if _named(one) == (part_code, criterion_code)), topics[0])
    opened = standing.opened[part.code]
    who = [(id_, code) for id_, code in standing.taking_part if id_ in opened]
    ids = [id_ for id_, _code in who]
    visible = visible_in_part(scope.procedure, scope.hats, part.code, ids)
    settled = current_consensus(scope.procedure, part.code, ids)
    away = standing.states[part.code].away
    counting = {id_: [sheet for sheet in visible[id_] if sheet.state == SheetState.SUBMITTED and away.get((id_, sheet.account_id)) != "recused"] for id_ in ids}
    people = sorted({sheet.account for sheets in counting.values() for sheet in sheets}, key=_in_order)
    rows = []
    for number, (id_, code) in enumerate(who):
        sheets = sorted(counting[id_], key=lambda sheet: _in_order(sheet.account))
        said = [(sheet.account.name, content_of(sheet)) for sheet in sheets]
        url = url_for("rounds.compare", procedure_id=scope.procedure.id, round_code=scope.round.code, part_code=part.code, candidate_id=id_)
        gaps = {code: gap for gap in standing.by_spot.get((id_, part.code), ()) for code in (gap.criteria or ("",))}
        consensus = settled.get((id_, criterion.code if criterion else ""))
        one = compared(part, criterion, said, gaps, consensus, all_in=standing.states[part.code].complete(id_))
        given = {sheet.account_id: at for at, sheet in enumerate(sheets)}
        lanes = [given.get(person.id) for person in people]
        ratings = [None if at is None else one.ratings[at] for at in lanes]
        shown = ["" if at is None else one.shown[at] for at in lanes]
        rows.append(SpreadRow(code=code, uid=f"spread-{number}", url=url, compared=one, ratings=ratings, shown=shown))
    return Spread(
        title=criterion.title if criterion is not None else part.title,
        part=part.title,
        who=[person.name for person in people],
        rows=rows,
        choices=[(_title(one), _address(scope, one), one == (part, criterion)) for one in topics],
        hidden=len(standing.taking_part) - len(who),
    )


def _in_order(account: Account) -> tuple[str, str, str]:
    return account.family_name, account.given_name, str(account.id)


def _criteria(scope: RoundScope, part: Part) -> Sequence[Criterion | None]:
    if part.is_verdict:
        return ()
    return (None,) if part.is_direct else scope.definition.scheme.counting(part)


def _named(topic: tuple[Part, Criterion | None]) -> tuple[str, str]:
    part, criterion = topic
    return part.code, criterion.code if criterion is not None else ""


def _title(topic: tuple[Part, Criterion | None]) -> str:
    part, criterion = topic
    return criterion.title if criterion is not None else part.title


def _address(scope: RoundScope, topic: tuple[Part, Criterion | None]) -> str:
    part_code, criterion_code = _named(topic)
    page = url_for("rounds.progress", procedure_id=scope.procedure.id, round_code=scope.round.code, onderdeel=part_code, criterium=criterion_code)
    return f"{page}#spread"
