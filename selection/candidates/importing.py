"""Actions on imports: keep an uploaded list, import what its preview showed, undo an import as a whole."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from selection import audit
from selection.accounts.models import Account
from selection.candidates import queries
from selection.candidates.entering import Details, barred, erase, overwrite, place
from selection.candidates.models import Candidate, ImportBatch, ImportedChange, UploadedList
from selection.candidates.planning import Known, Plan, PlannedRow, RowKind, plan, taken_twice
from selection.candidates.reading import Upload
from selection.candidates.states import Act, require
from selection.db import now, session
from selection.errors import NotFound, Refused
from selection.i18n import _, _n
from selection.procedures.models import Procedure

audit.register(
    {
        "candidates.imported": {"import", "added", "changed"},
        "candidates.import_undone": {"import", "removed", "restored", "left"},
    }
)
KEPT_FOR = timedelta(days=1)


class ChoicesMissing(ValueError):
    """Rows that share an address were both taken: `rows` are their numbers."""

    def __init__(self, rows: frozenset[int]) -> None:
        super().__init__(f"rows {sorted(rows)} share an address")
        self.rows = rows


class PlanChanged(Exception):
    """The candidates changed since the preview was shown, so that importing would do something else than it said."""


def keep(procedure: Procedure, upload: Upload, file_name: str, *, actor: Account) -> UploadedList:
    """Keep what was uploaded until it is imported or dropped; lists that nobody answered for within a day go."""
    require(procedure, Act.IMPORT)
    session().execute(sa.delete(UploadedList).where(UploadedList.uploaded_at < now() - KEPT_FOR))
    kept = UploadedList(procedure_id=procedure.id, file_name=file_name[-255:], content=upload.to_json(), uploaded_at=now(), uploaded_by=actor.id)
    session().add(kept)
    session().flush()
    return kept


def kept_list(procedure: Procedure, list_id: UUID, actor: Account) -> UploadedList:
    """A list that this person uploaded to this procedure. NotFound for any other, and once it was imported or dropped."""
    wanted = sa.select(UploadedList).where(UploadedList.id == list_id, UploadedList.procedure_id == procedure.id, UploadedList.uploaded_by == actor.id)
    kept = session().scalar(wanted)
    if kept is None:
        raise NotFound(_("This list was imported or dropped already, or more than a day has passed. Upload the file again."))
    return kept


def plan_of(procedure: Procedure, upload: Upload) -> Plan:
    """What importing the list would do now."""
    known = [
        Known(id=str(one.id), given_name=one.person.given_name, family_name=one.person.family_name, email=one.person.email,
              telephone=one.person.telephone, version=one.version)
        for one in queries.candidates_of(procedure.id)
    ]  # fmt: skip
    return plan(upload.rows, known, barred(procedure))


def drop(kept: UploadedList) -> None:
    """Forget an uploaded list."""
    session().delete(kept)
    session().flush()


def take(procedure: Procedure, kept: UploadedList, *, shown: str, taken: frozenset[int], actor: Account) -> ImportBatch:
    """Import the list as its preview showed it. `shown` is the digest of that plan, `taken` the numbers of the doubtful rows to take.

    Raises `PlanChanged` when the plan is another one by now, `ChoicesMissing` when two rows with one address were taken, `Refused` when nothing is left.
    """
    require(procedure, Act.IMPORT)
    todo = plan_of(procedure, Upload.from_json(kept.content))
    if todo.digest != shown:
        raise PlanChanged
    chosen = [row for row in todo.of(RowKind.DOUBTFUL) if row.takeable and row.row.number in taken]
    if double := taken_twice(chosen):
        raise ChoicesMissing(double)
    rows = [*todo.of(RowKind.NEW), *todo.of(RowKind.CHANGED), *chosen]
    if not rows:
        raise Refused(_("Nothing of this list would be imported. Choose which doubtful rows to take, or upload another file."))
    return _apply(procedure, kept, rows, actor)


def _apply(procedure: Procedure, kept: UploadedList, rows: list[PlannedRow], actor: Account) -> ImportBatch:
    batch = ImportBatch(procedure_id=procedure.id, file_name=kept.file_name, rows=len(rows), imported_at=now(), imported_by=actor.id)
    session().add(batch)
    session().delete(kept)
    session().flush()
    there = {str(candidate.id): candidate for candidate in queries.candidates_of(procedure.id)}
    added = [place(procedure, _details(row), actor=actor, import_id=batch.id) for row in rows if row.known is None]
    changed = [(there[row.known.id], row, row.known) for row in rows if row.known is not None]
    for candidate, row, _known in changed:
        overwrite(candidate, _details(row))
    session().flush()
    for candidate, _row, known in changed:
        session().add(
            ImportedChange(
                import_id=batch.id,
                candidate_id=candidate.id,
                given_name=known.given_name,
                family_name=known.family_name,
                telephone=known.telephone,
                version=candidate.version,
            )
        )
    session().flush()
    audit.record(
        "candidates.imported",
        actor=actor,
        role="hr",
        procedure_id=procedure.id,
        added=[candidate.id for candidate in added],
        changed=[candidate.id for candidate, _row, _known in changed],
        **{"import": batch.id},
    )
    return batch


def _details(row: PlannedRow) -> Details:
    return Details(given_name=row.row.given_name, family_name=row.row.family_name, email=row.row.email, telephone=row.telephone)


def import_of(procedure: Procedure, import_id: UUID) -> ImportBatch:
    """An import of this procedure. NotFound for another."""
    batch = session().scalar(sa.select(ImportBatch).where(ImportBatch.id == import_id, ImportBatch.procedure_id == procedure.id))
    if batch is None:
        raise NotFound
    return batch


def hindrances(procedure: Procedure, batches: list[ImportBatch]) -> Mapping[UUID, str]:
    """Import to why it cannot be undone any more, for those that cannot."""
    judged = queries.judged(procedure.id)
    if not judged or not batches:
        return {}
    rows = session().execute(sa.select(Candidate.import_id, Candidate.id).where(Candidate.procedure_id == procedure.id, Candidate.import_id.is_not(None)))
    number: dict[UUID, int] = {}
    for row in rows:
        if row.id in judged:
            number[row.import_id] = number.get(row.import_id, 0) + 1
    return {
        batch.id: _n("One of its candidates was judged already.", "%(num)s of its candidates were judged already.", number[batch.id])
        for batch in batches
        if batch.id in number
    }


def undo(procedure: Procedure, batch: ImportBatch, *, actor: Account) -> tuple[int, int, int]:
    """Undo an import as a whole, unless something was judged about one of its candidates.

    Its candidates go, changed ones get their former name and telephone back; who was changed by hand since then stays as is.
    Gives the numbers of candidates removed, restored and left.
    """
    require(procedure, Act.UNDO_IMPORT)
    if batch.undone_at is not None:
        raise Refused(_("This import was undone already."))
    if why := hindrances(procedure, [batch]).get(batch.id):
        raise Refused(_("The import cannot be undone as a whole any more.") + " " + why)
    candidates = {candidate.id: candidate for candidate in queries.candidates_of(procedure.id)}
    restored, left = _restore(batch, candidates)
    removed = [candidate for candidate in candidates.values() if candidate.import_id == batch.id]
    ids = [candidate.id for candidate in removed]
    session().execute(sa.delete(ImportedChange).where(ImportedChange.import_id == batch.id))
    erase(removed)
    batch.undone_at = now()
    session().flush()
    audit.record(
        "candidates.import_undone",
        actor=actor,
        role="hr",
        procedure_id=procedure.id,
        removed=ids,
        restored=restored,
        left=left,
        **{"import": batch.id},
    )
    return len(ids), len(restored), len(left)


def _restore(batch: ImportBatch, candidates: Mapping[UUID, Candidate]) -> tuple[list[UUID], list[UUID]]:
    """Give changed candidates their former name and telephone back; who was changed since the import is left."""
    restored: list[UUID] = []
    left: list[UUID] = []
    for former in session().scalars(sa.select(ImportedChange).where(ImportedChange.import_id == batch.id)):
        candidate = candidates[former.candidate_id]
        if candidate.version != former.version:
            left.append(candidate.id)
            continue
        before = Details(given_name=former.given_name, family_name=former.family_name, email=candidate.person.email, telephone=former.telephone)
        overwrite(candidate, before)
        restored.append(candidate.id)
    return restored, left
