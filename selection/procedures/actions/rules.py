"""The rules of a procedure, changed as R17 allows: replaced freely, amended with a reason, or only neutralised and corrected once somebody was judged."""

import json
import tomllib
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from scoring.fingerprint import fingerprint
from selection import audit
from selection.accounts.models import Account
from selection.db import now, session
from selection.errors import BadInput, NotFound, Refused
from selection.frameworks.queries import framework_set
from selection.i18n import _
from selection.procedures.actions.handling import HR, add_definition, reason_digest, required_reason, touch
from selection.procedures.actions.regulation import amend_text, require_publishable
from selection.procedures.actions.versions import hold_version
from selection.procedures.models import Procedure, ProcedureDefinition, RoundRun, Seat
from selection.procedures.queries import definition_of, newest_definition
from selection.procedures.states import Act, Stage, require
from vacancies import Definition, DefinitionErrors, Framework, definition_from, thaw, with_newer

audit.register(
    {
        "rules.replaced": {"definition", "old", "new"},
        "rules.amended": {"definition", "old", "new", "reason"},
        "rules.neutralised": {"definition", "part", "criterion", "old", "new", "reason"},
        "rules.corrected": {"definition", "fingerprint", "old", "new", "reason"},
    }
)


def definition_from_file(content: bytes, name: str, language: str, procedure: Procedure | None = None) -> Definition:
    """The definition in an uploaded file; BadInput with one sentence per problem, each with its place and remedy.

    Competencies are those of the frameworks in force, or of those that `procedure` started with.
    """
    data = data_from_file(content, name)
    try:
        return definition_from(data, name=name, frameworks=framework_set() if procedure is None else frameworks_of(procedure))
    except DefinitionErrors as errors:
        raise BadInput("\n".join(errors.lines(language))) from None


def frameworks_of(procedure: Procedure) -> Mapping[str, Framework]:
    """The frameworks as the procedure started with them, word for word; what it did not use may be added from the versions in force."""
    newest, kept = framework_set(), definition_of(procedure).frameworks
    return {**newest, **{code: with_newer(framework, newest[code]) if code in newest else framework for code, framework in kept.items()}}


def data_from_file(content: bytes, name: str) -> dict[str, Any]:
    """What an uploaded TOML file holds; BadInput when it is none."""
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadInput(_("%(name)s is not a text file in UTF-8. Save it as UTF-8 and choose it again.", name=name)) from None
    except tomllib.TOMLDecodeError as error:
        raise BadInput(_("%(name)s is not a TOML file: %(fault)s. Correct the file and choose it again.", name=name, fault=str(error))) from None


def replace_rules(actor: Account, procedure: Procedure, definition: Definition, *, version: int, reason: str = "") -> ProcedureDefinition:
    """Another definition: freely before the rules are frozen, with a reason from then on; Refused once somebody was judged (R17)."""
    stage = require(procedure, Act.AMEND_RULES) if frozen(procedure) else require(procedure, Act.REPLACE_RULES)
    hold_version(procedure, version)
    amending = stage != Stage.PREPARATION
    text = required_reason(reason) if amending else ""
    if amending and definition.code != procedure.definition_code:
        raise Refused(_("The file is of another vacancy (%(code)s). A published or opened procedure keeps its vacancy.", code=definition.code))
    if procedure.published_at is not None:
        require_publishable(procedure, definition)
    old = newest_definition(procedure)
    _fit_rounds(actor, procedure, definition)
    row = add_definition(procedure, definition, actor, kind="amended" if amending else "replaced", reason=text, number=old.number + 1)
    procedure.definition_code, procedure.title = definition.code, definition.title
    session().flush()
    touch(procedure)
    common = {"definition": row.number, "old": old.fingerprint, "new": row.fingerprint}
    if amending:
        audit.record("rules.amended", actor=actor, role=HR, procedure_id=procedure.id, reason=reason_digest(procedure, text), **common)
    else:
        audit.record("rules.replaced", actor=actor, role=HR, procedure_id=procedure.id, **common)
    amend_text(actor, procedure)
    return row


def neutralised(procedure: Procedure, *, part_code: str, criterion_code: str, reason: str) -> Definition:
    """The present definition with one criterion less (R9), for a preview. Refused when none would stay, NotFound for what can be no criterion here."""
    present = definition_of(procedure)
    part = present.scheme.part(part_code)
    criterion = part.criterion(criterion_code) if part is not None and part.is_rated else None
    if part is None or criterion is None:
        raise NotFound
    counting = present.scheme.counting(part)
    if criterion not in counting:
        raise Refused(_("%(criterion)s was neutralised before.", criterion=criterion.title))
    if len(counting) == 1:
        raise Refused(_("%(criterion)s is the last criterion of %(part)s. At least one stays (R9).", criterion=criterion.title, part=part.title))
    frozen_data = present.frozen()
    gone = frozen_data["definition"].setdefault("scheme", {}).setdefault("neutralised", [])
    gone.append({"part": part_code, "criterion": criterion_code, "reason": reason})
    return thaw(frozen_data)


def neutralise(actor: Account, procedure: Procedure, *, part_code: str, criterion_code: str, reason: str, version: int) -> ProcedureDefinition:
    """Let a criterion drop out for all candidates, with a reason (R9, R17)."""
    require(procedure, Act.NEUTRALISE)
    hold_version(procedure, version)
    text = required_reason(reason)
    definition = neutralised(procedure, part_code=part_code, criterion_code=criterion_code, reason=text)
    old = newest_definition(procedure)
    row = add_definition(procedure, definition, actor, kind="neutralised", reason=text, number=old.number + 1)
    touch(procedure)
    audit.record(
        "rules.neutralised",
        actor=actor,
        role=HR,
        procedure_id=procedure.id,
        definition=row.number,
        part=part_code,
        criterion=criterion_code,
        old=old.fingerprint,
        new=row.fingerprint,
        reason=reason_digest(procedure, text),
    )
    amend_text(actor, procedure)
    return row


def correct_texts(actor: Account, procedure: Procedure, data: Mapping[str, Any], *, name: str, language: str, reason: str, version: int) -> ProcedureDefinition:
    """Another wording with the very same rules: Refused unless the fingerprint stays, and what is sifted blind with it (R17).

    Criteria neutralised before stay so, whatever the file says.
    """
    require(procedure, Act.CORRECT_TEXTS)
    hold_version(procedure, version)
    text = required_reason(reason)
    old, present = newest_definition(procedure), definition_of(procedure)
    definition = _with_neutralised(data, present, frameworks_of(procedure), name=name, language=language)
    if definition.code != procedure.definition_code or fingerprint(definition.scheme) != old.fingerprint:
        raise Refused(
            _("The file changes more than texts: its rules have another fingerprint. Somebody was judged already, so criteria, weights, scales and marks stay.")
        )
    if _blind(definition) != _blind(present):
        raise Refused(_("The file changes which parts are sifted blind. Somebody was judged already, so that stays as it was."))
    row = add_definition(procedure, definition, actor, kind="corrected", reason=text, number=old.number + 1)
    procedure.title = definition.title
    session().flush()
    touch(procedure)
    audit.record(
        "rules.corrected",
        actor=actor,
        role=HR,
        procedure_id=procedure.id,
        definition=row.number,
        fingerprint=row.fingerprint,
        old=audit.digest(present.text, procedure.salt),
        new=audit.digest(definition.text, procedure.salt),
        reason=reason_digest(procedure, text),
    )
    amend_text(actor, procedure)
    return row


def frozen(procedure: Procedure) -> bool:
    """R17: whether the rules change by amendment only: published, or opened for rating."""
    return procedure.published_at is not None or procedure.opened_at is not None


def _blind(definition: Definition) -> frozenset[str]:
    return frozenset(part.code for part in definition.scheme.parts if part.blind)


def _with_neutralised(data: Mapping[str, Any], present: Definition, frameworks: Mapping[str, Framework], *, name: str, language: str) -> Definition:
    kept = json.loads(present.text).get("scheme", {}).get("neutralised", [])
    whole = dict(data)
    if isinstance(whole.get("scheme", {}), dict):
        scheme = {key: value for key, value in whole.get("scheme", {}).items() if key != "neutralised"}
        whole["scheme"] = scheme | ({"neutralised": kept} if kept else {})
    try:
        return definition_from(whole, name=name, frameworks=frameworks)
    except DefinitionErrors as errors:
        raise BadInput("\n".join(errors.lines(language))) from None


def _fit_rounds(actor: Account, procedure: Procedure, definition: Definition) -> None:
    """Make the rounds of the procedure those of the definition; seats of a round that disappears end with it."""
    if any(run.closed_at is not None for run in procedure.rounds):
        raise Refused(_("A round is closed already. The rules of a closed round no longer change."))
    codes = [round_.code for round_ in definition.scheme.rounds]
    known = {run.code: run for run in procedure.rounds}
    gone = known.keys() - set(codes)
    _end_seats_of(actor, procedure, gone)
    session().execute(sa.delete(RoundRun).where(RoundRun.procedure_id == procedure.id, RoundRun.code.in_(gone)))
    for position, code in enumerate(codes):
        if code in known:
            known[code].position = position
        else:
            session().add(RoundRun(procedure_id=procedure.id, code=code, position=position))
    session().flush()
    session().expire(procedure, ["rounds", "seats"])


def _end_seats_of(actor: Account, procedure: Procedure, round_codes: set[str]) -> None:
    reason = _("The round is no longer in the rules.")
    seats: list[Seat] = [seat for seat in procedure.seats if seat.ended_at is None and seat.round_code in round_codes]
    for seat in seats:
        seat.ended_at, seat.end_reason = now(), reason
        session().flush()
        audit.record(
            "seat.ended",
            actor=actor,
            role=HR,
            procedure_id=procedure.id,
            seat=seat.id,
            round=seat.round_code,
            account=seat.account_id,
            kind=str(seat.kind),
            reason=reason_digest(procedure, reason),
        )
