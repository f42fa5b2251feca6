"""The building blocks are read strictly: what is unknown does not open."""

import copy
import tomllib

import pytest

from selection.regulation.book import PLACEHOLDER, SHIPPED, BookError, read_book, shipped_book
from selection.regulation.conditions import BY_SCOPE, NOT
from selection.regulation.placeholders import COUNTS, VALUES


@pytest.fixture(scope="module")
def whole():
    return tomllib.loads(SHIPPED.read_text())


def test_the_shipped_blocks_are_read():
    book = shipped_book()
    assert len(book.blocks) >= 140
    assert [section.code for section in book.sections][:2] == ["doel", "toelating"]
    assert {block.scope for block in book.blocks} == {"procedure", "round", "part", "criterion", "demand", "offer", "amendment"}
    assert [block.code for block in book.blocks if not block.publishable] == ["reserve.gevolg-open-soort", "reserve.gevolg-open"]


def test_no_condition_placeholder_or_gloss_is_there_for_nothing(whole):
    book = shipped_book()
    asked = {name.removeprefix(NOT) for each in (*book.blocks, *book.remarks) for name in each.when}
    assert {name for known in BY_SCOPE.values() for name in known} - asked == set()
    texts = [text for block in book.blocks for words in block.texts.values() for text in (words.one, words.other)]
    used = {name for text in texts for name in PLACEHOLDER.findall(text)} | {block.count for block in book.blocks}
    assert (VALUES.keys() | COUNTS.keys()) - used == set()
    assert [code for code, kind in whole["offers"].items() if not kind["nl"] or kind["nl"] == kind["en"]] == []


def first(data, **changes):
    data["blocks"][0].update(changes)


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (lambda data: first(data, when=["raining"]), "doel.toepassing: unknown condition raining"),
        (lambda data: first(data, when=["not raining"]), "unknown condition not raining"),
        (lambda data: first(data, when=["neutralised"]), "unknown condition neutralised"),
        (lambda data: first(data, scope="planet"), "unknown scope planet"),
        (lambda data: first(data, section="elders"), "unknown section"),
        (lambda data: first(data, rule="R22"), "unknown rule R22"),
        (lambda data: first(data, count="vacature"), "unknown count vacature"),
        (lambda data: first(data, count="aantal_rondes"), "nl has one, other and nothing else"),
        (lambda data: first(data, publishable=False), "nl has mend, text and nothing else"),
        (lambda data: first(data, nl={"text": "{weer}"}), "unknown placeholder weer"),
        (lambda data: first(data, extra=1), "unknown: extra"),
        (lambda data: first(data, code="doel.begrippen"), "occurs twice"),
        (lambda data: data["blocks"].reverse(), "order of the sections"),
        (lambda data: data["remarks"][0].update(when=["tomorrow"]), "unknown condition tomorrow"),
        (lambda data: data.update(more=[]), "unknown: more"),
    ],
)
def test_a_planted_fault_is_named(whole, fault, sentence):
    data = copy.deepcopy(whole)
    fault(data)
    with pytest.raises(BookError, match=sentence):
        read_book(data)
