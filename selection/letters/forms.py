"""Forms of letters: releasing what was looked at, withdrawing, coming back, dealing with it, and writing a text."""

from wtforms import HiddenField
from wtforms.validators import InputRequired

from selection.forms import DateField, Form, LineField, SeenField, TextField
from selection.i18n import _l


class ReleaseForm(Form):
    """`shown` names the texts that the preview showed."""

    shown = HiddenField()


class ReasonForm(Form):
    """Why a letter is not sent."""

    reason = TextField(_l("Reason"), [InputRequired(_l("Give a reason."))], most=1000)


class ReturnForm(Form):
    """Why a letter is sent back to who laid it before."""

    remark = TextField(_l("Why not, or what has to change"), [InputRequired(_l("Write why these texts are not released."))], most=1000)


class GiveForm(Form):
    """On which day a letter was given on paper; `shown` as above."""

    shown = HiddenField()
    on = DateField(_l("Day on which it was given or posted"), [InputRequired(_l("Fill in the day on which it was given or posted."))])


class CameBackForm(Form):
    """What the message that came back says."""

    why = TextField(_l("What the reply says"), [InputRequired(_l("Write what the reply says, for instance: address unknown."))], most=1000)


class DealtForm(Form):
    """What was done about a letter that did not arrive."""

    how = TextField(_l("What was done"), [InputRequired(_l("Write what was done, for instance: sent by post on 3 May."))], most=1000)


class TextForm(Form):
    """The text of a letter; `number` is the version that the page showed."""

    number = SeenField()
    subject = LineField(_l("Subject"), [InputRequired(_l("Fill in the subject."))], most=400)
    body = TextField(_l("Text"), [InputRequired(_l("Fill in the text."))], most=10_000)


class FragmentForm(Form):
    """A standard text; `number` is the version that the page showed."""

    number = SeenField()
    body = TextField(_l("Text"), [InputRequired(_l("Fill in the text."))], most=10_000)
