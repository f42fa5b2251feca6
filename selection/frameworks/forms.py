"""Forms about frameworks."""

from flask_wtf.file import FileField

from selection.forms import Form
from selection.i18n import _l


class UploadForm(Form):
    """The workbook of a framework."""

    file = FileField(_l("Workbook"))


class EmptyForm(Form):
    """A button."""
