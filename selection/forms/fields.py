"""Fields that read what people here type, keep it as typed, and say in a sentence what is wrong."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from datetime import time as clock_time
from fractions import Fraction
from functools import cache
from typing import Any
from uuid import UUID

from email_validator import EmailNotValidError, validate_email
from flask_wtf.i18n import translations as wtforms_texts
from wtforms import Field, HiddenField, StringField, TextAreaField
from wtforms.validators import StopValidation, ValidationError
from wtforms.widgets import TextInput

from scoring.numbers import NumberError, parse_number, shortest
from selection.forms.texts import is_telephone, normal_email, normal_line, normal_text
from selection.i18n import _, language, whole

_DUTCH_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(r"([0-9]{1,2})(?:[:.uh]([0-9]{2})?)?(?: *(?:uur|u))?")
SHORT = 200
LONG = 10_000


class AtMost:
    """Validator: a text has at most so many characters. Its sentence says how many there are."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, form: Any, field: Any) -> None:
        """Refuse a longer text."""
        length = len(field.data or "")
        if length > self.most:
            raise ValidationError(_("At most %(most)s characters; you have %(length)s.", most=whole(self.most), length=whole(length)))


class Sentences:
    """What WTForms itself says, with a sentence of ours for a choice that is none of those offered."""

    def gettext(self, text: str) -> str:
        """Ours, or that of WTForms in the reader's language."""
        if text == "Not a valid choice.":
            return _("Choose one of the possibilities.")
        return _of_wtforms(text, language())

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The same for a text that counts."""
        if singular.endswith("is not a valid choice for this field."):
            return _("Choose one of the possibilities.")
        return str(wtforms_texts.ngettext(singular, plural, number))


@cache
def _of_wtforms(text: str, _language: str) -> str:
    """A sentence of WTForms in this language, which is that of the reader: its file is read once, not with every form."""
    return str(wtforms_texts.gettext(text))


class LineField(StringField):
    """One line of text, normalised; at most `most` characters."""

    clean: Callable[[str], str] = staticmethod(normal_line)

    def __init__(self, label: Any = None, validators: Any = (), *, most: int = SHORT, **options: Any) -> None:
        super().__init__(label, [*validators, AtMost(most)], render_kw={"maxlength": most, **options.pop("render_kw", {})}, **options)
        self.most = most

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the normalised text."""
        if valuelist:
            self.data = type(self).clean(valuelist[0])
            self.raw_data = [self.data]  # only white space is nothing, also for InputRequired


class TextField(TextAreaField):
    """Text of several lines, normalised; at most `most` characters after normalising."""

    def __init__(self, label: Any = None, validators: Any = (), *, most: int = LONG, **options: Any) -> None:
        super().__init__(label, [*validators, AtMost(most)], **options)
        self.most = most

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the normalised text. The browser's own limit counts line ends twice, so there is no maxlength on it."""
        if valuelist:
            self.data = normal_text(valuelist[0])
            self.raw_data = [self.data]


class TelephoneField(LineField):
    """A telephone number as people write it, in figures; at most 50 characters."""

    def __init__(self, label: Any = None, validators: Any = (), **options: Any) -> None:
        attributes = {"type": "tel", **options.pop("render_kw", {})}
        super().__init__(label, validators, most=50, render_kw=attributes, **options)

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Refuse what cannot be a number."""
        if self.data and not validation_stopped and not is_telephone(self.data):
            raise ValidationError(_("%(text)s is not a telephone number. Write it in figures, like 09 123 45 67 or +32 470 12 34 56.", text=self.data[:50]))


class EmailField(LineField):
    """An e-mail address in lower case; its form is checked, no mail server is asked."""

    clean = staticmethod(normal_email)

    def __init__(self, label: Any = None, validators: Any = (), **options: Any) -> None:
        attributes = {"type": "email", "autocomplete": "email", "spellcheck": "false", **options.pop("render_kw", {})}
        super().__init__(label, validators, most=254, render_kw=attributes, **options)

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Refuse what cannot be an address."""
        if self.data and not validation_stopped:
            try:
                validate_email(self.data, check_deliverability=False)
            except EmailNotValidError:
                raise ValidationError(_("%(address)s is not an e-mail address. Write it like name@example.be.", address=self.data[:80])) from None


class TypedField(Field):
    """A one-line field whose value is not text: `data` is the value or None, `typed` what the person wrote and sees again."""

    widget = TextInput()
    typed = ""

    def _value(self) -> str:
        return self.typed or (self.shown(self.data) if self.data is not None else "")

    def shown(self, value: Any) -> str:
        """The value as the field shows it before anybody typed."""
        return str(value)

    def read(self, text: str) -> Any:
        """The value of what was typed; ValueError with a sentence."""
        raise NotImplementedError

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep what was typed and read it; an empty field is None and no error of its own."""
        if not valuelist:
            return
        self.typed, self.data = valuelist[0][:SHORT], None
        text = normal_line(valuelist[0])
        self.raw_data = [text]
        if text:
            self.data = self.read(text)

    def pre_validate(self, form: Any) -> None:
        """What could not be read is the only error of the field."""
        if self.process_errors:
            raise StopValidation


class NumberField(TypedField):
    """A decimal number, zero or more, with a comma or a point; `data` is its exact `Fraction`.

    `least`, `most` (both inclusive) and `step` are exact too: text, integer or Fraction.
    """

    def __init__(
        self,
        label: Any = None,
        validators: Any = (),
        *,
        least: str | int | Fraction | None = None,
        most: str | int | Fraction | None = None,
        step: str | int | Fraction | None = None,
        **options: Any,
    ) -> None:
        attributes = {"inputmode": "decimal", "autocomplete": "off", **options.pop("render_kw", {})}
        super().__init__(label, validators, render_kw=attributes, **options)
        self.least, self.most, self.step = (None if bound is None else Fraction(bound) for bound in (least, most, step))

    def shown(self, value: Any) -> str:
        """The number as it is written in the reader's language."""
        return number_text(value)

    def read(self, text: str) -> Fraction:
        """The exact number; ValueError with a sentence for anything else."""
        value = read_number(text)
        self._refuse_out_of_bounds(text, value)
        return value

    def _refuse_out_of_bounds(self, text: str, value: Fraction) -> None:
        values = {"text": text[:40]}
        if self.most is not None and value > self.most:
            raise ValueError(_("%(text)s is above the maximum of %(most)s.", most=number_text(self.most), **values))
        if self.least is not None and value < self.least:
            raise ValueError(_("%(text)s is below the minimum of %(least)s.", least=number_text(self.least), **values))
        if self.step is not None and ((value - (self.least or 0)) / self.step).denominator != 1:
            raise ValueError(_("%(text)s is not allowed here; choose a multiple of %(step)s.", step=number_text(self.step), **values))


class SeenField(HiddenField):
    """What a form was made from: the version or the id that its page showed. Left out of what was sent it is empty, never what holds now."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take what was sent, and nothing else."""
        self.data = valuelist[0] if valuelist else ""

    def as_id(self) -> UUID | None:
        """The id that was sent; None where it is empty or was not sent. What is no id at all stands for nothing that exists."""
        try:
            return UUID(self.data) if self.data else None
        except ValueError:
            return UUID(int=0)

    def as_version(self) -> int:
        """The version that was sent; -1, which no row has, where it is missing or no number."""
        text = self.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


class DateField(TypedField):
    """A day, typed as dd/mm/yyyy or yyyy-mm-dd."""

    def __init__(self, label: Any = None, validators: Any = (), **options: Any) -> None:
        attributes = {"inputmode": "numeric", "autocomplete": "off", **options.pop("render_kw", {})}
        super().__init__(label, validators, render_kw=attributes, **options)

    def shown(self, value: Any) -> str:
        """dd/mm/yyyy."""
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"

    def read(self, text: str) -> date:
        """The day; ValueError with a sentence for anything else."""
        return read_date(text)


class DaysField(DateField):
    """Days, each typed as in `DateField`, with commas between; `data` is a tuple in order of time, each day once."""

    def shown(self, value: Any) -> str:
        """dd/mm/yyyy, dd/mm/yyyy."""
        return ", ".join(super(DaysField, self).shown(day) for day in value)

    def read(self, text: str) -> Any:
        """The days; ValueError with a sentence for the first that is none."""
        return tuple(sorted({read_date(part) for part in re.split("[,;]", text) if part.strip()}))


class HourField(TypedField):
    """A time of the day, typed as 9:30, 9.30, 9u30 or 9."""

    def shown(self, value: Any) -> str:
        """9:30."""
        return f"{value.hour}:{value.minute:02d}"

    def read(self, text: str) -> clock_time:
        """The time; ValueError with a sentence for anything else."""
        return read_time(text)


def read_number(text: str) -> Fraction:
    """The exact number; ValueError with a sentence in the reader's language."""
    try:
        return parse_number(text)
    except NumberError as error:
        raise ValueError(number_fault(error.code, text)) from None


def number_fault(code: str, text: str) -> str:
    """What is wrong with a number, by the code of the one parser."""
    sentences: Mapping[str, str] = {
        "empty": _("Fill in a number."),
        "negative": _("%(text)s is below zero. Fill in a number of zero or more.", text=text[:40]),
        "too_long": _("%(text)s has too many digits. Use at most nine before the comma and six after it.", text=text[:40]),
    }
    return sentences.get(code) or _("%(text)s is not a number. Write digits, with a comma or point for decimals, like 7,5.", text=text[:40])


def read_date(text: str) -> date:
    """A day from dd/mm/yyyy or yyyy-mm-dd; ValueError with a sentence in the reader's language."""
    if match := _DUTCH_DATE.fullmatch(text.strip()):
        day, month, year = (int(part) for part in match.groups())
    elif match := _ISO_DATE.fullmatch(text.strip()):
        year, month, day = (int(part) for part in match.groups())
    else:
        raise ValueError(_("%(text)s is not a date. Write it as day/month/year, like 15/05/2024.", text=text[:40]))
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(_("%(text)s is not a date. Write it as day/month/year, like 15/05/2024.", text=text[:40])) from None


def read_time(text: str) -> clock_time:
    """A time of the day from 9, 9:30, 9.30 or 9u30; ValueError with a sentence."""
    found = _TIME.fullmatch(text.strip().lower())
    hour, minute = (int(found.group(1)), int(found.group(2) or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise ValueError(_("%(text)s is not a time. Write it as hour:minutes, like 9:30.", text=text[:40]))
    return clock_time(hour, minute)


def number_text(value: Fraction) -> str:
    """The shortest text of a number with a finite decimal form, in the reader's language, without thousands marks, as a field can read it back."""
    return shortest(value) if language() == "en" else shortest(value).replace(".", ",")
