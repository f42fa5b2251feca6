"""Forms: CSRF without a time limit, text normalised, numbers exact, what was typed kept."""

from typing import Any

from flask_wtf import FlaskForm

from selection.forms.fields import (
    LONG,
    SHORT,
    AtMost,
    DateField,
    DaysField,
    EmailField,
    HourField,
    LineField,
    NumberField,
    SeenField,
    Sentences,
    TelephoneField,
    TextField,
    number_fault,
    number_text,
    read_date,
    read_number,
    read_time,
)
from selection.forms.texts import is_telephone, normal_email, normal_line, normal_text


class Form(FlaskForm):
    """Base of all forms. Views name every field that they use: nothing is ever copied onto a model."""

    class Meta(FlaskForm.Meta):
        """What WTForms says by itself is in sentences of ours."""

        def get_translations(self, form: Any) -> Sentences:
            """The sentences in the reader's language."""
            return Sentences()

    def accessible(self, name: str, hint: bool = False) -> dict[str, str]:
        """The aria attributes of a field: which texts describe it, and whether it is wrong."""
        field = self[name]
        described = [f"{field.id}-hint"] * hint + [f"{field.id}-error"] * bool(field.errors)
        attributes = {"aria-describedby": " ".join(described)} if described else {}
        return {**attributes, "aria-invalid": "true"} if field.errors else attributes

    def faults(self) -> list[tuple[str, str]]:
        """(id of the field, sentence) for the error summary, in the order of the form; "" as id for the form as a whole."""
        found: list[tuple[str, str]] = [("", str(text)) for text in self.form_errors]
        for field in self:
            found += [(field.id, str(text)) for text in _sentences(field.errors)]
        return found

    def refuse(self, name: str, sentence: str) -> None:
        """Mark a field as wrong after validation, for what only an action can know."""
        field = self[name]
        field.errors = [*field.errors, sentence]


class SubForm(FlaskForm):
    """A form inside a form (FormField), in the language of the reader and without a token of its own."""

    class Meta(Form.Meta):
        """The surrounding form carries the token."""

        csrf = False


class VisitorForm(Form):
    """A form of somebody without an account: the guard has judged where it came from, so that it holds no token of a session."""

    class Meta(Form.Meta):
        """No session, no token of one."""

        csrf = False


def _sentences(errors: Any) -> list[Any]:
    if isinstance(errors, dict):
        return [text for part in errors.values() for text in _sentences(part)]
    return [text for part in errors for text in (_sentences(part) if isinstance(part, dict | list | tuple) else [part])]


__all__ = [
    "LONG",
    "SHORT",
    "AtMost",
    "DateField",
    "DaysField",
    "EmailField",
    "Form",
    "HourField",
    "LineField",
    "NumberField",
    "SeenField",
    "SubForm",
    "TelephoneField",
    "TextField",
    "VisitorForm",
    "is_telephone",
    "normal_email",
    "normal_line",
    "normal_text",
    "number_fault",
    "number_text",
    "read_date",
    "read_number",
    "read_time",
]
