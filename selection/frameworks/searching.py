"""Searching frameworks by word: over names, definitions, dimensions, levels, indicators and tips, best hits first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from selection.frameworks.queries import Version
from selection.i18n import _
from selection.i18n.folding import Piece, fold, marked, words_of
from vacancies import Competency

MOST_TEXTS = 3
_BY_NAME, _BY_TEXT = 0, 1


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A text of a competency that holds a word: `where` it stands in words, and its pieces."""

    where: str
    pieces: Sequence[Piece]


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A competency that holds every word. `spots` are its first texts with a word in them, `more` how many others there are."""

    version: Version
    competency: Competency
    name: Sequence[Piece]
    spots: Sequence[Spot]
    more: int


@dataclass(frozen=True, kw_only=True)
class _Text:
    kind: str
    level: str | None
    text: str
    folded: str


def search(versions: Iterable[Version], text: str) -> list[Hit]:
    """The competencies in which every word of `text` stands somewhere: those with a word in their name first, then in the order of the frameworks.

    Nothing for a text without words.
    """
    words = words_of(text)
    found: list[tuple[int, Hit]] = []
    for version in versions if words else ():
        for competency, texts in zip(version.framework.competencies, _texts(version), strict=True):
            if all(any(word in one.folded for one in texts) for word in words):
                by_name = any(word in one.folded for one in texts if one.kind in ("name", "english") for word in words)
                found.append((_BY_NAME if by_name else _BY_TEXT, _hit(version, competency, texts, words)))
    return [hit for _rank, hit in sorted(found, key=lambda pair: pair[0])]


def _hit(version: Version, competency: Competency, texts: Sequence[_Text], words: Sequence[str]) -> Hit:
    holding = [one for one in texts if one.kind != "name" and any(word in one.folded for word in words)]
    return Hit(
        version=version,
        competency=competency,
        name=marked(competency.name, words),
        spots=[Spot(where=_where(version, one), pieces=marked(one.text, words)) for one in holding[:MOST_TEXTS]],
        more=max(len(holding) - MOST_TEXTS, 0),
    )


def _where(version: Version, text: _Text) -> str:
    level = version.framework.level(text.level)
    label = level.label if level else ""
    if text.kind == "tip":
        return _("Development tip, %(level)s", level=label) if label else _("Development tip")
    if text.kind == "level":
        return label or _("Behavioural indicator")
    return {"english": _("English name"), "definition": _("Definition"), "dimension": _("Dimension")}[text.kind]


@lru_cache(maxsize=64)
def _texts(version: Version) -> tuple[tuple[_Text, ...], ...]:
    """Every text of every competency, folded once per version."""
    return tuple(tuple(_texts_of(competency)) for competency in version.framework.competencies)


def _texts_of(competency: Competency) -> Iterator[_Text]:
    yield _text("name", competency.name)
    if competency.english:
        yield _text("english", competency.english)
    if competency.definition:
        yield _text("definition", competency.definition)
    for dimension in competency.dimensions:
        yield _text("dimension", dimension.name)
        if dimension.definition:
            yield _text("dimension", dimension.definition)
    for level in competency.levels:
        if level.title:
            yield _text("level", level.title, level.code)
        yield from (_text("level", indicator.text, level.code) for indicator in level.indicators)
        yield from (_text("tip", tip, level.code) for tip in level.tips)


def _text(kind: str, text: str, level: str | None = None) -> _Text:
    return _Text(kind=kind, level=level, text=text, folded=fold(text))
