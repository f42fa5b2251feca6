"""Forms about frameworks."""

from flask_wtf.file import FileField
from wtforms import SelectField
from wtforms.validators import InputRequired

from selection.forms import Form, TextField
from selection.frameworks.crosswalk import STRENGTHS
from selection.frameworks.queries import FrameworkSet
from selection.frameworks.wording import strength_word
from selection.i18n import _, _l


class UploadForm(Form):
    """The workbook of a framework."""

    file = FileField(_l("Workbook"))


class CounterpartForm(Form):
    """A competency of another framework, and how near it is."""

    other = SelectField(_l("Competency in another framework"), validators=[InputRequired(_l("Choose a competency of another framework."))])
    strength = SelectField(_l("How near the two are"), validators=[InputRequired()])

    def offer(self, known: FrameworkSet, code: str) -> None:
        """Fill the choices: every competency of the other frameworks in use, under its framework."""
        others = [version for version in known.offered.values() if version.code != code]
        choices = {one.framework.title: [(f"{one.code}/{each.code}", each.name) for each in one.framework.competencies] for one in others}
        self.other.choices = {_("Nothing chosen yet"): [("", _("choose a competency"))], **choices}
        self.strength.choices = [(word, strength_word(word)) for word in STRENGTHS]


class RetireForm(Form):
    """Why a framework goes out of use."""

    reason = TextField(_l("Reason"), [InputRequired(_l("Give a reason."))], most=2000)


class EmptyForm(Form):
    """A button."""
