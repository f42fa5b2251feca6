"""Acts on drafts: make one, save a step, go back to an earlier version, call it ready, open it again, put it away and take it back.

Each leaves a revision and an audit line.
"""

import json

from selection import audit
from selection.access import Person
from selection.building.models import DraftState, VacancyDraft, VacancyRevision
from selection.building.queries import Source, source_of
from selection.building.states import Act, require
from selection.db import now, session
from selection.errors import Refused
from selection.forms import normal_line
from selection.i18n import _

audit.register(
    {
        "vacancy.created": {"draft", "origin"},
        "vacancy.saved": {"draft", "version", "step"},
        "vacancy.restored": {"draft", "version", "earlier"},
        "vacancy.ready": {"draft", "version", "fingerprint"},
        "vacancy.reopened": {"draft", "version"},
        "vacancy.away": {"draft", "version"},
        "vacancy.back": {"draft", "version"},
    }
)
HR = "hr"


def create(actor: Person, source: Source, *, origin: str) -> VacancyDraft:
    """A new draft with the actor as owner. `origin` says where its source came from: `nothing`, `copy` or `file`."""
    moment = now()
    draft = VacancyDraft(owner_id=actor.id, created_at=moment, changed_at=moment, changed_by=actor.id, **_row(source))
    session().add(draft)
    session().flush()
    _keep(draft, actor, "created", origin)
    audit.record("vacancy.created", actor=actor, role=HR, draft=draft.id, origin=origin)
    return draft


def save(draft: VacancyDraft, actor: Person, source: Source, *, step: str) -> bool:
    """Keep what was typed in a step; False when nothing changed. Refused when the draft is not being built."""
    require(draft, Act.SAVE)
    if source == source_of(draft):
        return False
    for name, value in _row(source).items():
        setattr(draft, name, value)
    _act(draft, actor, Act.SAVE, step)
    audit.record("vacancy.saved", actor=actor, role=HR, draft=draft.id, version=draft.version, step=step)
    return True


def restore(draft: VacancyDraft, actor: Person, earlier: VacancyRevision) -> None:
    """Make the draft what it was in an earlier version, as a version of its own. Refused when it is that already."""
    require(draft, Act.RESTORE)
    source = source_of(earlier)
    if source == source_of(draft):
        raise Refused(_("The vacancy is already as it was in version %(number)s.", number=earlier.number))
    for name, value in _row(source).items():
        setattr(draft, name, value)
    _act(draft, actor, Act.RESTORE, str(earlier.number))
    audit.record("vacancy.restored", actor=actor, role=HR, draft=draft.id, version=draft.version, earlier=earlier.number)


def finish(draft: VacancyDraft, actor: Person, *, fingerprint: str) -> None:
    """Call a draft ready: from now on a procedure can be opened from it. The caller has seen that nothing is missing."""
    _act(draft, actor, Act.FINISH)
    audit.record("vacancy.ready", actor=actor, role=HR, draft=draft.id, version=draft.version, fingerprint=fingerprint)


def reopen(draft: VacancyDraft, actor: Person) -> None:
    """Build on after a draft was called ready."""
    _act(draft, actor, Act.REOPEN)
    audit.record("vacancy.reopened", actor=actor, role=HR, draft=draft.id, version=draft.version)


def put_away(draft: VacancyDraft, actor: Person) -> None:
    """Out of the list, without losing anything."""
    _act(draft, actor, Act.PUT_AWAY)
    audit.record("vacancy.away", actor=actor, role=HR, draft=draft.id, version=draft.version)


def take_back(draft: VacancyDraft, actor: Person) -> None:
    """Into the list again."""
    _act(draft, actor, Act.TAKE_BACK)
    audit.record("vacancy.back", actor=actor, role=HR, draft=draft.id, version=draft.version)


def _act(draft: VacancyDraft, actor: Person, act: Act, step: str = "") -> None:
    draft.state = DraftState(require(draft, act))
    draft.changed_at, draft.changed_by = now(), actor.id
    session().flush()
    _keep(draft, actor, str(act), step)


def _keep(draft: VacancyDraft, actor: Person, act: str, step: str) -> None:
    session().add(VacancyRevision(draft_id=draft.id, number=draft.version, at=draft.changed_at, by=actor.id, act=act, step=step, source=draft.source))
    session().flush()


def _row(source: Source) -> dict[str, str]:
    text = json.dumps(source, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {"source": text, "code": normal_line(str(source.get("code", "")))[:100], "title": normal_line(str(source.get("title", "")))[:300]}
