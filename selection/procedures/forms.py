"""Forms of a procedure. Each names its own fields; choices are filled by the view."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from selection.db import now
from selection.forms import DateField, DaysField, EmailField, Form, HourField, LineField, NumberField, SeenField, TextField
from selection.i18n import _, _l
from selection.i18n.figures import BRUSSELS
from selection.procedures.models import SeatKind
from selection.procedures.words import seat_kind, share_word
from selection.regulation import Demand, DemandKind

UPLOADED = "upload"
GIVE_A_REASON = _l("Give a reason.")
REASON = 2000


class VersionForm(Form):
    """A form that says which version of the thing the person saw."""

    version = SeenField()

    @property
    def seen(self) -> int:
        """The version seen; -1, which no row has, where the field is missing or no number."""
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def not_in_the_future(_form: Form, field: DateField) -> None:
    """A decision was taken today or before."""
    if field.data is not None and field.data > now().astimezone(BRUSSELS).date():
        raise ValidationError(_("The date of the decision lies in the future. Fill in the date on which it was taken."))


class OpenForm(Form):
    """From which definition, under which number, with whom as deputy."""

    definition = SelectField(_l("Vacancy definition"), validators=[InputRequired(_l("Choose a definition, or a file of your own."))])
    file = FileField(_l("Definition file (TOML)"))
    year = NumberField(_l("Year"), [InputRequired(_l("Fill in the year."))], least=2000, most=2100, step=1)
    number = NumberField(_l("Number"), [InputRequired(_l("Fill in the number."))], least=1, most=9999, step=1)
    deputy = SelectField(_l("Deputy"), validators=[Optional()])

    def whole(self, field: NumberField) -> int:
        """The whole number in a field that was valid."""
        return int(field.data or 0)


class PublishForm(VersionForm):
    """The decision that publishes the vacancy."""

    decision_date = DateField(_l("Date of the decision"), [InputRequired(_l("Fill in the date of the decision."))])
    reference = LineField(_l("Reference of the decision"), [InputRequired(_l("Fill in the reference of the decision."))])

    validate_decision_date = not_in_the_future


class CompositionForm(VersionForm):
    """What the selection rules ask of the composition of the panel; empty asks nothing."""

    members = NumberField(_l("Least number of members"), [Optional()], least=1, most=99, step=1)
    members_target = BooleanField(_l("A target: where it is not met, the final report says why"))
    external = SelectField(_l("Least share of external experts"), validators=[Optional()])
    external_target = BooleanField(_l("A target: where it is not met, the final report says why"))
    gender = SelectField(_l("Largest share of members of one gender"), validators=[Optional()])
    gender_target = BooleanField(_l("A target: where it is not met, the final report says why"))
    mandate = BooleanField(_l("Nobody with a political mandate is a member"))
    chair = BooleanField(_l("A session takes place only with the chair"))
    secretary = BooleanField(_l("A secretary assists and does not assess"))
    observers = BooleanField(_l("Observers may attend"))

    def offer(self) -> None:
        """Fill in the shares that can be chosen."""
        self.external.choices = [("", _("no demand")), *((share, share_word(share)) for share in ("1/4", "1/3", "1/2", "2/3"))]
        self.gender.choices = [("", _("no demand")), *((share, share_word(share)) for share in ("1/2", "2/3", "3/4"))]

    @staticmethod
    def filled(demands: Sequence[Demand]) -> dict[str, Any]:
        """What the fields show of these demands."""
        values: dict[str, Any] = {}
        for demand in demands:
            measured = demand.kind in {DemandKind.EXTERNAL, DemandKind.GENDER}
            values[demand.kind] = demand.amount if demand.kind == DemandKind.MEMBERS else str(demand.amount) if measured else True
            values[f"{demand.kind}_target"] = demand.target
        return values

    def demands(self) -> list[Demand]:
        """What was filled in, of a form that was valid."""
        found = []
        for kind in DemandKind:
            value, target = self[kind].data, f"{kind}_target" in self and self[f"{kind}_target"].data
            if value:
                found.append(Demand(kind=kind, amount=Fraction(0) if value is True else Fraction(value), target=bool(target)))
        return found


class HandOverForm(VersionForm):
    """Who takes over which task."""

    task = SelectField(_l("Task"), validators=[InputRequired()])
    account = SelectField(_l("HR officer"), validators=[InputRequired(_l("Choose an HR officer."))])


class ReasonForm(VersionForm):
    """An act that needs nothing but a reason."""

    reason = TextField(_l("Reason"), [InputRequired(GIVE_A_REASON)], most=REASON)


class StopForm(VersionForm):
    """The decision that stops a procedure."""

    on = DateField(_l("Date of the decision"), [InputRequired(_l("Fill in the date."))])
    reference = LineField(_l("Reference of the decision"), [InputRequired(_l("Fill in the reference of the decision."))], most=200)
    body = LineField(_l("Who decided"), [InputRequired(_l("Fill in who decided."))], most=200)
    reason = TextField(_l("Reason"), [InputRequired(GIVE_A_REASON)], most=REASON)
    grounds = TextField(_l("Legal grounds"), [InputRequired(_l("Fill in the legal grounds, one a line."))], most=REASON)

    validate_on = not_in_the_future


class ExtendForm(VersionForm):
    """Until when people can apply from now on, and the decision that says so."""

    day = DateField(_l("Last day to apply"), [InputRequired(_l("Fill in the last day."))])
    hour = HourField(_l("Hour"), [Optional()], render_kw={"autocomplete": "off"})
    on = DateField(_l("Date of the decision"), [InputRequired(_l("Fill in the date."))])
    reference = LineField(_l("Reference of the decision"), [InputRequired(_l("Fill in the reference of the decision."))], most=200)
    body = LineField(_l("Who decided"), [InputRequired(_l("Fill in who decided."))], most=200)
    reason = TextField(_l("Reason"), [InputRequired(GIVE_A_REASON)], most=REASON)


class MoveRoundForm(VersionForm):
    """On which days a round takes place from now on."""

    round = SelectField(_l("Round"), validators=[InputRequired(_l("Choose a round."))])
    days = DaysField(_l("New days"), [InputRequired(_l("Fill in at least one day."))])
    moments = BooleanField(_l("Put moments that are planned already on the new day too, at the same hour"))
    reason = TextField(_l("Reason"), [InputRequired(GIVE_A_REASON)], most=REASON)


class FileReasonForm(VersionForm):
    """A definition file; with a reason where the rules are frozen."""

    file = FileField(_l("Definition file (TOML)"))
    reason = TextField(_l("Reason"), [InputRequired(GIVE_A_REASON)], most=REASON)


class FileForm(VersionForm):
    """A definition file before the rules are frozen."""

    file = FileField(_l("Definition file (TOML)"))


class SeatFields(Form):
    """In which rounds, as what, rating or not."""

    rounds = SelectMultipleField(
        _l("Rounds"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False), validators=[InputRequired(_l("Choose at least one round."))]
    )
    kind = SelectField(_l("Seat"), validators=[InputRequired(_l("Choose what the person is in the panel."))])
    rates = BooleanField(_l("Rates candidates"))

    def offer(self, rounds: list[tuple[str, str]]) -> None:
        """Fill the choices."""
        self.rounds.choices = rounds
        self.kind.choices = kind_choices()


class AddSeatForm(SeatFields):
    """A seat for somebody with an account."""

    account = SelectField(_l("Person"), validators=[InputRequired(_l("Choose a person."))])


class InviteForm(SeatFields):
    """A seat for somebody by name and address; the account is made when there is none."""

    given_name = LineField(_l("First name"), [InputRequired(_l("Fill in the first name."))], most=100)
    family_name = LineField(_l("Family name"), [InputRequired(_l("Fill in the family name."))], most=100)
    email = EmailField(_l("E-mail address"), [InputRequired(_l("Fill in the e-mail address."))])
    function = LineField(_l("Function"))


class CopyPanelForm(Form):
    """From which round to which."""

    source = SelectField(_l("From"), validators=[InputRequired()])
    target = SelectField(_l("To"), validators=[InputRequired()])


class ChangeSeatForm(VersionForm):
    """Another kind of seat, or rating switched on or off."""

    kind = SelectField(_l("Seat"), validators=[InputRequired()])
    rates = BooleanField(_l("Rates candidates"))


class EndSeatForm(VersionForm):
    """Why a seat ends."""

    end_reason = TextField(_l("Reason why the seat ends"), [InputRequired(GIVE_A_REASON)], most=REASON)


class AwayForm(VersionForm):
    """Why the chair cannot act."""

    away_reason = TextField(_l("Reason why the chair cannot act"), [InputRequired(GIVE_A_REASON)], most=REASON)


class BackForm(VersionForm):
    """The chair acts again."""


def kind_choices() -> list[tuple[str, str]]:
    """Every kind of seat with its word."""
    return [(str(kind), seat_kind(kind)) for kind in (SeatKind.MEMBER, SeatKind.CHAIR, SeatKind.DEPUTY_CHAIR, SeatKind.SECRETARY, SeatKind.OBSERVER)]


def nobody() -> tuple[str, str]:
    """The choice that names nobody."""
    return "", _("Nobody yet")
