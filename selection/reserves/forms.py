"""Forms of the reserve."""

from wtforms import HiddenField
from wtforms.validators import InputRequired, Optional

from selection.forms import DateField, Form, LineField, TextField
from selection.i18n import _l


class ReportForm(Form):
    """The date of the final report, with a reason where it changes; `seen` is the date (ISO) that stood there when the page was made."""

    seen = HiddenField()

    report_date = DateField(_l("Date of the final report"), [InputRequired(_l("Fill in the date of the final report."))])
    reason = TextField(_l("Reason"), [Optional()], most=2000)


class AppointForm(Form):
    """An appointment: when and by which decision."""

    on = DateField(_l("Appointed on"), [InputRequired(_l("Fill in the date of the appointment."))])
    decision = LineField(_l("Decision"), [InputRequired(_l("Fill in the decision: who decided, date, reference."))])


class UndoForm(Form):
    """Why an appointment is taken back."""

    reason = TextField(_l("Reason"), [InputRequired(_l("Give a reason."))], most=2000)
