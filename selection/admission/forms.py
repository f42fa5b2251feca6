"""Forms of admission. The form of a case is made of the points of its vacancy; it may be saved while some are not looked at yet."""

from collections.abc import Sequence
from typing import Any

from wtforms import FormField, RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired

from selection.admission.asked import Point
from selection.admission.models import Met, Outcome
from selection.admission.preparing import Checked, Draft
from selection.admission.words import met_words
from selection.forms import DateField, Form, LineField, SeenField, SubForm, TextField
from selection.i18n import _, _l

REASON = 2000
NOTE = 1000
STANDINGS = (Met.MET, Met.NOT_MET, Met.LATER)


class PointRow(SubForm):
    """One condition or document. Nothing chosen: not looked at yet."""

    outcome = RadioField(_l("How it stands"), choices=(), default="")
    due_on = DateField(_l("To be proved by"))
    note = LineField(_l("Note"), most=NOTE)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.outcome.choices = [SelectChoice(str(each), met_words(each)) for each in STANDINGS] + [SelectChoice("", _("not looked at yet"))]
        self.outcome.data = self.outcome.data or ""


class CaseForm(Form):
    """The proposal of HR, below the points that `case_form` adds."""

    proposal = RadioField(_l("Proposal to the college"), choices=(), default="")
    reason = TextField(_l("Reason of a refusal"), most=REASON)
    grounds = TextField(_l("Legal grounds"), most=REASON)
    version = SeenField()

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.proposal.choices = [
            SelectChoice(str(Outcome.ADMITTED), _("admit")),
            SelectChoice(str(Outcome.REFUSED), _("do not admit")),
            SelectChoice("", _("no proposal yet")),
        ]
        self.proposal.data = self.proposal.data or ""

    def draft(self, points: Sequence[Point]) -> Draft:
        """What the form says, normalised."""
        checked = {point.key: said for point in points if (said := _checked(self[point.key].form)) is not None}
        return Draft(points=checked, proposal=self.proposal.data or "", reason=self.reason.data or "", grounds=self.grounds.data or "")

    def point_errors(self, key: str, sentence: str) -> None:
        """Mark a point as wrong, at the date that is missing or has passed."""
        self[key].form.due_on.errors = [sentence]


def _checked(row: Any) -> Checked | None:
    if not row.outcome.data:
        return None
    later = row.outcome.data == Met.LATER
    return Checked(outcome=Met(row.outcome.data), due_on=row.due_on.data if later else None, note=row.note.data or "")


def case_form(points: Sequence[Point], stored: Draft, version: int) -> CaseForm:
    """The form of a case with what is stored."""
    data: dict[str, Any] = {"proposal": stored.proposal, "reason": stored.reason, "grounds": stored.grounds, "version": str(version)}
    for point in points:
        said = stored.points.get(point.key)
        data[point.key] = {"outcome": str(said.outcome), "due_on": said.due_on, "note": said.note} if said is not None else {"outcome": ""}
    fields = {point.key: FormField(PointRow) for point in points}
    form: CaseForm = type("FormOfPoints", (CaseForm,), fields)(data=data)
    for point in points:
        for field in form[point.key].form:
            field.label.text = f"{point.title}: {field.label.text}"
    return form


class RulingForm(Form):
    """The decision of the college."""

    on = DateField(_l("Date of the decision"), [DataRequired(_l("Fill in the date."))])
    reference = LineField(_l("Reference of the decision"), [DataRequired(_l("Fill in the reference of the decision."))], most=200)
    body = LineField(_l("Who decided"), [DataRequired(_l("Fill in who decided."))], most=200)


class CorrectionForm(RulingForm):
    """Another decision in the place of the one that holds."""

    outcome = RadioField(_l("Decision"), choices=(), validators=[DataRequired(_l("Choose the decision."))])
    reason = TextField(_l("Reason of a refusal"), most=REASON)
    grounds = TextField(_l("Legal grounds"), most=REASON)
    why = TextField(_l("Why is this corrected?"), [DataRequired(_l("Say why this is corrected."))], most=REASON)
    seen = SeenField()

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.outcome.choices = [SelectChoice(str(Outcome.ADMITTED), _("admitted")), SelectChoice(str(Outcome.REFUSED), _("not admitted"))]


class UndoForm(Form):
    """Taking the decision back."""

    reason = TextField(_l("Reason"), [DataRequired(_l("Give a reason."))], most=REASON)
    seen = SeenField()


class PointForm(Form):
    """How one point stands now."""

    outcome = RadioField(_l("How it stands"), choices=(), validators=[DataRequired(_l("Choose how it stands."))])
    due_on = DateField(_l("To be proved by"))
    note = LineField(_l("Note"), most=NOTE)
    seen = SeenField()

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.outcome.choices = [SelectChoice(str(each), met_words(each)) for each in STANDINGS]

    def checked(self) -> Checked:
        """What the form says."""
        later = self.outcome.data == Met.LATER
        return Checked(outcome=Met(self.outcome.data), due_on=self.due_on.data if later else None, note=self.note.data or "")


class NoticedForm(Form):
    """A document was seen."""

    delivered_on = DateField(_l("Delivered on"), [DataRequired(_l("Fill in the day that stands on the document."))])
    why = TextField(_l("Why is this corrected?"), [DataRequired(_l("Say why this is corrected."))], most=REASON)
    seen = SeenField()

    def prepare(self, *, correcting: bool) -> None:
        """Ask for a reason only where an earlier note is corrected."""
        if not correcting:
            del self.why
