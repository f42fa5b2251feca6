"""Forms about candidates. Each names its own fields; what only an action can know is marked by the view."""

from collections.abc import Iterator
from uuid import UUID

from flask_wtf.file import FileField
from wtforms import Field, RadioField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired
from wtforms.widgets import TextArea

from selection.candidates.entering import Details
from selection.candidates.finding import SUITABLE, UNSUITABLE
from selection.candidates.models import FindingKind
from selection.candidates.sitting import SAT, Why, why_words
from selection.forms import DateField, EmailField, Form, LineField, SeenField, SubForm, TelephoneField, TextField
from selection.i18n import _, _l

REASON = 2000
SOURCE = 500
VERDICTS = [SelectChoice(SUITABLE, _l("suitable")), SelectChoice(UNSUITABLE, _l("unsuitable"))]
GIVE_A_REASON = _l("Give a reason.")


def seen_id(field: SeenField) -> UUID | None:
    """The id that was sent in a hidden field; None where it is empty or was not sent. What is no id at all stands for nothing that exists."""
    text = field.raw_data[0] if field.raw_data else ""
    try:
        return UUID(text) if text else None
    except ValueError:
        return UUID(int=0)


class PersonForm(Form):
    """Name and contact data of a candidate."""

    given_name = LineField(_l("Given name"), [DataRequired(_l("Fill in the given name."))], most=100)
    family_name = LineField(_l("Family name"), [DataRequired(_l("Fill in the family name."))], most=100)
    email = EmailField(_l("E-mail address"), [DataRequired(_l("Fill in the e-mail address."))])
    telephone = TelephoneField(_l("Telephone"))
    version = SeenField()

    def details(self) -> Details:
        """What was typed, normalised."""
        return Details(given_name=self.given_name.data, family_name=self.family_name.data, email=self.email.data, telephone=self.telephone.data or "")

    @property
    def seen(self) -> int:
        """The version that the person saw; -1, which no row has, where it is missing or no number."""
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


class EmptyForm(Form):
    """An act that needs nothing but a confirmation."""


class ReasonForm(Form):
    """An act that needs a reason."""

    reason = TextField(_l("Reason"), [DataRequired(GIVE_A_REASON)], most=REASON)


class UploadForm(Form):
    """A list of candidates."""

    file = FileField(_l("File (.xlsx or .csv)"))


class FindingForm(Form):
    """What is found about a candidate; `prepare` leaves out the fields that the kind does not have."""

    value = RadioField(_l("Verdict"), choices=VERDICTS, validators=[DataRequired(_l("Choose the verdict."))])
    on = DateField(_l("Date"), [DataRequired(_l("Fill in the date."))])
    points = LineField(_l("Carried points"), most=40)
    source = LineField(_l("Source"), [DataRequired(_l("Fill this in."))], most=SOURCE)
    reason = TextField(_l("Reason"), most=REASON)
    why = TextField(_l("Why is this corrected?"), [DataRequired(_l("Say why this is corrected."))], most=REASON)
    seen = SeenField()

    def prepare(self, kind: FindingKind, *, scored: bool, correcting: bool) -> None:
        """Keep the fields of this kind, and name them for it."""
        if kind != FindingKind.VERDICT:
            del self.value
        if kind != FindingKind.EXEMPT or not scored:
            del self.points
        if kind in (FindingKind.WITHDRAWN, FindingKind.ABSENT):
            del self.source
        else:
            self.source.label.text = source_label(kind)
        if not correcting:
            del self.why
        self.needs_reason = kind in (FindingKind.WITHDRAWN, FindingKind.EXCLUDED, FindingKind.EXEMPT)
        if self.needs_reason:
            self.reason.validators = [DataRequired(GIVE_A_REASON), *self.reason.validators]
            self.reason.flags.required = True

    def text(self, name: str) -> str:
        """What was typed in a field; empty where this kind does not have it."""
        return (self[name].data or "") if name in self else ""


def source_label(kind: FindingKind) -> str:
    """What the source of a finding is called."""
    return {
        FindingKind.VERDICT: _("Source: who gave the verdict, in which report"),
        FindingKind.EXEMPT: _("Origin: the earlier procedure or result"),
        FindingKind.EXCLUDED: _("Who decided"),
    }[kind]


class VerdictRow(SubForm):
    """The verdict of one candidate in the form for all of them. Date and source may be left to the fields above the rows."""

    value = RadioField(_l("Verdict"), choices=VERDICTS, validate_choice=False)
    on = DateField(_l("Date"))
    source = LineField(_l("Source"), most=SOURCE, widget=TextArea())
    reason = TextField(_l("Reason"), most=REASON)
    seen = SeenField()


class VerdictsForm(Form):
    """Date and source of all verdicts whose own are left empty."""

    on = DateField(_l("Date of the verdicts"))
    source = LineField(_l("Source of the verdicts"), most=SOURCE)


class SittingRow(SubForm):
    """Whether one assessor sat in one part, or why not."""

    why = SelectField(_l("Sat"))
    reason = TextField(_l("Reason"), most=REASON)
    seen = SeenField()

    def offer(self) -> None:
        """Fill the choices, in the reader's language."""
        self.why.choices = [SelectChoice(str(value), why_words(value)) for value in (SAT, *Why)]


class Rows:
    """Several row forms as one, for the error summary of a page."""

    def __init__(self, *forms: Form | SubForm) -> None:
        self._forms = forms

    @property
    def errors(self) -> bool:
        """Whether any of them has an error."""
        return any(form.errors for form in self._forms)

    @property
    def form_errors(self) -> list[str]:
        """Errors of a form as a whole."""
        return [str(text) for form in self._forms for text in form.form_errors]

    def __iter__(self) -> Iterator[Field]:
        return (field for form in self._forms for field in form)
