"""Forms of the planning."""

from typing import Any

from wtforms import RadioField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from selection.forms import DateField, Form, HourField, LineField, NumberField, SeenField, TextField, VisitorForm
from selection.i18n import _, _l

LONGEST = 24 * 60  # minutes


def _hour(label: Any) -> HourField:
    return HourField(label, [InputRequired(_l("Fill in a time, like 9:30."))], render_kw={"autocomplete": "off"})


class WhereForm(Form):
    """In which room, or at which address of a video call."""

    place = LineField(_l("Room"), most=200)
    video = LineField(_l("Address of the video call"), most=500)

    def validate_video(self, field: Any) -> None:
        """A room or an address; an address is a secure one."""
        if not field.data and not self.place.data:
            field.errors = [*field.errors, _("Fill in a room, or the address of the video call.")]
        if field.data and not field.data.startswith("https://"):
            field.errors = [*field.errors, _("The address of a video call begins with https://.")]


class SeriesForm(WhereForm):
    """A series of moments on one day."""

    day = DateField(_l("Day"), [InputRequired(_l("Fill in the day."))])
    begin = _hour(_l("From"))
    end = _hour(_l("Until"))
    length = NumberField(_l("Length of a moment, in minutes"), [InputRequired(_l("Fill in how long a moment lasts."))], least=5, most=LONGEST, step=1)
    pause = NumberField(_l("Pause between two moments, in minutes"), least=0, most=LONGEST, step=1)

    def validate_end(self, field: Any) -> None:
        """The end comes after the beginning."""
        if field.data is not None and self.begin.data is not None and field.data <= self.begin.data:
            field.errors = [*field.errors, _("The end comes before the beginning. Check both hours.")]


class SlotForm(WhereForm):
    """One moment: when, where, for whom. A choice of candidate carries the moment that the candidate had when the page was made."""

    version = SeenField()
    day = DateField(_l("Day"), [InputRequired(_l("Fill in the day."))])
    begin = _hour(_l("From"))
    end = _hour(_l("Until"))
    candidate = SelectField(_l("Candidate"), validate_choice=False)

    def validate_end(self, field: Any) -> None:
        """The end comes after the beginning."""
        if field.data is not None and self.begin.data is not None and field.data <= self.begin.data:
            field.errors = [*field.errors, _("The end comes before the beginning. Check both hours.")]


class RemoveForm(Form):
    """Which version of the moment the person saw."""

    version = SeenField()


class AssignForm(Form):
    """In which order the free moments are given out."""

    order = RadioField(
        _l("Order"),
        choices=[SelectChoice("code", _l("in order of code")), SelectChoice("chance", _l("in chance order"))],
        validators=[InputRequired(_l("Choose an order."))],
    )


class TellForm(Form):
    """What the letters say beside the appointment. `seen` is what the page said would be told."""

    seen = SeenField()
    until = DateField(_l("Report being unable to come until"), [InputRequired(_l("Fill in a day."))])
    bring = TextField(_l("To bring along, one thing a line"), most=1000)


class AnswerForm(VisitorForm):
    """A candidate's answer to an appointment. `seen` is the version of the answer that the page showed."""

    seen = SeenField()
    comes = RadioField(
        _l("Your answer"),
        choices=[SelectChoice("ja", _l("I will come")), SelectChoice("nee", _l("I cannot come"))],
        validators=[InputRequired(_l("Choose whether you will come."))],
    )
    words = TextField(_l("Why not, and when would you be able to come?"), most=1000)


class PanelForm(Form):
    """What the invitation of the panel says beside the sittings."""

    conflicts_by = DateField(_l("Declare conflicts of interest until"), [InputRequired(_l("Fill in a day."))])
    allowance = LineField(_l("Allowance and travel"), most=500)
