"""What may be done with an application, and when: one closed table; what it lacks is refused with a sentence that says why."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from scoring.reserve import reserve_period
from selection.applications.models import Application
from selection.candidates import states as lists
from selection.candidates.finding import today
from selection.db import now
from selection.errors import Refused
from selection.i18n import _
from selection.organisation.queries import organisation
from selection.procedures.models import Procedure
from selection.procedures.queries import definition_of
from selection.procedures.vacancy import closing_moment, takes_applications
from vacancies import Definition


class Phase(StrEnum):
    """Of the vacancy: `open` takes applications, `closed` no longer, `over` once the procedure and its reserve have ended, `hidden` is not published."""

    HIDDEN = "hidden"
    OPEN = "open"
    GRACE = "grace"
    CLOSED = "closed"
    OVER = "over"


class Stage(StrEnum):
    """Of one application. `draft`: begun, not sent. `kept_other`: a later one of the same person took its place."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    KEPT_OTHER = "kept_other"


class Act(StrEnum):
    """What an applicant does."""

    DOCUMENTS = "documents"
    SUBMIT = "submit"
    CONTACT = "contact"
    ACCOMMODATION = "accommodation"
    WITHDRAW = "withdraw"
    CONFIRM = "confirm"


_DRAFT_OPEN = frozenset({(Stage.DRAFT, Phase.OPEN), (Stage.DRAFT, Phase.GRACE)})
_SENT_OPEN = frozenset({(Stage.SUBMITTED, Phase.OPEN), (Stage.SUBMITTED, Phase.GRACE)})
_SENT_CLOSED = frozenset({(Stage.SUBMITTED, Phase.CLOSED)})
ALLOWED = {
    Act.DOCUMENTS: _DRAFT_OPEN | _SENT_OPEN,
    Act.SUBMIT: _DRAFT_OPEN,
    Act.CONTACT: _DRAFT_OPEN | _SENT_OPEN | _SENT_CLOSED,
    Act.ACCOMMODATION: _DRAFT_OPEN | _SENT_OPEN | _SENT_CLOSED,
    Act.WITHDRAW: _DRAFT_OPEN | _SENT_OPEN | _SENT_CLOSED | {(Stage.DRAFT, Phase.CLOSED)},
    Act.CONFIRM: _DRAFT_OPEN | _SENT_OPEN | _SENT_CLOSED,
}


@dataclass(frozen=True, kw_only=True)
class Window:
    """Until when a vacancy takes applications: `until` is the first moment that is too late (None: as long as the list of candidates is open), `grace` how
    long after it what was begun before it still counts.
    """

    phase: Phase
    until: datetime | None
    grace: timedelta

    @property
    def last(self) -> datetime | None:
        """The first moment at which nothing is taken any more, whatever began before."""
        return self.until + self.grace if self.until is not None else None


def window(procedure: Procedure, definition: Definition | None = None, *, at: datetime | None = None) -> Window:
    """The window of a procedure at a moment (the present one unless given)."""
    known = definition or definition_of(procedure)
    until, grace = closing_moment(known), timedelta(minutes=organisation().grace_minutes)
    return Window(phase=_phase(procedure, known, until, grace, at or now()), until=until, grace=grace)


def _phase(procedure: Procedure, definition: Definition, until: datetime | None, grace: timedelta, at: datetime) -> Phase:
    if procedure.published_at is None:
        return Phase.HIDDEN
    if procedure.ended or _ended(procedure, definition):
        return Phase.OVER
    if takes_applications(procedure, definition, at=at):
        return Phase.OPEN
    in_grace = lists.may(procedure, lists.Act.ADD) and until is not None and at < until + grace
    return Phase.GRACE if in_grace else Phase.CLOSED


def _ended(procedure: Procedure, definition: Definition) -> bool:
    """Whether the reserve has run out, or where there is none the final report is there (R19)."""
    if procedure.report_date is None:
        return False
    reserve = definition.scheme.reserve
    last = reserve_period(procedure.report_date, reserve.months)[1] if reserve is not None else procedure.report_date
    return today() > last


def asks_postal_address(definition: Definition) -> bool:
    """Whether the vacancy asks where somebody lives."""
    return definition.application is not None and definition.application.postal_address


def stage_of(application: Application) -> Stage:
    """Where the application stands."""
    if application.kept_id is not None:
        return Stage.KEPT_OTHER
    if application.withdrawn_at is not None:
        return Stage.WITHDRAWN
    return Stage.SUBMITTED if application.submitted_at is not None else Stage.DRAFT


def may(application: Application, window: Window, act: Act) -> bool:
    """Whether the table has the act now. In the time of grace only for what was begun before the closing moment."""
    if window.phase is Phase.GRACE and window.until is not None and application.begun_at >= window.until:
        return False
    return (stage_of(application), window.phase) in ALLOWED[act]


def require(application: Application, window: Window, act: Act) -> None:
    """Raise `Refused` with the reason, for the applicant, when it may not be done now."""
    if not may(application, window, act):
        raise Refused(why_not(application, window, act))


def why_not(application: Application, window: Window, act: Act) -> str:
    """The sentence for an act that the table lacks; candidates are addressed with "u"."""
    stage = stage_of(application)
    if stage is Stage.WITHDRAWN:
        return _("You withdrew this application. Nothing can be changed in it any more.")
    if stage is Stage.KEPT_OTHER:
        return _("A later application of yours took the place of this one. Use the private link that belongs to that one.")
    if window.phase in {Phase.OVER, Phase.HIDDEN}:
        return _("This selection is over. Nothing can be changed any more.")
    if act is Act.SUBMIT and stage is Stage.SUBMITTED:
        return _("You sent this application already. You can still change it on its page.")
    return _("The closing moment is past. Documents are no longer taken and nothing can be sent in any more.")
