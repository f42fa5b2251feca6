"""Dutch texts: one fragment of plain gettext per subject, merged into one catalogue when the application starts.

The compiled file stands beside the fragments, outside version control, with the digest of what it was made from.
"""

import hashlib
import os
import tempfile
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

FOLDER = Path(__file__).parent.parent / "translations"


class CatalogueFault(ValueError):
    """Two fragments translate the same text differently, or a fragment cannot be read."""


def fragments(code: str, folder: Path = FOLDER) -> list[Path]:
    """The fragment files of a language, by name."""
    return sorted((folder / code).glob("*.po"))


def merged(code: str, folder: Path = FOLDER) -> Catalog:
    """All fragments as one catalogue; `CatalogueFault` names the text on which two differ."""
    whole, origin = Catalog(locale=code, domain="messages"), dict[object, str]()
    for path in fragments(code, folder):
        with path.open("rb") as file:
            part = read_po(file, locale=code, abort_invalid=True)
        for message in part:
            if not message.id or not message.string:
                continue
            key = (message.context, message.id if isinstance(message.id, str) else tuple(message.id))
            known = whole.get(message.id if isinstance(message.id, str) else message.id[0], message.context)
            if known is not None and known.string and known.string != message.string:
                raise CatalogueFault(f"{path.name} and {origin[key]} translate {message.id!r} differently")
            origin.setdefault(key, path.name)
            whole[message.id] = Message(message.id, message.string, context=message.context, flags=message.flags)
    return whole


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
