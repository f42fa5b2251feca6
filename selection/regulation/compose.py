"""The text of the selection rules, composed from the building blocks that apply."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from scoring.fingerprint import fingerprint
from selection.i18n import speaking
from selection.regulation.book import PLACEHOLDER, Block, Book, shipped_book
from selection.regulation.case import Case
from selection.regulation.conditions import holds
from selection.regulation.facts import Facts, Words
from selection.regulation.placeholders import COUNTS, Vocabulary, value_of
from selection.regulation.spelling import opened
from vacancies import Definition

TITLE = Words(nl="Selectieregels", en="Selection rules")


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """One paragraph; `blocks` are the codes of the blocks that it was made of."""

    text: str
    blocks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading with its paragraphs; a section without any is left out of the text."""

    code: str
    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, kw_only=True)
class OpenPoint:
    """A sentence that cannot be published, since it stands for something still open, and what to do about it."""

    code: str
    text: str
    mend: str


@dataclass(frozen=True, kw_only=True)
class Composed:
    """The rules in words, in one language. Publishing waits for `open_points`; `remarks` are to be checked and hold nothing back."""

    language: str
    title: str
    sections: tuple[Section, ...]
    open_points: tuple[OpenPoint, ...]
    remarks: tuple[str, ...]
    fingerprint: str


@dataclass
class _Gathering:
    """Paragraphs while they are made."""

    paragraphs: list[Paragraph] = field(default_factory=list)

    def add(self, sentences: Sequence[tuple[Block, str]], *, joins: bool) -> None:
        made = Paragraph(text=" ".join(text for _block, text in sentences), blocks=tuple(block.code for block, _text in sentences))
        if joins and self.paragraphs:
            before = self.paragraphs.pop()
            made = Paragraph(text=f"{before.text} {made.text}", blocks=before.blocks + made.blocks)
        self.paragraphs.append(made)


def compose(definition: Definition, facts: Facts, language: str, book: Book | None = None) -> Composed:
    """The rules of the definition in `nl` or `en`; ValueError for another language."""
    book = book or shipped_book()
    with speaking(language):
        whole = Case(definition=definition, facts=facts)
        open_points: list[OpenPoint] = []
        sections = []
        for section in book.sections:
            blocks = [block for block in book.blocks if block.section == section.code]
            paragraphs = _paragraphs(blocks, whole, language, book.vocabulary, open_points)
            if paragraphs:
                sections.append(Section(code=section.code, heading=section.words.spoken(language), paragraphs=paragraphs))
        return Composed(
            language=language,
            title=f"{TITLE.spoken(language)}: {definition.title}",
            sections=tuple(sections),
            open_points=tuple(open_points),
            remarks=tuple(remark.words.spoken(language) for remark in book.remarks if holds(remark.when, "procedure", whole)),
            fingerprint=fingerprint(definition.scheme),
        )


def _paragraphs(blocks: Sequence[Block], whole: Case, language: str, words: Vocabulary, open_points: list[OpenPoint]) -> tuple[Paragraph, ...]:
    """Blocks that follow one another with the same scope are printed case by case: one paragraph a round, a part, a kind of offer."""
    made = _Gathering()
    for scope, run in groupby(blocks, key=lambda block: block.scope):
        together = list(run)
        if scope == "procedure":
            for block, text in _said(together, whole, language, words, open_points):
                made.add([(block, text)], joins=block.joins)
            continue
        for case in whole.within(scope):
            sentences = list(_said(together, case, language, words, open_points))
            if sentences:
                made.add(sentences, joins=sentences[0][0].joins)
    return tuple(made.paragraphs)


def _said(blocks: Sequence[Block], case: Case, language: str, words: Vocabulary, open_points: list[OpenPoint]) -> Iterator[tuple[Block, str]]:
    """The blocks that apply to the case, each with its sentence."""
    for block in blocks:
        if holds(block.when, block.scope, case):
            text = _sentence(block, case, language, words)
            if not block.publishable:
                open_points.append(OpenPoint(code=block.code, text=text, mend=block.texts[language].mend))
            yield block, text


def _sentence(block: Block, case: Case, language: str, words: Vocabulary) -> str:
    text = block.texts[language]
    chosen = text.one if block.count and COUNTS[block.count](case) == 1 else text.other
    return opened(PLACEHOLDER.sub(lambda found: value_of(found.group(1), case, words), chosen))
