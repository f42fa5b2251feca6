"""Every macro and layout, rendered with sample data under StrictUndefined, and judged as mark-up: ids, labels, headings, no inline style or script."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Macro
from markupsafe import Markup
from wtforms import (
    BooleanField,
    DateField,
    DecimalField,
    FieldList,
    FileField,
    Form,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from selection import pictures
from selection.forms.fields import SeenField, TextField
from selection.i18n import FILTERS
from tests.selection.component_samples import SNIPPETS

TEMPLATES = Path(__file__).parents[2] / "templates"
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
DRAWN = {"path", "circle", "rect", "polygon"}
REFERRING = ("aria-labelledby", "aria-describedby", "for")


class Page(HTMLParser):
    """What a piece of mark-up holds, and what is wrong with it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.references: list[str] = []
        self.labelled: set[str] = set()
        self.headings: list[str] = []
        self.controls: list[tuple[dict[str, str | None], bool]] = []
        self.faults: list[str] = []
        self.title = ""
        self.feed(text)
        self.close()
        self._conclude()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if len(given) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice: {attrs}")
        self.ids += [value for value in (given.get("id"),) if value is not None]
        for name in REFERRING:
            self.references += (given.get(name) or "").split()
        if tag == "label" and given.get("for"):
            self.labelled.add(str(given["for"]))
        self.faults += [f"<{tag} {name}> is inline" for name in given if name == "style" or name.startswith("on")]
        if (tag == "script" and not given.get("src")) or tag == "style":
            self.faults.append(f"inline <{tag}>")
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(tag)
        if tag in {"select", "textarea"} or (tag == "input" and given.get("type") not in {"hidden", "submit"}):
            self.controls.append((given, "label" in self.open))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in DRAWN:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-3:]}")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["title"] and "svg" not in self.open:
            self.title += data

    def _conclude(self) -> None:
        self.faults += [f"never closed: {tag}" for tag in self.open]
        self.faults += [f"id twice: {name}" for name in {name for name in self.ids if self.ids.count(name) > 1}]
        self.faults += [f"refers to nothing: {name}" for name in self.references if name not in self.ids]
        for given, inside in self.controls:
            if not inside and not given.get("aria-label") and given.get("id") not in self.labelled:
                self.faults.append(f"no label: {given}")


class Address(Form):
    street = StringField("Street", [InputRequired()])


class Sample(Form):
    name = StringField("Name", [InputRequired()])
    why = TextAreaField("Why", [InputRequired(), Length(max=2000)], description="Goes into the report.")
    kind = SelectField("Kind", choices=[SelectChoice("a", "Alpha"), SelectChoice("b", "Beta")])
    advice = RadioField("Advice", choices=[SelectChoice("1", "For"), SelectChoice("2", "Against")], validators=[InputRequired()])
    papers = SelectMultipleField("Papers", choices=[SelectChoice("x", "cv")], widget=ListWidget(), option_widget=CheckboxInput())
    sure = BooleanField("Sure", [InputRequired()])
    day = DateField("Day", format="%d/%m/%Y")
    file = FileField("File")
    weight = DecimalField("Weight")
    secret = HiddenField("Secret")
    address = FormField(Address)
    streets = FieldList(FormField(Address), min_entries=1)


class Ours(Form):
    words = TextField("Words")
    seen = SeenField("Seen")


def sample_form(*, wrong: bool = False) -> Sample:
    form = Sample()
    if wrong:
        form.validate()
    return form


PAGES: dict[str, str] = {
    "app": '{% extends "layouts/app.html" %}{% block title %}Tasks{% endblock %}{% block lead %}One.{% endblock %}{% block content %}<p>x</p>{% endblock %}',
    "bare": '{% extends "layouts/app.html" %}{% block title %}Tasks{% endblock %}{% block heading %}What waits{% endblock %}',
    "procedure": '{% extends "layouts/procedure.html" %}{% block title %}Ranking{% endblock %}{% block eyebrow_more %}round 3{% endblock %}'
    "{% block print_state %}Provisional{% endblock %}{% block content %}<p>x</p>{% endblock %}",
    "public": '{% extends "layouts/public.html" %}{% block title %}Vacancies{% endblock %}{% block content %}<p>x</p>{% endblock %}',
    "hero": '{% extends "layouts/public.html" %}{% from "components/blocks.html" import hero %}{% block title %}Director{% endblock %}'
    '{% block hero %}{{ hero("Director") }}{% endblock %}{% block content %}<p>only once</p>{% endblock %}',
    "plain": '{% extends "layouts/plain.html" %}{% block title %}Sign in{% endblock %}{% block content %}<p>x</p>{% endblock %}',
    "error": '{% extends "errors/page.html" %}',
    "conflict": '{% extends "errors/conflict.html" %}',
}

CONTEXT: dict[str, object] = {
    "organisation": SimpleNamespace(name="Gemeente Voorbeeld", unit="Personeelsdienst"),
    "account": SimpleNamespace(name="Medewerker HR", role_label="Personeelsdienst"),
    "menu": [{"label": "Procedures", "url": "/p", "current": True}],
    "demo": True,
    "language": "nl",
    "procedure": SimpleNamespace(title="Director", code="director-2024"),
    "procedure_tabs": [{"label": "Overview", "url": "/p/1", "current": True}],
    "rules_fingerprint": "5071122be2132aba",
    "request": SimpleNamespace(full_path="/p?"),
    "status": 500,
    "heading": "Something went wrong",
    "message": "Not saved.",
    "typed": [("rationale", "line one\nline two")],
    "reference": "7F3K-20M9",
    "rows": [("Vision", "mine", "theirs")],
}


@pytest.fixture(scope="module")
def environment() -> Environment:
    loader = ChoiceLoader([DictLoader({f"pages/{name}": text for name, text in PAGES.items()}), FileSystemLoader(TEMPLATES)])
    made = Environment(loader=loader, undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.i18n"])
    made.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    made.filters.update(FILTERS)
    made.globals.update(
        pictures.GLOBALS,
        csrf_token=lambda: "token",
        key_field=lambda: Markup('<input type="hidden" name="_key" value="k">'),
        static_url=lambda name: f"/static/{name}",
        url_for=lambda endpoint, **_values: f"/{endpoint}",
        table_address=lambda: (1, "/?table=1"),
        came_from=lambda: None,
        g=SimpleNamespace(get=lambda _name: None),
        now=lambda: datetime(2024, 6, 20, 9, 30, tzinfo=UTC),
        get_flashed_messages=lambda **_options: [("message", "Saved.")],
    )
    return made


def render(environment: Environment, name: str, snippet: str) -> str:
    file, macro = name.split(".")
    text = f'{{% from "components/{file}.html" import {macro} as m %}}{snippet}'
    return environment.from_string(text).render(
        CONTEXT, form=sample_form(), wrong=sample_form(wrong=True), ours=Ours(), page_url=lambda page: f"?page={page}", day=date
    )


def page(environment: Environment, name: str, **changes: object) -> str:
    return environment.get_template(f"pages/{name}").render(CONTEXT | changes)


@pytest.mark.parametrize("name", SNIPPETS)
def test_macro(environment: Environment, name: str) -> None:
    text = render(environment, name, SNIPPETS[name])
    assert text.strip()
    assert Page(text).faults == []


def test_every_macro_has_a_sample(environment: Environment) -> None:
    files = sorted((TEMPLATES / "components").glob("*.html"))
    macros = {
        f"{file.stem}.{name}"
        for file in files
        for name, value in vars(environment.get_template(f"components/{file.name}").module).items()
        if isinstance(value, Macro)
    }
    assert len(macros) >= 60
    assert macros == set(SNIPPETS)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("signed_in", [True, False])
def test_page(environment: Environment, name: str, signed_in: bool) -> None:
    changes: dict[str, object] = (
        {} if signed_in else {"account": None, "menu": [], "demo": False, "procedure_tabs": [], "language": "en", "typed": [], "reference": ""}
    )
    judged = Page(page(environment, name, **changes))
    assert judged.faults == []
    assert judged.headings.count("h1") == 1
    assert judged.title.endswith(" · Gemeente Voorbeeld")


def test_a_failed_form_is_said_first_and_in_the_title(environment: Environment) -> None:
    text = page(environment, "app", form=sample_form(wrong=True))
    judged = Page(text)
    assert judged.title.startswith("Error:")
    assert text.index("error-summary") < text.index("<h1")
    assert {"#name", "#address-street", "#streets-0-street"} <= set(re.findall(r'href="(#[^"]+)"', text))


def test_a_form_without_errors_is_silent(environment: Environment) -> None:
    assert "error-summary" not in page(environment, "app", form=sample_form())


def test_the_content_of_a_hero_page_stands_there_once(environment: Environment) -> None:
    assert page(environment, "hero").count("only once") == 1


def test_paper_says_whose_page_it_is(environment: Environment) -> None:
    head = page(environment, "procedure").split('class="print-head"')[1].split("</div>")[0]
    for words in ("Gemeente Voorbeeld", "Director (director-2024)", "5071122be213", "Provisional", "20/06/2024", "Medewerker HR"):
        assert words in head


def test_fields_are_tied_to_their_hint_and_error(environment: Environment) -> None:
    text = render(environment, "forms.field", "{{ m(wrong.why, limit=2000) }}")
    assert 'aria-describedby="why-hint why-limit why-error"' in text
    assert 'aria-invalid="true"' in text
    assert "maxlength" not in text


def test_the_fields_of_the_house_are_drawn_as_what_they_are(environment: Environment) -> None:
    text = render(environment, "forms.field", "{{ m(ours.words, limit=10000) }}{{ m(ours.seen) }}")
    assert 'data-limit="10000"' in text
    assert 'rows="4"' in text
    assert "Seen" not in text
    assert 'type="hidden"' in text


def test_user_text_is_escaped(environment: Environment) -> None:
    text = render(environment, "tables.cell", '<table><tr>{{ m("<i>", "<script>") }}</tr></table>') + render(environment, "tags.tag", SNIPPETS["tags.tag"])
    assert "<script" not in text
    assert "<i>" not in text
    assert "<b>" not in text


def test_every_macro_is_named_at_the_top_of_its_file() -> None:
    private = {"error_items", "inside", "said", "kind_of", "below", "described", "rest"}
    files = sorted((TEMPLATES / "components").glob("*.html"))
    assert len(files) >= 10
    for file in files:
        text = file.read_text()
        assert text.startswith("{#"), file.name
        head = text.split("#}")[0]
        missing = [name for name in re.findall(r"macro (\w+)\(", text) if name not in private and f"{name}(" not in head]
        assert missing == [], file.name


PLANTED: list[tuple[str, Callable[[str], str]]] = [
    ("id twice", lambda text: text + '<p id="content"></p><p id="content"></p>'),
    ("no label", lambda text: text + '<input name="x">'),
    ("inline", lambda text: text + '<p style="color:red">x</p>'),
    ("inline <script>", lambda text: text + "<script>1</script>"),
    ("closes", lambda text: text + "<div><p></div>"),
    ("refers to nothing", lambda text: text + '<p aria-describedby="nowhere">x</p>'),
    ("never closed", lambda text: text + "<section>"),
]


@pytest.mark.parametrize(("word", "plant"), PLANTED, ids=[word for word, _plant in PLANTED])
def test_a_planted_fault_is_found(word: str, plant: Callable[[str], str]) -> None:
    assert Page("<p>right</p>").faults == []
    assert any(word in fault for fault in Page(plant("<p>right</p>")).faults)
