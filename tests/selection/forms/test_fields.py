"""What people type, and what the forms make of it."""

from datetime import date
from fractions import Fraction

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional

from selection.forms import DateField, EmailField, Form, LineField, NumberField, TextField, normal_email, normal_line, normal_text
from selection.i18n import speaking

pytestmark = pytest.mark.db


class Example(Form):
    class Meta(Form.Meta):
        csrf = False

    points = NumberField("Points", [InputRequired()], least=0, most=30, step="0.5")
    free = NumberField("Free")
    day = DateField("Day")
    name = LineField("Name", most=10)
    must = LineField("Must", [InputRequired()])
    words = TextField("Words", most=20)
    email = EmailField("E-mail")
    one = SelectField("One", [Optional()], choices=["a", "b"])
    many = SelectMultipleField("Many", choices=["a", "b"])


@pytest.fixture
def filled(app):
    """`filled(points="7,5")` is the validated form."""

    def fill(**typed):
        with app.test_request_context("/", method="POST", data=typed):
            form = Example(MultiDict(typed))
            form.validate()
            return form

    return fill


@pytest.mark.parametrize(
    ("typed", "value"), [("17,5", Fraction(35, 2)), ("17.5", Fraction(35, 2)), (" 7 ", Fraction(7)), ("0", Fraction(0)), ("30,0", Fraction(30))]
)
def test_numbers(filled, typed, value):
    form = filled(points=typed)
    assert (form.points.data, form.points.errors) == (value, [])


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "This field is required."),
        ("   ", "This field is required."),
        ("31", "31 is above the maximum of 30."),
        ("30,5", "30,5 is above the maximum of 30."),
        ("7,3", "7,3 is not allowed here; choose a multiple of 0.5."),
        ("-0", "-0 is below zero. Fill in a number of zero or more."),
        ("-3", "-3 is below zero. Fill in a number of zero or more."),
        ("12.5000000000000000000000001", "12.5000000000000000000000001 has too many digits. Use at most nine before the comma and six after it."),
        *((bad, f"{bad} is not a number. Write digits, with a comma or point for decimals, like 7,5.") for bad in ("sNaN", "NaN", "Infinity", "1e1", "1_0")),
        *(
            (bad, f"{bad} is not a number. Write digits, with a comma or point for decimals, like 7,5.")
            for bad in ("１２", "٣", "1.000,5", "zeven", "1e-400", "+7")
        ),
    ],
)
def test_bad_numbers_are_refused_in_a_sentence_and_kept_as_typed(filled, typed, sentence):
    with speaking("en"):
        form = filled(points=typed)
        assert form.points.errors == [sentence]
        assert form.points.data is None
        assert form.points._value() == typed


def test_an_empty_number_that_is_not_required_is_none(filled):
    form = filled(points="1", free="")
    assert (form.free.data, form.free.errors) == (None, [])


def test_a_number_is_shown_in_the_language_of_the_reader(app):
    with app.test_request_context("/"):
        form = Example(MultiDict(), data={"points": Fraction(15, 2)})
        assert form.points._value() == "7,5"
        assert 'inputmode="decimal"' in form.points()
        with speaking("en"):
            assert form.points._value() == "7.5"


@pytest.mark.parametrize(
    ("language", "sentence"), [("nl", "Hoogstens 20 tekens; je hebt er 1.234."), ("en", "At most 20 characters; you have 1,234.")], ids=["nl", "en"]
)
def test_a_text_that_is_too_long_is_told_with_both_figures(filled, language, sentence):
    with speaking(language):
        form = filled(points="1", must="x", words="x" * 1234)
        assert form.words.errors == [sentence]
        assert filled(points="1", must="x", words="x" * 20).words.errors == []


@pytest.mark.parametrize(("language", "sentence"), [("nl", "Kies een van de mogelijkheden."), ("en", "Choose one of the possibilities.")], ids=["nl", "en"])
def test_a_choice_that_was_not_offered_is_told_in_our_own_words(filled, language, sentence):
    with speaking(language):
        form = filled(points="1", must="x", one="c", many=["a", "x"])
        assert (form.one.errors, form.many.errors) == ([sentence], [sentence])
        form = filled(points="1", must="x", one="a", many=["a", "b"])
        assert (form.one.errors, form.many.errors) == ([], [])


@pytest.mark.parametrize("typed", ["15/05/2024", "15-5-2024", "15.05.2024", "2024-05-15", " 15/05/2024 "])
def test_days(filled, typed):
    assert filled(points="1", day=typed).day.data == date(2024, 5, 15)


@pytest.mark.parametrize("typed", ["31/02/2024", "05/15/2024", "15/05/24", "morgen", "2024-13-01", "١٥/05/2024", "00/00/0000"])
def test_bad_days(filled, typed):
    with speaking("en"):
        form = filled(points="1", day=typed)
        assert form.day.errors == [f"{typed} is not a date. Write it as day/month/year, like 15/05/2024."]
        assert form.day._value() == typed


def test_a_day_is_shown_as_it_is_typed(app):
    with app.test_request_context("/"):
        assert Example(MultiDict(), data={"day": date(2024, 5, 3)}).day._value() == "03/05/2024"


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("  a\r\nb\rc  ", "a\nb\nc"),
        ("e\u0301", "é"),
        ("a\x00b\x0bc\x1b[31m", "abc[31m"),
        ("tab\tstays", "tab\tstays"),
        ("rechts\u202eom", "rechtsom"),
        (" \n\t ", ""),
    ],
)
def test_texts_are_normal(typed, text):
    assert normal_text(typed) == text


def test_lines_and_addresses():
    assert normal_line("  Van\n den\t Berghe ") == "Van den Berghe"
    assert normal_email(" An.Peeters@Example.ORG ") == "an.peeters@example.org"


def test_length_counts_after_normalising(filled):
    assert filled(points="1", words="a" * 19 + "\r\n").words.errors == []
    assert len(filled(points="1", words="a" * 21).words.errors) == 1
    assert len(filled(points="1", name="a" * 11).name.errors) == 1


@pytest.mark.parametrize(("typed", "good"), [("An@Example.org", True), ("", True), ("an", False), ("an@", False), ("an@example.org, bo@example.org", False)])
def test_addresses(filled, typed, good):
    form = filled(points="1", email=typed)
    assert (form.email.errors == []) is good


def test_faults_and_attributes(filled):
    form = filled(points="x", day="y", must="z")
    assert [place for place, _sentence in form.faults()] == ["points", "day"]
    assert form.accessible("points", hint=True) == {"aria-describedby": "points-hint points-error", "aria-invalid": "true"}
    assert form.accessible("name") == {}
    form.refuse("name", "Deze naam staat al op de lijst.")
    assert ("name", "Deze naam staat al op de lijst.") in form.faults()


def test_messages_of_the_form_library_are_dutch(filled):
    assert filled(points="").points.errors == ["Dit veld is vereist."]


@pytest.mark.parametrize(("typed", "errors"), [("", 1), (" \n\t", 1), ("a", 0)])
def test_white_space_is_nothing(filled, typed, errors):
    assert len(filled(points="1", must=typed).must.errors) == errors
