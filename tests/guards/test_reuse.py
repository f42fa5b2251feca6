"""What applications of a test run share is the code of templates, addresses and statements, never what is in them: a changed template is read anew."""

import sqlalchemy as sa
from jinja2 import DictLoader, Environment
from sqlalchemy.sql.compiler import SQLCompiler
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
    assert (built("/a/<int:x>"), built("/a/<uuid:x>")) == ("/a/3?seen=a", "/a/3?seen=a")
    assert matched("/a/<int:x>", "/a/3") == {"x": 3}
    assert matched("/a/<string:x>", "/a/3") == {"x": "3"}


def matched(path, asked):
    return Map([KeptRule(path, endpoint="page")]).bind("localhost").match(asked)[1]


def test_a_statement_is_compiled_once_for_all_engines_and_gives_each_its_own_rows(monkeypatch):
    table, compiled = sa.Table("kept_statement", sa.MetaData(), sa.Column("number", sa.Integer)), []
    real = SQLCompiler.__init__

    def compiling(self, *arguments, **options):
        compiled.append(arguments)
        real(self, *arguments, **options)

    def read(number):
        engine = sa.create_engine("sqlite://")
        with engine.begin() as connection:
            table.metadata.create_all(connection)
            connection.execute(sa.insert(table).values(number=number))
            monkeypatch.setattr(SQLCompiler, "__init__", compiling)
            found = connection.scalars(sa.select(table.c.number).where(table.c.number == number)).all()
            monkeypatch.undo()
        engine.dispose()
        return found

    assert [read(1), read(2)] == [[1], [2]]
    assert len(compiled) == 1
