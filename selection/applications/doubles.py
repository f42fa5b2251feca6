"""Who applies twice: found by e-mail address or by name, settled by HR.

HR keeps one application, alone or with the documents that only the other one has. Nothing is lost: the other stays readable.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from selection import audit
from selection.accounts.models import Account
from selection.applications import accommodation, hooks, queries
from selection.applications.beginning import record, sent_by
from selection.applications.models import Application, ApplicationDocument
from selection.applications.states import Phase, Stage, stage_of, window
from selection.applications.telling import recipient_of
from selection.candidates import entering
from selection.candidates import hooks as candidate_hooks
from selection.candidates.states import Act as ListAct
from selection.candidates.states import require as require_list
from selection.db import now, session
from selection.errors import Refused
from selection.i18n import _, _n, moment, sort_key_name
from selection.mail import outbox
from selection.procedures.models import Procedure

audit.register({"application.kept": {"application", "candidate", "other", "other_candidate", "documents"}, "application.apart": {"application", "candidate"}})


def doubled(applications: Sequence[Application]) -> frozenset[UUID]:
    """Applications that were sent and may be of somebody who sent another one too: with the same address, or by the same name."""
    sent = [one for one in applications if stage_of(one) is Stage.SUBMITTED]
    groups: dict[tuple[str, ...], list[Application]] = defaultdict(list)
    for one in sent:
        for sign in _signs(one):
            groups[sign].append(one)
    crowded = [group for group in groups.values() if len(group) > 1]
    return frozenset(one.id for group in crowded for one in group if any(other is not one and not _apart(one, other) for other in group))


def twins_of(one: Application, applications: Sequence[Application]) -> list[Application]:
    """The other applications that were sent with the same address or by somebody of the same name."""
    if stage_of(one) is not Stage.SUBMITTED:
        return []
    signs = _signs(one)
    others = [other for other in applications if other.id != one.id and stage_of(other) is Stage.SUBMITTED]
    return [other for other in others if signs & _signs(other) and not _apart(one, other)]


def _signs(one: Application) -> frozenset[tuple[str, ...]]:
    """What two applications of one person have in common: the address, or the name without regard to accents and capitals."""
    details = one.details
    name = sort_key_name(details.family_name, details.given_name)[:2]
    return frozenset({name, (details.email,)} if details.email else {name})


def _apart(one: Application, other: Application) -> bool:
    """Whether HR found, after both were there, that these are two people. The same address is always the same person."""
    if one.details.email and one.details.email == other.details.email:
        return False
    sent = max(one.submitted_at or one.begun_at, other.submitted_at or other.begun_at)
    return any(each.checked_apart_at is not None and each.checked_apart_at >= sent for each in (one, other))


def keep(procedure: Procedure, kept: Application, other: Application, *, merge: bool, actor: Account) -> None:
    """Keep one application of somebody who applied twice; the other stays readable with it, and its candidate leaves the open list. With `merge` the documents
    that the kept one lacks are taken over from the other; what was asked or granted to be able to take part always is.
    Refused while the other one was decided on.
    """
    require_list(procedure, ListAct.REMOVE)
    if other.id not in {each.id for each in twins_of(kept, queries.applications_of(procedure.id))}:
        raise Refused(_("These two applications do not belong together, or this was settled already. Load the page again to see what holds now."))
    candidate, details = sent_by(other), other.details
    if sentences := [sentence for sentence in hooks.held(candidate.id) if sentence]:
        raise Refused(" ".join(sentences))
    sent = frozenset(document.asked_code for document in queries.documents_of([kept.id]).get(kept.id, []))
    hooks.taking_over(candidate.id, sent_by(kept).id, sent)
    accommodation.take_over(procedure, kept, other, actor=actor)
    moved = _taken_over(kept, other) if merge else []
    other.given_name, other.family_name, other.email, other.telephone = details.given_name, details.family_name, details.email, details.telephone
    other.candidate, other.candidate_id, other.kept_id, other.kept_at = None, None, kept.id, now()
    gone = candidate.id
    session().flush()
    outbox.moved(gone, recipient_of(other))
    entering.erase([candidate])
    if merge:
        _fill_in(kept, other)
    record(procedure, kept, "application.kept", actor=actor, other=other.id, other_candidate=gone, documents=[document.id for document in moved])


def _taken_over(kept: Application, other: Application) -> list[ApplicationDocument]:
    there = queries.documents_of([kept.id, other.id])
    codes = {document.asked_code for document in there.get(kept.id, []) if document.asked_code}
    digests = {document.sha256 for document in there.get(kept.id, [])}
    moved = [document for document in there.get(other.id, []) if document.asked_code not in codes and document.sha256 not in digests]
    for document in moved:
        document.origin_id, document.application_id = document.origin_id or other.id, kept.id
    session().flush()
    return moved


def _fill_in(kept: Application, other: Application) -> None:
    """Contact data that only the other one gave."""
    if not kept.postal_address:
        kept.postal_address = other.postal_address
    if kept.candidate is not None and not kept.details.telephone and other.telephone:
        entering.overwrite(kept.candidate, replace(kept.details, telephone=other.telephone))
    session().flush()


def apart(procedure: Procedure, application: Application, *, actor: Account) -> None:
    """HR found that whoever has the same name is somebody else."""
    application.checked_apart_at = now()
    session().flush()
    record(procedure, application, "application.apart", actor=actor)


@candidate_hooks.unsettled.register
def unsettled(procedure: Procedure) -> list[str]:
    """What stands in the way of closing the list of candidates: applications still come in, or somebody applied twice with one address."""
    applications = queries.applications_of(procedure.id)
    found, open_now = [], window(procedure)
    if open_now.phase in {Phase.OPEN, Phase.GRACE} and open_now.last is not None:
        found.append(_("Applications are still taken until %(moment)s. Close the list after that.", moment=moment(open_now.last)))
    addresses = [one.details.email for one in applications if stage_of(one) is Stage.SUBMITTED and one.details.email]
    twice = sum(number for number in Counter(addresses).values() if number > 1)
    if twice:
        found.append(
            _n(
                "%(num)s application has the same e-mail address as another. Settle on the page Applications which one is kept.",
                "%(num)s applications have the same e-mail address as another. Settle on the page Applications which ones are kept.",
                twice,
            )
        )
    return found
