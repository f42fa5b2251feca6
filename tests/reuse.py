"""What every application of a test run has in common, made once per process: the code of templates, of addresses and of statements.

An application compiles some eighty templates, three times as many routes and hundreds of statements, far longer than most tests last. The code is looked
up by everything that it is made from, so that a template that a test writes, or one that a test changes, is compiled anew.
"""

from types import CodeType
from typing import Any

from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

STATEMENTS = 4000  # more than the product has


class KeptTemplates(BytecodeCache):
    """Compiled templates by name, file and the checksum of their source."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code when it was compiled before."""
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was just compiled."""
        assert bucket.code is not None
        self._kept[bucket.key, bucket.checksum] = bucket.code


class KeptRule(Rule):
    """A route whose parts and builders of addresses are made once."""

    _kept: dict[Any, tuple[Any, ...]] = {}

    def compile(self) -> None:
        """Take what an equal route of an earlier application was made into."""
        assert not self.map.host_matching
        given = repr(sorted((self.defaults or {}).items()))
        key = (self.rule, self.subdomain, self.merge_slashes, given, tuple(self.map.converters.items()))
        if key not in self._kept:
            super().compile()
            self._kept[key] = (self._parts, self._trace, self._converters, self.arguments, self._build.__func__, self._build_unknown.__func__)
            return
        self._parts, self._trace, self._converters, arguments, build, build_unknown = self._kept[key]
        self.arguments = set(arguments)
        self._build, self._build_unknown = build.__get__(self, None), build_unknown.__get__(self, None)


def keep_statements(dialect: type[Dialect]) -> None:
    """Have all engines of this dialect use one store of compiled statements, and ask the server once what it can: one process has one version of the
    driver and one server.

    The store's keys name the dialect's object, of which each engine makes its own: so they count as one.
    """
    kept, learned = LRUCache(STATEMENTS), {}
    ask = dialect.initialize

    def created(engine: Engine) -> None:
        engine._compiled_cache = kept

    def initialized(self: Dialect, connection: Connection) -> None:
        if not learned:
            before = dict(vars(self))
            ask(self, connection)
            learned.update({name: value for name, value in vars(self).items() if name not in before or before[name] is not value})
        vars(self).update(learned)

    dialect.__eq__ = lambda self, other: type(self) is type(other)
    dialect.__hash__ = lambda self: hash(type(self))
    dialect.engine_created = created
    dialect.initialize = initialized
