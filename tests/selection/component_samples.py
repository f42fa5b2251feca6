"""What every macro of templates/components is called with in its test; `m` is the macro."""

SNIPPETS: dict[str, str] = {
    "filters.state_filter": '{{ m("/p", [("open", "Open"), ("closed", "Closed")], "open", {"word": "x"}, label="Step") }}',
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
