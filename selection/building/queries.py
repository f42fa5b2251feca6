"""Reads: drafts, their versions, and the definitions of those that are ready. Every function runs a fixed number of queries."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, undefer

from selection.building.models import DraftState, VacancyDraft, VacancyRevision
from selection.db import session
from selection.errors import NotFound
from selection.frameworks.queries import FrameworkSet
from vacancies import Definition, DefinitionErrors, definition_from

Source = dict[str, Any]


def drafts() -> Sequence[VacancyDraft]:
    """Every draft with its owner and who changed it last, the one changed last first; without their sources."""
    wanted = sa.select(VacancyDraft).options(joinedload(VacancyDraft.owner), joinedload(VacancyDraft.changer))
    return session().scalars(wanted.order_by(VacancyDraft.changed_at.desc(), VacancyDraft.title)).all()


def draft_with(draft_id: UUID) -> VacancyDraft:
    """One draft with its source. NotFound for any other."""
    wanted = sa.select(VacancyDraft).where(VacancyDraft.id == draft_id)
    draft = session().scalar(wanted.options(undefer(VacancyDraft.source), joinedload(VacancyDraft.owner), joinedload(VacancyDraft.changer)))
    if draft is None:
        raise NotFound
    return draft


def source_of(draft: VacancyDraft | VacancyRevision) -> Source:
    """What was typed, in the shape of a definition file; the caller may change it."""
    loaded: Source = json.loads(draft.source)
    return loaded


def revisions_of(draft: VacancyDraft) -> Sequence[VacancyRevision]:
    """Every version of a draft with who made it, newest first."""
    wanted = sa.select(VacancyRevision).where(VacancyRevision.draft_id == draft.id).order_by(VacancyRevision.number.desc())
    return session().scalars(wanted.options(joinedload(VacancyRevision.maker))).all()


def revision_numbered(draft: VacancyDraft, number: int) -> VacancyRevision:
    """One version of a draft. NotFound for a number that never was."""
    wanted = sa.select(VacancyRevision).where(VacancyRevision.draft_id == draft.id, VacancyRevision.number == number)
    revision = session().scalar(wanted)
    if revision is None:
        raise NotFound
    return revision


def ready(frameworks: FrameworkSet) -> Mapping[UUID, Definition | DefinitionErrors]:
    """The definitions of the drafts that are ready, by id; faults in place of one that the frameworks in force do not fit any more. One query."""
    wanted = sa.select(VacancyDraft.id, VacancyDraft.title, VacancyDraft.source).where(VacancyDraft.state == DraftState.READY).order_by(VacancyDraft.title)
    return {id_: _loaded(title, source, frameworks) for id_, title, source in session().execute(wanted)}


@lru_cache(maxsize=128)
def _loaded(title: str, source: str, frameworks: FrameworkSet) -> Definition | DefinitionErrors:
    try:
        return definition_from(json.loads(source), name=title, frameworks=frameworks)
    except DefinitionErrors as errors:
        return errors
