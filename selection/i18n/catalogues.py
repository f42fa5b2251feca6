"""Dutch texts: one fragment of plain gettext per subject, merged into one catalogue when the application starts.

The compiled file stands beside the fragments, outside version control, with the digest of what it was made from.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

FOLDER = Path(__file__).parent.parent / "translations"


def fragments(code: str, folder: Path = FOLDER) -> list[Path]:
    """The fragment files of a language, by name."""
    return sorted((folder / code).glob("*.po"))


def merged(code: str, folder: Path = FOLDER) -> Catalog:
    """All fragments as one catalogue. Where two translate a text the first fragment counts; the tests refuse two that differ (`contradictions`)."""
    whole = Catalog(locale=code, domain="messages")
    for _name, message in _messages(code, folder):
        if not _known(whole, message):
            whole[message.id] = Message(message.id, message.string, context=message.context, flags=message.flags)
    return whole


def contradictions(code: str, folder: Path = FOLDER) -> list[str]:
    """Sentences on texts that two fragments translate differently."""
    whole, origin, found = Catalog(locale=code, domain="messages"), dict[object, str](), []
    for name, message in _messages(code, folder):
        known = _known(whole, message)
        if known is None:
            whole[message.id] = message
            origin[message.id] = name
        elif known.string != message.string:
            found.append(f"{name} and {origin.get(message.id, 'another')} translate {message.id!r} differently")
    return found


def _messages(code: str, folder: Path) -> Iterator[tuple[str, Message]]:
    for path in fragments(code, folder):
        with path.open("rb") as file:
            for message in read_po(file, locale=code):
                if message.id and message.string:
                    yield path.name, message


def _known(catalogue: Catalog, message: Message) -> Message | None:
    return catalogue.get(message.id if isinstance(message.id, str) else message.id[0], message.context)


def compiled(code: str, folder: Path = FOLDER) -> Path:
    """The compiled catalogue of a language, made anew when a fragment changed."""
    target = folder / code / "LC_MESSAGES" / "messages.mo"
    stamp = target.with_suffix(".digest.mo")
    digest = _digest(code, folder)
    if not target.exists() or not stamp.exists() or stamp.read_text() != digest:
        target.parent.mkdir(parents=True, exist_ok=True)
        catalogue = merged(code, folder)
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
            write_mo(file, catalogue)
        os.replace(file.name, target)  # noqa: PTH105 (one rename: a reader sees the old catalogue or the new one)
        stamp.write_text(digest)
    return target


@cache
def translations(code: str) -> NullTranslations:
    """The texts of a language; the source texts themselves for English."""
    if not fragments(code):
        return NullTranslations()
    with compiled(code).open("rb") as file:
        return Translations(file)


def _digest(code: str, folder: Path) -> str:
    whole = hashlib.sha256()
    for path in fragments(code, folder):
        whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()
