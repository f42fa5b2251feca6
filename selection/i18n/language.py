"""The language of the running request or command."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from babel import Locale

DEFAULT = "nl"
LANGUAGES = {"nl": "Nederlands", "en": "English"}
LOCALES = {"nl": Locale("nl", "BE"), "en": Locale("en", "GB")}

_language: ContextVar[str] = ContextVar("language", default=DEFAULT)


def language() -> str:
    """`nl` or `en`."""
    return _language.get()


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Within the block texts and figures are in this language; ValueError for one that the product does not speak."""
    if code not in LANGUAGES:
        raise ValueError(f"no such language: {code}")
    token = _language.set(code)
    try:
        yield
    finally:
        _language.reset(token)


def locale() -> Locale:
    """Dutch of Belgium or English of Britain."""
    return LOCALES[language()]
