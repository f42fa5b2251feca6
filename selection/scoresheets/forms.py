"""The form of a sheet, built from the scale and the criteria of its part: one class, whatever the scale."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from wtforms import Field, HiddenField, SelectField
from wtforms.validators import InputRequired

from scoring.numbers import parse_number, shortest
from scoring.scheme import Criterion, Part, Scale
from selection.errors import BadInput
from selection.forms import Form, LineField, NumberField, TextField, number_text
from selection.i18n import _, _l, language
from selection.scoresheets.content import NOT_OBSERVED, Answer, Content
from selection.scoresheets.kept import Same
from selection.scoresheets.models import RATIONALE_LIMIT
from selection.scoresheets.points import kind_of, off_scale
from vacancies import Definition

GIVEN = "given"  # the radio beside a typed rating
REASON_LIMIT = 2000


class RatingField(Field):
    """A rating on a scale, no rating yet, or not observed: one radio group, and beside it a typed number where the scale is long.

    `data` is an `Answer` without texts; `chosen` what the page shows as chosen: None, a text of the scale (as typed), or `not_observed`.
    """

    def __init__(self, label: str, *, scale: Scale, **options: Any) -> None:
        super().__init__(label, **options)
        self.scale = scale
        self.chosen: str | None = None
        self.data: Answer = Answer()
        self.process_errors: list[str] = []

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take the stored answer, then what the form sent."""
        stored = data if isinstance(data, Answer) else Answer()
        self.process_errors, self.errors = [], ()
        self.data, self.chosen = stored, self._shown(stored)
        if formdata is not None:
            self._take(stored, formdata.get(self.name, ""), formdata.get(f"{self.name}-value", ""))

    def _shown(self, stored: Answer) -> str | None:
        if stored.not_observed:
            return NOT_OBSERVED
        if stored.position is None:
            return None
        return number_text(self.scale.values[stored.position]) if kind_of(self.scale) == "number" else stored.chosen

    def _take(self, stored: Answer, radio: str, typed: str) -> None:
        choice, typed = radio.strip(), typed.strip()
        if choice in {"", GIVEN} and typed and not (choice == "" and typed == self._shown(stored)):
            choice = typed  # typed without choosing its radio, unless it is what stood there and was taken back
        elif choice == GIVEN:
            choice = ""
        if choice == NOT_OBSERVED:
            self.data, self.chosen = Answer(not_observed=True), NOT_OBSERVED
        elif not choice:
            self.data, self.chosen = Answer(), None
        else:
            self._read(choice)

    def _read(self, text: str) -> None:
        position = self.scale.position(text)
        if position is None:
            self.data, self.chosen = Answer(), text[:40]
            self.process_errors.append(off_scale(self.scale, text))
            return
        self.data = Answer(position=position, chosen=self.scale.texts[position])
        self.chosen = text if kind_of(self.scale) == "number" else self.scale.texts[position]


class SheetForm(Form):
    """Base of the form of a sheet; `sheet_form` adds a rating, a reason and a rationale per criterion, or points and a rationale."""

    definition: Definition
    part: Part
    criteria: tuple[Criterion, ...]
    version = HiddenField()
    right: bool | None = None

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether everything can be read and is allowed; looked at once."""
        if self.right is None:
            self.right = bool(super().validate(extra_validators))
        return self.right

    def content(self) -> Content:
        """What was typed, once the form is valid."""
        if self.part.is_direct:
            return Content(points="" if self["points"].data is None else shortest(self["points"].data), remark=self["remark"].data or "")
        answers = {criterion.code: self._answer(criterion) for criterion in self.criteria}
        return Content(answers={code: answer for code, answer in answers.items() if answer != Answer()})

    def _answer(self, criterion: Criterion) -> Answer:
        given: Answer = self[rating_name(criterion)].data
        return Answer(
            position=given.position,
            chosen=given.chosen,
            not_observed=given.not_observed,
            reason=(self[reason_name(criterion)].data or "") if given.not_observed else "",
            rationale=self[rationale_name(criterion)].data or "",
        )

    def require_complete(self) -> bool:
        """Mark what has to be filled in before submitting; True when nothing is missing."""
        content, complete = self.content(), True
        if self.part.is_direct and not content.points:
            self.refuse("points", _("Fill in the points."))
            complete = False
        for criterion in self.criteria:
            answer = content.of(criterion.code)
            if not answer.given:
                self.refuse(rating_name(criterion), _("Choose a rating, or say that you did not observe it."))
            elif answer.not_observed and not answer.reason:
                self.refuse(reason_name(criterion), _("Say why you could not observe this."))
            else:
                continue
            complete = False
        return complete


class MoveForm(Form):
    """To which candidate a draft goes."""

    version = HiddenField()
    candidate = SelectField(_l("The candidate whom this draft is about"), validators=[InputRequired(_l("Choose a candidate."))])

    def offer(self, candidates: Sequence[tuple[UUID, str, str]]) -> None:
        """Let the person choose among (id, code, name)."""
        self.candidate.choices = [("", _("Choose")), *((str(id_), f"{code} · {name}" if name else code) for id_, code, name in candidates)]


def rating_name(criterion: Criterion) -> str:
    """Name of the field of its rating; a colon is in no code, so no two names meet."""
    return f"{criterion.code}:rating"


def reason_name(criterion: Criterion) -> str:
    """Name of the field that asks why it was not observed."""
    return f"{criterion.code}:reason"


def rationale_name(criterion: Criterion) -> str:
    """Name of the field of its rationale."""
    return f"{criterion.code}:rationale"


def sheet_form(definition: Definition, part: Part, content: Content, version: int) -> SheetForm:
    """The form of a part, filled with what is stored, or with what the request sent."""
    stored: dict[str, Any] = {"version": str(version)}
    made = _class_of(Same(definition), part.code, language())
    if part.is_direct:
        stored |= {"points": parse_number(content.points) if content.points else None, "remark": content.remark}
    for criterion in made.criteria:
        answer = content.of(criterion.code)
        stored |= {rating_name(criterion): answer, reason_name(criterion): answer.reason, rationale_name(criterion): answer.rationale}
    return made(data=stored)


@lru_cache(maxsize=64)
def _class_of(same: Same, part_code: str, _language: str) -> type[SheetForm]:
    """The class of the form of a part, in a language; made once per frozen definition and process."""
    scheme = same.definition.scheme
    part = next(part for part in scheme.parts if part.code == part_code)
    criteria = () if part.is_direct else scheme.counting(part)
    fields: dict[str, Any] = {"definition": same.definition, "part": part, "criteria": criteria}
    if part.is_direct:
        fields["points"] = NumberField(_l("Points"), least=0, most=part.points)
        fields["remark"] = TextField(_l("Rationale"), most=RATIONALE_LIMIT)
    elif part.scale is not None:
        for criterion in criteria:
            fields[rating_name(criterion)] = RatingField(criterion.title, scale=part.scale)
            fields[reason_name(criterion)] = LineField(_("%(title)s, why not observed", title=criterion.title), most=REASON_LIMIT)
            fields[rationale_name(criterion)] = TextField(_("%(title)s, rationale", title=criterion.title), most=RATIONALE_LIMIT)
    made: type[SheetForm] = type("PartForm", (SheetForm,), fields)
    return made


def seen_version(form: Any) -> int:
    """The version of the sheet that a posted form was made from; BadInput when it is not one of ours."""
    text = form.get("version", "")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadInput(_("The form did not arrive as we sent it. Go back, load the page again and try once more."))
    return int(text)
