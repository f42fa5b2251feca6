"""Forms of applicants, on pages without a session, and of HR. Each names its own fields; what only an action can know is marked by the view."""

from typing import Any

from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, RadioField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length

from selection.candidates.entering import Details
from selection.forms import DateField, EmailField, Form, LineField, SeenField, TelephoneField, TextField, VisitorForm
from selection.i18n import _l

GIVEN = _l("Given name")
FAMILY = _l("Family name")
EMAIL = _l("E-mail address")
TELEPHONE = _l("Telephone")
POSTAL = _l("Postal address")


class Person:
    """Reading and filling name and contact data, for the forms that have these fields."""

    def details(self: Any) -> Details:
        """What was typed, normalised."""
        return Details(
            given_name=self.given_name.data,
            family_name=self.family_name.data,
            email=self.email.data or "",
            telephone=self.telephone.data or "",
        )


class BeginForm(Person, VisitorForm):
    """What is needed to begin. `website` is for programs that fill in everything: people leave it empty. The postal address is asked by some vacancies."""

    given_name = LineField(GIVEN, [DataRequired(_l("Fill in your given name."))], most=100, render_kw={"autocomplete": "given-name"})
    family_name = LineField(FAMILY, [DataRequired(_l("Fill in your family name."))], most=100, render_kw={"autocomplete": "family-name"})
    email = EmailField(EMAIL, [DataRequired(_l("Fill in your e-mail address: we send you a link to it."))])
    telephone = TelephoneField(TELEPHONE, render_kw={"autocomplete": "tel"})
    postal_address = LineField(
        POSTAL,
        [DataRequired(_l("Fill in your postal address: letters about this vacancy go by post."))],
        most=500,
        render_kw={"autocomplete": "street-address"},
    )
    consent = BooleanField(_l("Consent"), [DataRequired(_l("Tick this box to go on. Without it we may not handle your application."))])
    website = LineField(
        _l("Leave this field empty"),
        [Length(max=0, message=_l("Leave this field empty and send the form again."))],
        render_kw={"autocomplete": "off", "tabindex": "-1"},
    )


class ContactForm(Person, VisitorForm):
    """Changing name and contact data."""

    given_name = LineField(GIVEN, [DataRequired(_l("Fill in your given name."))], most=100, render_kw={"autocomplete": "given-name"})
    family_name = LineField(FAMILY, [DataRequired(_l("Fill in your family name."))], most=100, render_kw={"autocomplete": "family-name"})
    email = EmailField(EMAIL, [DataRequired(_l("Fill in your e-mail address: we send you a link to it."))])
    telephone = TelephoneField(TELEPHONE, render_kw={"autocomplete": "tel"})
    postal_address = LineField(POSTAL, most=500, render_kw={"autocomplete": "street-address"})
    version = SeenField()

    @property
    def seen(self) -> int:
        """The version that the person saw; -1, which no row has, where it is missing or no number."""
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


class LinkForm(VisitorForm):
    """Asking for a new private link."""

    email = EmailField(EMAIL, [DataRequired(_l("Fill in the e-mail address with which you applied."))])


class AccommodationForm(VisitorForm):
    """What somebody needs to be able to take part, and why; both may be left empty."""

    wanted = TextField(_l("What do you need?"), most=2000)
    reason = TextField(_l("Why do you need it?"), most=2000)


class EmptyVisitorForm(VisitorForm):
    """An act that needs nothing but a confirmation."""


class PaperForm(Person, Form):
    """An application that came on paper or by mail, as HR enters it."""

    given_name = LineField(GIVEN, [DataRequired(_l("Fill in the given name."))], most=100)
    family_name = LineField(FAMILY, [DataRequired(_l("Fill in the family name."))], most=100)
    email = EmailField(EMAIL)
    telephone = TelephoneField(TELEPHONE)
    postal_address = LineField(POSTAL, most=500)
    source = RadioField(_l("How it came"), [DataRequired(_l("Choose how it came."))], choices=[])
    received_on = DateField(_l("Day on which it arrived"), [DataRequired(_l("Fill in the day on which it arrived; on paper by post, the postmark."))])
    language = SelectField(_l("Language in which the person writes"), choices=[SelectChoice("nl", "Nederlands"), SelectChoice("en", "English")])


class ScansForm(Form):
    """Files that HR adds to an application."""

    asked = SelectField(_l("Which document"), choices=[])
    files = MultipleFileField(_l("Files"))
    redacted = BooleanField(_l("Copy without what tells who it is about, for a panel that sifts blind"))


class MeasureForm(Form):
    """A measure as the panel reads it."""

    measure = LineField(_l("Measure"), [DataRequired(_l("Fill in the measure, without the reason."))], most=500)


class EmptyForm(Form):
    """An act of HR that needs nothing but a confirmation."""


class KeepForm(Form):
    """What becomes of two applications of one person."""

    how = RadioField(_l("What becomes of them"), [DataRequired(_l("Choose what becomes of the two applications."))], choices=[])
