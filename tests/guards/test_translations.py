"""Dutch is complete: every text that the interface can show has a translation, with the same places to fill in."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract

from selection.i18n.catalogues import compiled, contradictions, fragments, merged

FLOOR = 300
KEYWORDS = {"_": None, "_l": None, "_n": (1, 2), "gettext": None, "ngettext": (1, 2)}
PLACES = re.compile(r"%\((\w+)\)s")


def texts_of(path):
    """(line, text or (singular, plural)) of a module or template."""
    method = "jinja2.ext:babel_extract" if path.suffix == ".html" else "python"
    options = {"trimmed": "true"} if path.suffix == ".html" else {}
    with path.open("rb") as file:
        for line, message, _comments, _context in extract(method, file, keywords=KEYWORDS, options=options):
            yield line, message


def source_files():
    return [*sorted(Path("selection").rglob("*.py")), *sorted(Path("templates").rglob("*.html"))]


def faults(path, texts, catalogue):
    """Sentences on texts without Dutch, or whose Dutch has other places to fill in."""
    found = []
    for line, text in texts:
        source = text[0] if isinstance(text, tuple) else text
        message = catalogue.get(source)
        wanted = text if isinstance(text, tuple) else (text,)
        if message is None or not message.string:
            found.append(f"{path}:{line}: no Dutch for {source!r}")
            continue
        given = message.string if isinstance(message.string, tuple) else (message.string,)
        if len(given) != len(wanted) or not all(given):
            found.append(f"{path}:{line}: the Dutch of {source!r} lacks singular or plural")
        elif any(set(PLACES.findall(dutch)) - set(PLACES.findall(" ".join(wanted))) for dutch in given) or (
            len(wanted) == 1 and set(PLACES.findall(given[0])) != set(PLACES.findall(wanted[0]))
        ):
            found.append(f"{path}:{line}: the Dutch of {source!r} fills in other places")
    return found


def computed_texts(path, tree):
    """Sentences on `_()` of something that is no literal text, which nothing can extract."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "_n", "_l"}]
    return [f"{path}:{node.lineno}: a computed text cannot be translated" for node in calls if not (node.args and isinstance(node.args[0], ast.Constant))]


def test_every_text_has_dutch():
    catalogue, walked, found = merged("nl"), 0, []
    for path in source_files():
        texts = list(texts_of(path))
        walked += len(texts)
        found += faults(path, texts, catalogue)
    print(f"walked {walked} texts, {len(fragments('nl'))} fragments")
    assert found == []
    assert walked >= FLOOR


def test_every_text_is_literal():
    modules = [path for path in sorted(Path("selection").rglob("*.py")) if path.parent != Path("selection/i18n")]
    assert [fault for path in modules for fault in computed_texts(path, ast.parse(path.read_text()))] == []


def test_no_fragment_translates_what_nobody_shows():
    used = set()
    for path in source_files():
        used |= {text[0] if isinstance(text, tuple) else text for _line, text in texts_of(path)}
    unused = [str(message.id) for message in merged("nl") if message.id and (message.id if isinstance(message.id, str) else message.id[0]) not in used]
    assert unused == []


def test_no_text_has_two_translations():
    assert contradictions("nl") == []


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "nl").mkdir()
    return tmp_path


def fragment(folder, name, *pairs):
    path = folder / "nl" / f"{name}.po"
    path.write_text("\n\n".join(f'msgid "{source}"\nmsgstr "{dutch}"' for source, dutch in (("", "Content-Type: text/plain; charset=utf-8\\n"), *pairs)))
    return path


def test_planted_faults_are_found(folder):
    fragment(folder, "a", ("Rank %(place)s", "Plaats %(plek)s"), ("Save", "Bewaren"), ("Empty", ""))
    catalogue = merged("nl", folder)
    texts = [(1, "Save"), (2, "Rank %(place)s"), (3, "Empty"), (4, "Unheard"), (5, ("%(num)s sheet", "%(num)s sheets"))]
    assert faults("a.py", texts, catalogue) == [
        "a.py:2: the Dutch of 'Rank %(place)s' fills in other places",
        "a.py:3: no Dutch for 'Empty'",
        "a.py:4: no Dutch for 'Unheard'",
        "a.py:5: no Dutch for '%(num)s sheet'",
    ]


def test_a_planted_computed_text_is_found():
    assert computed_texts("a.py", ast.parse("_(x)\n_('Save')\n_(f'{x}')")) == [
        "a.py:1: a computed text cannot be translated",
        "a.py:3: a computed text cannot be translated",
    ]


def test_two_fragments_may_not_differ(folder):
    fragment(folder, "a", ("Save", "Bewaren"))
    fragment(folder, "b", ("Save", "Opslaan"))
    assert contradictions("nl", folder) == ["b.po and a.po translate 'Save' differently"]
    assert merged("nl", folder).get("Save").string == "Bewaren"


def test_the_compiled_catalogue_follows_its_fragments(folder):
    path = fragment(folder, "a", ("Save", "Bewaren"))
    first = compiled("nl", folder).read_bytes()
    assert b"Bewaren" in first
    fragment(folder, "b", ("Back", "Terug"))
    assert b"Terug" in compiled("nl", folder).read_bytes()
    path.unlink()
    assert b"Bewaren" not in compiled("nl", folder).read_bytes()
