"""Forms about a draft as a whole."""

from flask_wtf.file import FileField
from wtforms import SelectField
from wtforms.validators import Optional

from selection.forms import Form, LineField
from selection.i18n import _l


class NewForm(Form):
    """What a new vacancy is called, and what it begins with."""

    title = LineField(_l("Function"))
    code = LineField(_l("Code of the vacancy"), most=64)
    origin = SelectField(_l("Begin with"), validators=[Optional()])


class LoadForm(Form):
    """A definition file."""

    file = FileField(_l("Definition file (TOML)"))
