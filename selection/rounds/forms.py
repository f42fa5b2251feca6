"""Forms of a round. The one for consensus is built from the scale and the criteria of the part."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from wtforms import FormField, RadioField, SelectField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from scoring.numbers import parse_number
from scoring.scheme import Part
from selection.forms import DaysField, Form, LineField, SeenField, SubForm, TextField, number_text
from selection.i18n import _, _l
from selection.scoresheets.models import RATIONALE_LIMIT, ConsensusRating

REASON = 2000


class VersionForm(Form):
    """Which version of the round the person saw."""

    version = SeenField()

    @property
    def seen_version(self) -> int:
        """The version; -1, which no round has, where the field is missing or no number."""
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


class ProposeForm(Form):
    """Why something is to be reopened."""

    reason = TextField(_l("Reason"), [InputRequired(_l("Give a reason."))], most=REASON)


class DecideForm(VersionForm):
    """Approve, or refuse with a reason."""

    answer = RadioField(
        _l("Your decision"),
        choices=[SelectChoice("approve", _l("Approve")), SelectChoice("refuse", _l("Refuse"))],
        validators=[InputRequired(_l("Choose: approve or refuse."))],
    )
    reason = TextField(_l("Reason"), most=REASON)

    def validate_reason(self, field: Any) -> None:
        """A refusal says why."""
        if self.answer.data == "refuse" and not field.data:
            field.errors = [*field.errors, _("Give the reason why you refuse.")]


class SecondSittingForm(VersionForm):
    """Who sits again, on which days and why."""

    candidates = SelectMultipleField(
        _l("Candidates"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False), validators=[InputRequired(_l("Choose who sits again."))]
    )
    days = DaysField(_l("Days"), [InputRequired(_l("Fill in at least one day."))])
    reason = TextField(_l("Reason"), [InputRequired(_l("Give a reason."))], most=REASON)


class UndoForm(Form):
    """Why a consensus is undone; `seen` is the one that the page showed."""

    seen = SeenField()
    reason = TextField(_l("Reason"), [InputRequired(_l("Give a reason."))], most=REASON)


class TypedCard(SubForm):
    """A consensus rating that is typed."""

    chosen = LineField(_l("Consensus rating"), most=40)
    reason = TextField(_l("Why this rating?"), most=RATIONALE_LIMIT)
    seen = SeenField()


class LabelCard(SubForm):
    """A consensus rating that is one of the labels of the scale."""

    chosen = SelectField(_l("Consensus rating"))
    reason = TextField(_l("Why this rating?"), most=RATIONALE_LIMIT)
    seen = SeenField()


def settle_form(part: Part, criteria: Sequence[str], settled: Mapping[str, ConsensusRating]) -> Form:
    """A form with one card (rating, reason, what was seen) for each criterion, filled with what holds; fields `c0`, `c1`, ... in order."""
    labelled = part.scale is not None and not part.scale.numeric and not part.is_direct
    fields = {f"c{number}": FormField(LabelCard if labelled else TypedCard) for number, _code in enumerate(criteria)}
    data = {f"c{number}": _card(part, settled.get(code)) for number, code in enumerate(criteria)}
    form: Form = type("SettleForm", (Form,), fields)(data=data)
    if labelled and part.scale is not None:
        for number, _code in enumerate(criteria):
            form[f"c{number}"].form.chosen.choices = [("", _("Choose")), *((label, label) for label in part.scale.texts)]
    return form


def _card(part: Part, row: ConsensusRating | None) -> dict[str, str]:
    if row is None:
        return {"chosen": "", "reason": "", "seen": ""}
    return {"chosen": shown_rating(part, row.chosen), "reason": row.reason, "seen": str(row.id)}


def shown_rating(part: Part, chosen: str) -> str:
    """A stored rating as the form shows it: in Dutch with a comma."""
    return number_text(parse_number(chosen)) if part.is_direct or (part.scale is not None and part.scale.numeric) else chosen


def seen_id(text: str | None) -> UUID | None:
    """The id in a hidden field; None when it is empty, and a nil id, which no row has, when it is no id."""
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
