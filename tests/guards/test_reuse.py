"""What applications of a test run share is the code of templates and addresses, never what is in them: a changed template is read anew."""

from jinja2 import DictLoader, Environment
from werkzeug.routing import Map

from tests.reuse import KeptRule, KeptTemplates


def test_a_changed_template_is_compiled_anew_and_an_unchanged_one_is_not(monkeypatch):
    kept, compiled = KeptTemplates(), []
    real = Environment.compile

    def compiling(self, source, *arguments, **options):
        compiled.append(source)
        return real(self, source, *arguments, **options)

    monkeypatch.setattr(Environment, "compile", compiling)

    def shown(text):
        return Environment(loader=DictLoader({"page.html": text}), bytecode_cache=kept, autoescape=True).get_template("page.html").render(x="<")

    assert [shown("{{ x }}"), shown("{{ x }}"), shown("- {{ x }}"), shown("{{ x }}")] == ["&lt;", "&lt;", "- &lt;", "&lt;"]
    assert compiled == ["{{ x }}", "- {{ x }}"]


def test_a_route_of_the_same_form_gives_its_own_addresses():
    def built(path, **defaults):
        adapter = Map([KeptRule(path, endpoint="page", defaults=defaults or None)]).bind("localhost")
        return adapter.build("page", {"x": 3, "seen": "a"})

    addresses = ["/a/3?seen=a", "/b/3?seen=a", "/a/3?seen=a"]
    assert [built("/a/<int:x>"), built("/b/<int:x>"), built("/a/<int:x>")] == addresses
    assert built("/a/<int:x>", seen="a") == "/a/3"
