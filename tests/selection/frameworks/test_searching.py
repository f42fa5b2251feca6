"""Looking for words: accents, capitals and kind of apostrophe make no difference, and what was found is marked where it stands."""

import pytest

from selection.frameworks.models import Origin
from selection.frameworks.queries import Version
from selection.frameworks.searching import search
from selection.i18n import speaking
from selection.i18n.folding import fold, marked, words_of
from vacancies import framework_fingerprint, framework_from, shipped_frameworks

SMALL = {
    "code": "klein",
    "title": "Klein kader",
    "levels_are": "anchors",
    "levels": [{"code": "1", "label": "Niveau 1"}, {"code": "2", "label": "Niveau 2"}],
    "competencies": [
        {
            "code": "creatief",
            "name": "Creatief denken",
            "english": "Thinking afresh",
            "definition": "Zoekt coöperatief naar ideeën.",
            "dimensions": [{"code": "A", "name": "Durf", "definition": "Waagt iets."}],
            "levels": [
                {"level": "1", "title": "Volgt", "indicators": ["Zegt ‘ja’ op alle foto’s."]},
                {"level": "2", "indicators": ["Vernieuwt.", "Geeft ideeën door."], "tips": ["Bel een collega.", "Noteer je idee."]},
            ],
        },
        {"code": "ideeen", "name": "Ideeën verkopen", "levels": [{"level": "1", "indicators": ["Praat."]}, {"level": "2", "indicators": ["Overtuigt."]}]},
    ],
}


def version(framework):
    return Version(code=framework.code, number=1, fingerprint=framework_fingerprint(framework), origin=Origin.OWN, made_at=None, framework=framework)


def found(text, framework=None):
    """Competency codes with, for each text found in them, where it stands and what is marked in it."""
    with speaking("nl"):
        hits = search([version(framework or framework_from(SMALL, name="klein"))], text)
    return {hit.competency.code: [(spot.where, [piece.text for piece in spot.pieces if piece.marked]) for spot in hit.spots] for hit in hits}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IDEEËN", "ideeen"),
        ("coo\u0308peratief", "coöperatief"),
        ("foto's", "foto’s"),
        ("foto`s", "foto´s"),
        ("co-teach", "co‑teach"),
        ("Œuvre", "oeuvre"),
        ("af\u00adspraak", "afspraak"),
    ],
)
def test_one_word_whatever_its_accents_capitals_and_apostrophes(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("text", "word", "pieces"),
    [
        ("Zoekt coöperatief.", "COOP", ["Zoekt ", "[coöp]", "eratief."]),
        ("Zoekt coo\u0308peratief.", "coop", ["Zoekt ", "[coo\u0308p]", "eratief."]),
        ("foto’s van foto’s", "foto's", ["[foto’s]", " van ", "[foto’s]"]),
        ("Straße", "ss", ["Stra", "[ß]", "e"]),
        ("af\u00adspraak", "fsp", ["a", "[f\u00adsp]", "raak"]),
        ("niets", "iets wat", ["n", "[iets]"]),
        ("", "x", []),
    ],
)
def test_what_was_found_is_marked_as_it_is_written(text, word, pieces):
    assert [f"[{piece.text}]" if piece.marked else piece.text for piece in marked(text, words_of(word))] == pieces


def test_a_word_is_found_in_names_definitions_levels_indicators_and_tips():
    assert found("ideeen") == {"ideeen": [], "creatief": [("Definitie", ["ideeën"]), ("Niveau 2", ["ideeën"])]}
    assert list(found("IDEE")) == ["ideeen", "creatief"]
    assert found("foto's") == {"creatief": [("Niveau 1", ["foto’s"])]}
    assert found("volgt") == {"creatief": [("Niveau 1", ["Volgt"])]}
    assert found("collega") == {"creatief": [("Ontwikkeltip, Niveau 2", ["collega"])]}
    assert found("waagt durf") == {"creatief": [("Dimensie", ["Durf"]), ("Dimensie", ["Waagt"])]}
    assert found("afresh") == {"creatief": [("Engelse naam", ["afresh"])]}


def test_every_word_has_to_be_there_and_nothing_finds_nothing():
    assert list(found("creatief foto’s")) == ["creatief"]
    assert found("creatief overtuigt") == {}
    assert found("  ") == {}


def test_more_texts_than_are_shown_are_counted():
    with speaking("nl"):
        (hit, _other) = search([version(framework_from(SMALL, name="klein"))], "e")
    assert (len(hit.spots), hit.more) == (3, 5)


def test_the_shipped_frameworks_are_searched_with_their_typographic_quotes():
    assert "klantgericht-werken" in found("'dat kan niet'", shipped_frameworks()["maastricht"])
