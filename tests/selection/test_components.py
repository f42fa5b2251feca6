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


SNIPPETS: dict[str, str] = {
    "blocks.breadcrumb": '{{ m([("Procedures", "/p"), ("Director", "")]) }}',
    "blocks.card": '{% call m("Title", id="c", now=true, aside="11.15") %}<p>x</p>{% endcall %}{% call m() %}y{% endcall %}',
    "blocks.section": '{% call m("Title", "s", aside="two") %}<p>x</p>{% endcall %}',
    "blocks.fold": '{% call m("More", open=true) %}<p>x</p>{% endcall %}{% call m("Area", heading=3) %}y{% endcall %}',
    "blocks.phone_fold": '{% call m("Candidates", "K01") %}<p>x</p>{% endcall %}',
    "blocks.empty": '{{ m("Nothing", "Begin here.") }}{% call m("Nothing", "Begin.", level=3) %}<a href="/">x</a>{% endcall %}',
    "blocks.pager": '{{ m(2, 3, page_url, "Pages") }}{{ m(1, 1, page_url, "Pages") }}',
    "blocks.confirm": (
        '{% call m("Submit", "No way back.", "/do", "Submit the sheet", "/back", points=["one"], danger=true, fields={"v": "1"}) %}x{% endcall %}'
    ),
    "blocks.hero": '{% call m("Director", lead="Lead.", crumbs=[("Vacancies", "/"), ("Director", "")]) %}<a href="/">Apply</a>{% endcall %}',
    "blocks.conflict": '{{ m([("Vision", "mine", "theirs"), ("Note", "", "x")]) }}',
    "notices.notice": '{{ m("warn", "Mind", "This.") }}{% call m(icon_name="lock") %}<p>x</p>{% endcall %}',
    "notices.error_items": "<ul>{{ m(wrong) }}</ul>",
    "notices.error_summary": "{{ m(wrong) }}{{ m(form) }}",
    "notices.messages": '{{ m([("message", "Saved."), ("bad", "Not <saved>.")]) }}',
    "notices.saved": '{{ m("Saved at 11:42:07", "6 ratings") }}',
    "page.brand": "{{ m(organisation) }}",
    "page.demo_band": "{{ m(true) }}{{ m(false) }}",
    "page.language_switch": '{{ m("nl", "/x") }}{{ m("en", "/x") }}',
    "tags.tag": '{{ m("good", "check", "<b>") }}',
    "tags.candidate_status": "{% for s in 'pending ranked failed_part unsuitable below_total absent withdrawn excluded'.split() %}{{ m(s) }}{% endfor %}",
    "tags.sheet_state": "{% for s in 'not_started draft submitted reopened recused'.split() %}{{ m(s, '6 of 10') }}{% endfor %}",
    "tags.round_state": "{% for s in 'planned open closed'.split() %}{{ m(s) }}{% endfor %}",
    "tags.vacancy_state": "{% for s in 'draft published closed'.split() %}{{ m(s) }}{% endfor %}",
    "tags.procedure_state": "{% for s in 'draft open closed'.split() %}{{ m(s) }}{% endfor %}",
    "tags.result_state": "{% for s in 'provisional proposed established corrected'.split() %}{{ m(s) }}{% endfor %}",
    "tags.reserve_state": "{% for s in 'available offered appointed suspended left lapsed'.split() %}{{ m(s) }}{% endfor %}",
    "tags.admission_state": "{% for s in 'open admitted conditional refused incomplete'.split() %}{{ m(s) }}{% endfor %}",
    "tags.letter_state": "{% for s in 'prepared released sent failed'.split() %}{{ m(s) }}{% endfor %}",
    "tags.code": '{{ m("K04") }}{{ m("K04", big=true) }}',
    "tags.done": '{{ m("submitted") }}',
    "buttons.inside": '<p>{{ m("Print", "print", "K04") }}</p>',
    "buttons.button": '<form>{{ m("Save") }}{{ m("Save", kind="quiet", name="do", value="", icon_name="pen", small=true, context="K04", form="f") }}</form>',
    "buttons.link_button": '{{ m("Open", "/x", icon_name="doc", icon_after="right", small=true, context="K04") }}',
    "buttons.more": '{{ m("More", "/x", icon_name="cal", context="K04") }}',
    "buttons.post_button": '{{ m("Remind", "/x", icon_name="mail", small=true, context="K04", fields={"who": "b"}) }}',
    "buttons.print_button": "{{ m() }}",
    "forms.form_open": '{{ m("/do", id="f", upload=true, css="two") }}</form>',
    "forms.said": (
        '<p>{{ m(form.name, "auto") }}{{ m(form.kind, "auto") }}{{ m(form.kind, "optional") }}{{ m(form.name, none) }}{{ m(form.name, "own words") }}</p>'
    ),
    "forms.kind_of": "<p>{% for f in form %}{{ m(f) }} {% endfor %}</p>",
    "forms.below": "{{ m(wrong.name, 'Hint', 20) }}",
    "forms.described": '<p>{{ m(form.name, "Hint", 20) }}</p>',
    "forms.field": '{% for f in wrong if f.type not in ("FormField", "FieldList") %}{{ m(f, limit=2000 if f.name == "why" else none) }}{% endfor %}',
    "forms.box": '{{ m("a", "Yes", checked=true) }}{{ m("b", "Yes", id="b", hidden_label=true) }}',
    "forms.opt": '{{ m("a", "1", "One", checked=true, css="none") }}',
    "forms.group": '{% call m("Group", hint="Hint") %}<p>x</p>{% endcall %}',
    "ratings.rest": '{{ m("r", none, true, true) }}',
    "ratings.rating": """{{ m("a", "Rating", "Vision", values=[("0", "0"), ("0.5", "0,5")], chosen="0.5",
            ends=["0 = 0,00"], hint="Hint", reason=dict(name="a-why", value="", error=none)) }}
        {{ m("b", "Rating", "Vision", kind="labels", values=[("0", "weak"), ("1", "good", "as expected")],
            chosen="not_observed", error="Choose.", reason=dict(name="b-why", value="x", error="Say.")) }}
        {{ m("c", "Rating", "Vision", kind="number", chosen="12,5", hint="0 to 100") }}
        {{ m("d", "Points", "Test", kind="points", unit="of 30", error="40 is over 30.", not_observed=false, open_choice=false) }}""",
    "ratings.indicators": '{{ m("i", [("1", "Listens.", "seen"), ("2", "Asks.", none)], lang="nl") }}',
    "tables.table": """{% call m("Caption", ["A", dict(label="B", small="of 30", num=true, wide=true), dict(label="C",
            hidden=true, css="x")], note="Note") %}<tr><td>1</td></tr>{% endcall %}
        {% call m("Caption", ["A"], hidden=true, style="plain", flush=false) %}<tbody class="k"><tr><td>1</td></tr></tbody>{% endcall %}""",
    "tables.cell": '<table><tr>{{ m("A", "1", num=true, lone=true, css="x") }}{% call m("B") %}2{% endcall %}{{ m("C", 0) }}</tr></table>',
    "tables.head_cell": '<table><tr>{{ m("A", "K04", url="/x", sub="next") }}</tr></table>',
    "tables.none_yet": "{{ m() }}",
    "written.pieces": '{{ m([dict(text="a", url="/x"), dict(text="b", url="")]) }}',
    "written.written": (
        '{% set line = [dict(text="a", url="")] %}'
        '{{ m([dict(kind="heading", text="H"), dict(kind="list", items=[line]), dict(kind="paragraph", items=[line])]) }}'
    ),
    "facts.facts": '{{ m([("A", "1"), ("B", "2", "small")]) }}',
    "facts.figures": '{{ m([("points", "42,00", "of 70"), ("needed", "35,00")]) }}',
    "facts.dates": '{{ m([("1 July", "begin")]) }}',
    "progress.stepper": '{{ m([dict(title="A", state="done", lines=["x", "y"], tag="t"), dict(title="B", state="now"), dict(title="C", state="later")]) }}',
    "progress.wizard": '{{ m([dict(title="A", url="/a", state="done"), dict(title="B", url="/b", state="now"), dict(title="C", state="later")], "Steps") }}',
    "progress.todo": '{{ m([dict(title="A", url="/a", text="x", end="e"), dict(title="B")]) }}',
    "progress.checks": '{{ m([dict(ok=true, title="A", text="x"), dict(ok=false, title="B", end="e")]) }}',
    "progress.timeline": (
        '{{ m([dict(when="1 July 2024", iso="2024-07-01", title="A", text="x", kind="hot"), dict(when="2", iso="2024-07-02", title="B")]) }}'
    ),
    "progress.chips": (
        '{{ m([dict(code="K01", url="/1", icon="lock", word="submitted", current=true), dict(code="K02", url="/2", icon="half", '
        'word="draft", current=false)], "Candidates", "K01") }}'
    ),
    "results.verdict": '{{ m("tag", "Sentence.", good=true) }}',
    "results.calc": (
        '{{ m([dict(ok=true, title="A", sum="15,00 of 30", why="x"), dict(ok=none, title="B"), dict(ok=false, title="C", decides=true), '
        'dict(ok=true, title="D", decides=true)]) }}'
    ),
    "results.place": "{{ m(2, true) }}{{ m(1) }}",
    "results.talk": '{{ m([("Chair", "4", "Words."), ("A", "6", "More.")]) }}',
    "results.bar_cell": '<table><tr>{{ m("A", "15,00", "15.00", 30, 15, strong=true) }}{{ m("A", "5,00", 5, 30, bad=true) }}</tr></table>',
    "charts.spread": """{{ m("s1", "Vision", ["Chair", "A"], ["4", none], ["4", ""], "2", "2") }}
        {{ m("s2", "Vision", ["Chair", "A"], ["4", "7"], ["4", "7"], "2", "2", mean="5.5", mean_shown="5,50", difference_shown="3", large=true) }}""",
    "charts.profile": '{{ m("r1", "Profile", [("A", "1", "1"), ("B", "2", "2"), ("C", "3", "3")]) }}{{ m("r2", "Profile", [("A", "1", "1")]) }}',
    "charts.assessors_key": '{{ m(["Chair", "A"]) }}',
    "charts.validity": (
        '{{ m("l", "Valid", "From to.", day(2024, 7, 1), day(2027, 6, 30), day(2025, 10, 15), day(2026, 12, 30), [(day(2024, 7, 1), "1 July", "begin")]) }}'
    ),
}

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
