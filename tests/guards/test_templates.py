"""Templates: every one parses, calls only filters that exist, and holds nothing that the security policy forbids."""

import re
from pathlib import Path

import pytest
from jinja2 import TemplateSyntaxError, nodes

pytestmark = pytest.mark.db
FLOOR = 20
UNESCAPED = {"unescaped output": re.compile(r"\|\s*safe\b|autoescape\s+false", re.IGNORECASE)}
FORBIDDEN = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)", re.IGNORECASE),
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>{]*\son[a-z]+\s*=", re.IGNORECASE),
    "an address elsewhere": re.compile(r"(?:src|href|action)\s*=\s*[\"']?(?:https?:)?//", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
}


def faults(environment, name, text):
    """Sentences on a template."""
    try:
        tree = environment.parse(text, name)
    except TemplateSyntaxError as error:
        return [f"{name}:{error.lineno}: {error.message}"]
    found = [f"{name}:{node.lineno}: no filter {node.name}" for node in tree.find_all(nodes.Filter) if node.name not in environment.filters]
    found += [f"{name}:{node.lineno}: no test {node.name}" for node in tree.find_all(nodes.Test) if node.name not in environment.tests]
    bare = re.sub(r"\{#.*?#\}", lambda match: "\n" * match.group().count("\n"), text, flags=re.DOTALL)
    written = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", lambda match: "\n" * match.group().count("\n"), bare, flags=re.DOTALL)
    for text_of, patterns in ((bare, UNESCAPED), (written, FORBIDDEN)):
        for number, line in enumerate(text_of.splitlines(), 1):
            found += [f"{name}:{number}: {what}" for what, pattern in patterns.items() if pattern.search(line)]
    found += [f"{name}: a form that is posted without a token" for form in forms_without_token(bare)]
    return found


def forms_without_token(text):
    return [form for form in re.findall(r"<form\b.*?</form>", text, re.DOTALL) if 'method="post"' in form and "csrf_token" not in form]


def test_every_template_parses_and_keeps_to_the_policy(app):
    paths = sorted(Path("templates").rglob("*.html"))
    print(f"walked {len(paths)} templates")
    assert [fault for path in paths for fault in faults(app.jinja_env, str(path), path.read_text())] == []
    assert len(paths) >= FLOOR


def bare_tables(paths):
    return [str(path) for path in paths if "<table" in path.read_text() and path.parts[1] != "components"]


def test_every_table_is_made_in_one_place_so_that_it_can_be_taken_along(tmp_path):
    paths = sorted(Path("templates").rglob("*.html"))
    assert bare_tables(paths) == []
    assert len(paths) >= FLOOR
    planted = tmp_path / "page.html"
    planted.write_text("<table class='tbl'></table>")
    assert bare_tables([planted]) == [str(planted)]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{% if %}", "Expected an expression"),
        ("{{ x|unheard }}", "no filter unheard"),
        ("{% if x is unheard %}{% endif %}", "no test unheard"),
        ("<script>alert(1)</script>", "an inline script"),
        ("<p style='color:red'>", "an inline style"),
        ("<a onclick='x()'>", "an event attribute"),
        ("{{ x|safe }}", "unescaped output"),
        ('<img src="https://elsewhere.example/a.png">', "an address elsewhere"),
        ('<a href="javascript:x()">', "a script address"),
        ('<form method="post" action="/x"><button></button></form>', "without a token"),
    ],
)
def test_a_planted_fault_is_found(app, text, fault):
    assert any(fault in sentence for sentence in faults(app.jinja_env, "a.html", text))
