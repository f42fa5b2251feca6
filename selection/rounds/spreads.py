"""The spread of one criterion over the candidates whose sheets the reader may see: a picture and a row of figures for each."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from scoring.scheme import Criterion, Part
from selection.rounds.comparing import Compared, compared
from selection.rounds.gaps import Standing
from selection.rounds.scope import RoundScope
from selection.scoresheets.content import content_of
from selection.scoresheets.models import SheetState
from selection.scoresheets.queries import current_consensus, visible_in_part


@dataclass(frozen=True, kw_only=True)
class SpreadRow:
    """One candidate."""

    code: str
    uid: str
    url: str
    compared: Compared


@dataclass(frozen=True, kw_only=True)
class Spread:
    """One criterion of one part. `choices` are (title, address, chosen) of everything that can be looked at; `hidden` counts candidates not open yet."""

    title: str
    part: str
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
    rows = []
    for number, (id_, code) in enumerate(who):
        sheets = [sheet for sheet in visible[id_] if sheet.state == SheetState.SUBMITTED and away.get((id_, sheet.account_id)) != "recused"]
        sheets.sort(key=lambda sheet: (sheet.account.family_name, sheet.account.given_name, str(sheet.id)))
        said = [(sheet.account.name, content_of(sheet)) for sheet in sheets]
        url = url_for("rounds.compare", procedure_id=scope.procedure.id, round_code=scope.round.code, part_code=part.code, candidate_id=id_)
        gaps = {code: gap for gap in standing.by_spot.get((id_, part.code), ()) for code in (gap.criteria or ("",))}
        consensus = settled.get((id_, criterion.code if criterion else ""))
        one = compared(part, criterion, said, gaps, consensus, all_in=standing.states[part.code].complete(id_))
        rows.append(SpreadRow(code=code, uid=f"spread-{number}", url=url, compared=one))
    return Spread(
        title=criterion.title if criterion is not None else part.title,
        part=part.title,
        rows=rows,
        choices=[(_title(one), _address(scope, one), one == (part, criterion)) for one in topics],
        hidden=len(standing.taking_part) - len(who),
    )


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
