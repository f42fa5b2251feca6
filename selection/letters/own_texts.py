"""The texts that hold now: the shipped ones, with those that the organisation words itself in their place."""

from dataclasses import replace

import sqlalchemy as sa

from selection.db import remembered, session
from selection.errors import NotFound
from selection.letters.models import LetterText, TextKind
from selection.letters.texts import FILES, Fragment, Template, Texts, shipped


def newest_texts() -> dict[tuple[str, str, str], LetterText]:
    """The newest own version by kind, code and language; one query per unit of work."""
    return remembered(("letter_text",), _read)


def texts_in_force(language: str) -> Texts:
    """All texts in this language as letters are made from them now."""
    texts = shipped(language)
    letters, fragments = dict(texts.letters), dict(texts.fragments)
    for (kind, code, spoken), row in newest_texts().items():
        if spoken != language or row.reset:
            continue
        if kind == TextKind.LETTER and code in letters:
            letters[code] = replace(letters[code], subject=row.subject, body=row.body)
        elif kind == TextKind.FRAGMENT and code in fragments:
            fragments[code] = replace(fragments[code], text=row.body)
    return replace(texts, letters=letters, fragments=fragments)


def shipped_text(kind: TextKind, code: str, language: str) -> Template | Fragment:
    """The text as it came with the product; NotFound when there is none."""
    found = (shipped(language).letters if kind == TextKind.LETTER else shipped(language).fragments).get(code) if language in FILES else None
    if found is None:
        raise NotFound
    return found


def versions_of(kind: TextKind, code: str, language: str) -> list[LetterText]:
    """Every own version of one text, newest first."""
    wanted = sa.select(LetterText).where(LetterText.kind == kind, LetterText.code == code, LetterText.language == language)
    return list(session().scalars(wanted.order_by(LetterText.number.desc())))


def _read() -> dict[tuple[str, str, str], LetterText]:
    newest = (
        sa.select(LetterText.kind, LetterText.code, LetterText.language, sa.func.max(LetterText.number).label("number"))
        .group_by(LetterText.kind, LetterText.code, LetterText.language)
        .subquery()
    )
    same = sa.and_(*(getattr(LetterText, name) == newest.c[name] for name in ("kind", "code", "language", "number")))
    return {(str(row.kind), row.code, row.language): row for row in session().scalars(sa.select(LetterText).join(newest, same))}
