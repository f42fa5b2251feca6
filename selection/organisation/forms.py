"""Forms of the settings. Each names its own fields; together they are the settings that `actions.save` takes."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField
from wtforms.validators import InputRequired, ValidationError

from selection.errors import BadInput
from selection.forms import EmailField, Form, LineField, NumberField, SeenField, TextField
from selection.i18n import _, _l
from selection.organisation.actions import colour_faults, read_colour
from vacancies.kinds import Address, Fault


class SettingsForm(Form):
    """Some of the settings, and the version that the person saw. `NOT_SETTINGS` are fields that are no setting."""

    NOT_SETTINGS: frozenset[str] = frozenset({"csrf_token", "version"})

    version = SeenField()

    @property
    def seen(self) -> int:
        """The version seen; -1, which no settings have, where the field is missing or no number."""
        text = str(self.version.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1

    def readable(self) -> bool:
        """Whether colours in the form can be read on each other; for a form that was valid."""
        return True

    @property
    def settings(self) -> dict[str, Any]:
        """The settings as typed: texts, and whole numbers."""
        fields = [field for field in self if field.name not in self.NOT_SETTINGS]
        return {field.name: int(field.data or 0) if isinstance(field, NumberField) else field.data or "" for field in fields}


class DetailsForm(SettingsForm):
    """Who the organisation is, and how it is reached."""

    name = LineField(_l("Name"), [InputRequired(_l("Fill in the name of the organisation."))], most=200)
    unit = LineField(_l("Second line"), most=200)
    address = TextField(_l("Postal address"), most=500)
    contact_email = EmailField(_l("E-mail address for questions"))
    contact_phone = LineField(_l("Telephone number for questions"), most=60)
    website = LineField(_l("Website"), most=300)

    def validate_website(self, field: Any) -> None:
        """An address that can be opened, or nothing."""
        if field.data:
            try:
                field.data = Address().take(field.data)
            except Fault:
                raise ValidationError(_("%(text)s is not a web address. Write it like https://www.example.be.", text=field.data[:80])) from None


class LooksForm(SettingsForm):
    """Colours and logo."""

    NOT_SETTINGS = SettingsForm.NOT_SETTINGS | {"logo", "without_logo"}

    brand = LineField(_l("Brand colour"), [InputRequired(_l("Fill in a colour."))], most=20)
    brand_on = LineField(_l("Text on the brand colour"), [InputRequired(_l("Fill in a colour."))], most=20)
    logo = FileField(_l("Logo"))
    without_logo = BooleanField(_l("Remove the logo"))

    def validate_brand(self, field: Any) -> None:
        """A colour."""
        field.data = _colour(field.data)

    def validate_brand_on(self, field: Any) -> None:
        """A colour."""
        field.data = _colour(field.data)

    def readable(self) -> bool:
        """Whether the colours can be read on each other; marks the fields otherwise. Only for a form that was valid."""
        faults = colour_faults(self.brand.data, self.brand_on.data)
        for name, sentence in faults:
            self.refuse(name, sentence)
        return not faults


class LettersForm(SettingsForm):
    """Who sends letters and signs them, who decides, and what can be done against a decision."""

    sender_name = LineField(_l("Name of the sender"), most=200)
    sender = EmailField(_l("Address of the sender"))
    reply_to = EmailField(_l("Address for answers"))
    signature = TextField(_l("Signature"), most=500)
    deciding_body_nl = LineField(_l("Who decides, in Dutch"), [InputRequired(_l("Fill in who decides."))], most=200)
    deciding_body_en = LineField(_l("Who decides, in English"), most=200)
    appointing_authority_nl = LineField(_l("Who appoints, in Dutch"), [InputRequired(_l("Fill in who appoints."))], most=200)
    appointing_authority_en = LineField(_l("Who appoints, in English"), most=200)
    reconsider_contact = LineField(_l("Where a request to reconsider goes"), most=300)
    reconsider_term_nl = LineField(_l("Within which term, in Dutch"), most=200)
    reconsider_term_en = LineField(_l("Within which term, in English"), most=200)
    appeal_nl = TextField(_l("Remedies, in Dutch"), most=5000)
    appeal_en = TextField(_l("Remedies, in English"), most=5000)


class ApplyingForm(SettingsForm):
    """What holds for applications unless a vacancy says otherwise."""

    grace_minutes = NumberField(_l("Minutes of grace"), [InputRequired(_l("Fill in a number; 0 is no grace."))], least=0, most=240, step=1)
    extract_months = NumberField(_l("Months that an extract may be old"), [InputRequired(_l("Fill in a number."))], least=1, most=600, step=1)


class PageForm(Form):
    """The text of a page; `number` is the version that the person saw."""

    number = SeenField()
    text = TextField(_l("Text"), [InputRequired(_l("Write a text."))], most=20_000)

    @property
    def seen(self) -> int:
        """The version seen; -1 where the field is missing or no number."""
        text = str(self.number.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _colour(text: str) -> str:
    try:
        return read_colour(text)
    except BadInput as error:
        raise ValidationError(error.message) from None
