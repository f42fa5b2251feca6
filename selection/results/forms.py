"""Forms for settling a tie."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from scoring import SHORTEST_SEED
from selection.forms import Form, LineField, SeenField, TextField
from selection.i18n import _, _l
from selection.procedures.models import Seat
from selection.procedures.words import seat_kind
from selection.results.actions import seed_short
from selection.results.models import SEED_LIMIT

REASON = 2000


class DecisionForm(Form):
    """The place of each candidate, and `reason`. Fields `place0`, `place1`, ... in the order of the codes; `seen` are these codes."""

    seen = SeenField()
    codes: Sequence[str] = ()

    @property
    def places(self) -> list[Any]:
        """The fields for the places."""
        return [self[f"place{number}"] for number in range(len(self.codes))]

    @property
    def order(self) -> list[str]:
        """The codes, the first place first."""
        chosen = {code: int(field.data) for code, field in zip(self.codes, self.places, strict=True)}
        return sorted(self.codes, key=chosen.__getitem__)

    def validate(self, extra_validators: Any = None) -> bool:
        """Every place goes to one candidate."""
        valid = bool(super().validate(extra_validators))
        taken: set[str] = set()
        for field in self.places:
            if field.data and field.data in taken and not field.errors:
                field.errors = [_("Place %(place)s is given to another candidate too. Each candidate has a place of their own.", place=field.data)]
                valid = False
            taken.add(field.data)
        return valid


class DrawForm(Form):
    """The seed of a draw, where it comes from, and who saw it."""

    seen = SeenField()
    source = LineField(_l("Where the starting number comes from"), [InputRequired(_l("Fill in where the starting number comes from."))])
    seed = LineField(_l("Starting number"), [InputRequired(_l("Fill in the starting number."))], most=SEED_LIMIT, render_kw={"autocomplete": "off"})
    witness = SelectField(_l("Witness"), [InputRequired(_l("Choose a witness."))])

    def validate_seed(self, field: Any) -> None:
        """R15: at least 16 characters."""
        if field.data and len(field.data) < SHORTEST_SEED:
            field.errors = [*field.errors, seed_short(field.data)]


class UndoForm(Form):
    """Why what was settled is undone."""

    reason = TextField(_l("Reason"), [InputRequired(_l("Give a reason."))], most=REASON)


def decision_form(codes: Sequence[str], names: Mapping[str, str], first: int) -> DecisionForm:
    """A form for these candidates, who are tied for the places from `first` on."""
    choices = [SelectChoice("", _("Choose")), *(SelectChoice(str(first + step), str(first + step)) for step in range(len(codes)))]
    fields: dict[str, Any] = {
        f"place{number}": SelectField(
            _("Place of %(code)s %(name)s", code=code, name=names.get(code, "")).strip(),
            [InputRequired(_("Choose the place of %(code)s.", code=code))],
            choices=choices,
        )
        for number, code in enumerate(codes)
    }
    fields["reason"] = TextField(_("Why this order?"), [InputRequired(_("Give the reason on which the panel agreed."))], most=REASON)
    form: DecisionForm = type("TheDecisionForm", (DecisionForm,), {**fields, "codes": tuple(codes)})(data={"seen": ",".join(codes)})
    return form


def draw_form(codes: Sequence[str], witnesses: Sequence[Seat]) -> DrawForm:
    """A form for these candidates, with the people who can be witness."""
    form = DrawForm(data={"seen": ",".join(codes)})
    people = [(str(seat.account_id), f"{seat.account.name} ({seat_kind(seat.kind).lower()})") for seat in witnesses]
    form.witness.choices = [("", _("Choose")), *people]
    return form
