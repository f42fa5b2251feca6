"""The rules page as a finished object, and what neutralising a criterion does, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

import sqlalchemy as sa

from scoring.scheme import Part
from selection.accounts.models import Account
from selection.db import session
from selection.i18n import _
from selection.procedures import states
from selection.procedures.actions.rules import neutralised
from selection.procedures.models import Procedure, ProcedureDefinition
from selection.procedures.queries import Hats, definition_of, definition_rows
from selection.procedures.scheme_words import (
    CriterionWords,
    PartWords,
    ScaleWords,
    criteria_words,
    figure,
    part_words,
    ranking_sentences,
    reserve_sentences,
    scale_words,
    share_percent,
)
from selection.procedures.states import Act
from selection.procedures.words import definition_kind
from vacancies import Definition


@dataclass(frozen=True, kw_only=True)
class PartRules:
    """A part with its criteria and scale."""

    words: PartWords
    criteria: Sequence[CriterionWords]
    scale: ScaleWords | None


@dataclass(frozen=True, kw_only=True)
class Version:
    """One version of the definition: what, when, by whom, why."""

    number: int
    kind: str
    at: datetime
    by: str
    reason: str
    fingerprint: str


@dataclass(frozen=True, kw_only=True)
class RulesPage:
    """Everything that the rules page shows; `may` holds the acts that HR can do now."""

    definition: Definition
    parts: Sequence[PartRules]
    sentences: Sequence[str]
    reserve: Sequence[str]
    fingerprint: str
    versions: Sequence[Version]
    stage: str
    may: frozenset[str]
    frozen_at: datetime | None


def rules_page(procedure: Procedure, hats: Hats) -> RulesPage:
    """The rules as they are now, and as they became so."""
    definition, rows, stage = definition_of(procedure), definition_rows(procedure), states.stage_of(procedure)
    scheme = definition.scheme
    words = {part.code: part for part in part_words(scheme)}
    moments = [moment for moment in (procedure.published_at, procedure.opened_at) if moment is not None]
    return RulesPage(
        definition=definition,
        parts=[_part(definition, part, words[part.code]) for part in scheme.parts],
        sentences=ranking_sentences(scheme),
        reserve=reserve_sentences(scheme),
        fingerprint=rows[0].fingerprint,
        versions=_versions(rows),
        stage=str(stage),
        may=frozenset(str(act) for act in Act if states.may(stage, act)) if hats.hr else frozenset(),
        frozen_at=min(moments) if moments else None,
    )


def _part(definition: Definition, part: Part, words: PartWords) -> PartRules:
    return PartRules(words=words, criteria=criteria_words(definition.scheme, part), scale=scale_words(part.scale) if part.scale is not None else None)


def _versions(rows: Sequence[ProcedureDefinition]) -> list[Version]:
    people = session().scalars(sa.select(Account).where(Account.id.in_({row.made_by for row in rows})))
    names = {account.id: account.name for account in people}
    return [
        Version(
            number=row.number,
            kind=definition_kind(row.kind),
            at=row.made_at,
            by=names[row.made_by],
            reason=row.reason,
            fingerprint=row.fingerprint,
        )
        for row in rows
    ]


@dataclass(frozen=True, kw_only=True)
class Neutralising:
    """What it does when a criterion drops out: sentences, and the share of the part's points of each criterion before and after."""

    part_code: str
    criterion_code: str
    part: str
    criterion: str
    sentences: Sequence[str]
    shares: Sequence[tuple[str, str, str]]


def neutralising(procedure: Procedure, part_code: str, criterion_code: str) -> Neutralising:
    """The preview of R9 for one criterion; NotFound or Refused as the act itself."""
    before = definition_of(procedure)
    after = neutralised(procedure, part_code=part_code, criterion_code=criterion_code, reason=_("preview"))
    part = next(part for part in before.scheme.parts if part.code == part_code)
    criterion = next(criterion for criterion in part.criteria if criterion.code == criterion_code)
    old, new = _shares(before, part), _shares(after, part)
    sentences = [
        _("%(criterion)s no longer counts for any candidate, also where it was rated already.", criterion=criterion.title),
        _(
            "The other criteria of %(part)s share its weight; the part still counts for %(points)s points.",
            part=part.title,
            points=figure(part.points or Fraction(0)),
        ),
        _("Ratings stay readable. Points, outcomes and ranking follow at once for all candidates alike, also of rounds that are closed."),
        _("This cannot be undone: after the first judgement a criterion can only drop out."),
    ]
    if criterion.minimum is not None:
        sentences.insert(2, _("Its minimum no longer fails anybody."))
    return Neutralising(
        part_code=part_code,
        criterion_code=criterion_code,
        part=part.title,
        criterion=criterion.title,
        sentences=sentences,
        shares=[(one.title, old[one.code], new.get(one.code, _("drops out"))) for one in part.criteria if one.code in old],
    )


def _shares(definition: Definition, part: Part) -> dict[str, str]:
    """Share of the part's points per counting criterion, for reading."""
    counting = definition.scheme.counting(next(one for one in definition.scheme.parts if one.code == part.code))
    total = sum((criterion.weight for criterion in counting), Fraction(0))
    return {criterion.code: share_percent(criterion.weight / total) for criterion in counting}
