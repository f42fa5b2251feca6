"""The selection rules in words: published with the vacancy, again with every amendment, and what they ask of the panel."""

import hashlib
from collections.abc import Sequence

import sqlalchemy as sa

from selection import audit
from selection.accounts.models import Account
from selection.db import now, session
from selection.errors import Refused
from selection.i18n import LANGUAGES, _, language
from selection.procedures.actions.versions import hold_version
from selection.procedures.models import PanelDemand, Procedure, PublishedRegulation
from selection.procedures.queries import definition_of, newest_definition
from selection.procedures.regulation import as_json, composed, plain, published_versions
from selection.procedures.states import Act, require
from selection.regulation import Demand
from vacancies import Definition

audit.register(
    {
        "rules.worded": {"number", "definition", "fingerprint", "texts"},
        "rules.demands": {"demands"},
    }
)
HR = "hr"


def require_publishable(procedure: Procedure, definition: Definition) -> None:
    """Refused while the rules in words print a sentence that stands for something open, with what to do about it."""
    points = composed(procedure, definition, language(), 1).open_points
    if points:
        lead = _("The selection rules still leave something open. They can be published once this is laid down.")
        raise Refused(" ".join([lead, *(f"{point.text} {point.mend}" for point in points)]))


def publish_text(actor: Account, procedure: Procedure) -> PublishedRegulation:
    """Keep the text of the rules as they are now, in both languages, as the next published version (R17)."""
    definition, newest = definition_of(procedure), newest_definition(procedure)
    number = len(published_versions(procedure)) + 1
    texts = {code: as_json(plain(composed(procedure, definition, code, number))) for code in LANGUAGES}
    row = PublishedRegulation(
        procedure_id=procedure.id,
        number=number,
        definition_number=newest.number,
        fingerprint=newest.fingerprint,
        text_nl=texts["nl"],
        text_en=texts["en"],
        made_at=now(),
        made_by=actor.id,
    )
    session().add(row)
    session().flush()
    audit.record(
        "rules.worded",
        actor=actor,
        role=HR,
        procedure_id=procedure.id,
        number=number,
        definition=newest.number,
        fingerprint=newest.fingerprint,
        texts=hashlib.sha256("\n".join(texts[code] for code in sorted(texts)).encode()).hexdigest(),
    )
    return row


def amend_text(actor: Account, procedure: Procedure) -> None:
    """The next version of the text, where the vacancy was published."""
    if procedure.published_at is not None:
        publish_text(actor, procedure)


def set_demands(actor: Account, procedure: Procedure, demands: Sequence[Demand], *, version: int) -> None:
    """What the rules ask of the composition of the panel, all at once; only while the rules can be changed freely (R17)."""
    require(procedure, Act.REPLACE_RULES)
    hold_version(procedure, version)
    session().execute(sa.delete(PanelDemand).where(PanelDemand.procedure_id == procedure.id))
    for demand in demands:
        session().add(PanelDemand(procedure_id=procedure.id, kind=str(demand.kind), amount=str(demand.amount), target=demand.target))
    session().execute(sa.update(Procedure).where(Procedure.id == procedure.id).values(version=procedure.version + 1))
    session().flush()
    session().refresh(procedure, ["version"])
    told = ", ".join(f"{demand.kind} {demand.amount}{' target' if demand.target else ''}" for demand in demands)
    audit.record("rules.demands", actor=actor, role=HR, procedure_id=procedure.id, demands=told)
