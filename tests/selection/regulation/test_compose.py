"""The regulation in words: whole texts, every block, and the engine's own figures."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from scoring.fingerprint import fingerprint
from selection.i18n import points, speaking
from selection.regulation import Facts, compose
from selection.regulation.book import shipped_book
from tests import factories_regulation as made
from vacancies import shipped_definitions

HERE = Path(__file__).parent
BRACES = re.compile(r"[{}]|\bNone\b|\s{2}| [.,;:](?!\.)|\.\.(?!\.)")
FLOOR = 140
LEVELS, _ENGLISH = made.of_parts()
BY_DAY, BY_HOUR = made.of_application()


@pytest.fixture(scope="module")
def directeur():
    return shipped_definitions()["directeur-interne-organisatie"]


@pytest.fixture(scope="module")
def printed():
    """Every text of every definition, with few facts and with many: (definition, text)."""
    found = []
    for definition in made.definitions():
        found += [(definition, compose(definition, facts, language)) for facts in (made.BARE, made.FULL) for language in ("nl", "en")]
    return found


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_whole_text_of_the_directeur(directeur, language):
    assert made.read_aloud(compose(directeur, Facts(), language)) == (HERE / f"directeur-{language}.txt").read_text()


def test_every_block_is_printed_at_least_once_and_none_twice_in_a_paragraph(printed):
    codes = {code for _definition, text in printed for section in text.sections for paragraph in section.paragraphs for code in paragraph.blocks}
    known = {block.code for block in shipped_book().blocks}
    print(f"{len(codes)} of {len(known)} blocks in {len(printed)} texts")
    assert sorted(known - codes) == []
    assert len(codes) >= FLOOR
    for _definition, text in printed:
        for section in text.sections:
            for paragraph in section.paragraphs:
                assert len(set(paragraph.blocks)) == len(paragraph.blocks)


def test_no_placeholder_is_left_and_every_sentence_is_closed(printed):
    walked = 0
    for definition, text in printed:
        for section in text.sections:
            for paragraph in section.paragraphs:
                assert not BRACES.search(paragraph.text), (definition.code, paragraph)
                assert paragraph.text[0].isupper() or paragraph.text[0].isdigit(), paragraph
                assert paragraph.text.endswith((".", "”", text.fingerprint)), paragraph
                walked += 1
    print(f"{walked} paragraphs")
    assert walked >= 5000


def test_both_languages_print_the_same_blocks(printed):
    for (_one, dutch), (_two, english) in zip(printed[::2], printed[1::2], strict=True):
        assert (dutch.language, english.language) == ("nl", "en")
        assert [[paragraph.blocks for paragraph in section.paragraphs] for section in dutch.sections] == [
            [paragraph.blocks for paragraph in section.paragraphs] for section in english.sections
        ]


def paragraphs_of(text, code):
    return [paragraph.text for section in text.sections for paragraph in section.paragraphs if code in paragraph.blocks]


def test_the_figures_are_those_of_the_engine(printed):
    """R3, R13: maxima, required points and the total as the scheme computes them; which rules hold is said of the right parts."""
    walked = 0
    for definition, text in printed:
        scheme = definition.scheme
        with speaking(text.language):
            for part in scheme.scored:
                (said,) = [each for each in paragraphs_of(text, "onderdelen.punten") if f" {part.title} " in each or f" {part.title} (" in each]
                assert re.search(rf"\b{re.escape(exact(part.points))} (punt|point)", said)
                assert (re.search(rf"\b{re.escape(exact(part.required))} (punt|point)", said) is not None) or not part.required
                assert not part.is_rated or all(criterion.title.lower() in said.lower() for criterion in scheme.counting(part))
            if scheme.required:
                (said,) = paragraphs_of(text, "rangschikking.slaaggrens")
                assert re.search(rf"\b{re.escape(exact(scheme.required))} (punt|point)", said)
            assert text.fingerprint == fingerprint(scheme)
            assert sum(text.fingerprint in paragraph.text for paragraph in text.sections[-1].paragraphs) == 1
        walked += len(scheme.scored)
    assert walked >= 400


def exact(value):
    """The figure by the formatter of the pages, from the fraction itself."""
    whole, rest = divmod(value, 1)
    digits = ""
    while rest:
        digit, rest = divmod(rest * 10, 1)
        digits += str(digit)
    return points(f"{whole}.{digits}" if digits else str(whole))


def test_what_is_still_open_is_named_with_its_remedy():
    open_, partly = made.with_reserve(24), made.with_reserve(24, bepaald={"declined": "leaves"}, iets_anders={"declined": "keeps", "no_answer": "last"})
    (point,) = compose(open_, Facts(), "nl").open_points
    assert point.text == "Wat aanvaarden, weigeren of niet antwoorden betekent voor de plaats in de reserve, is nog niet vastgelegd."
    assert "scheme.reserve.answers" in point.mend
    (point,) = compose(partly, Facts(), "en").open_points
    assert "for an offer for a fixed term" in point.text
    assert compose(made.with_reserve(24, bepaald={"declined": "leaves", "no_answer": "leaves"}), Facts(), "nl").open_points == ()


@pytest.mark.parametrize(
    ("definition", "block", "sentence"),
    [
        (
            made.with_reserve(1),
            "reserve.duur",
            "één maand, de laatste dag inbegrepen. Een voorbeeld: bij een eindrapport van 20 juni 2024 loopt ze van 1 juli 2024 tot en met 31 juli 2024 (",
        ),
        (
            made.with_reserve(24, iets_anders={"declined": "last"}, bepaald={"declined": "keeps"}),
            "reserve.weigeren-last-soort",
            "Na het weigeren van een aanbod van de soort “iets anders” komt de kandidaat op de laatste plaats in de reserve.",
        ),
        (
            made.made(scheme={"ties": "decide", "rounding": "0.5"}),
            "rangschikking.beslissing",
            "Hebben kandidaten een gelijk totaal, dan bepaalt de selectiecommissie",
        ),
        (made.made(scheme={"rounding": "0.5"}), "beoordeling.afronding-stap", "op een veelvoud van 0,5; precies de helft gaat omhoog."),
        (made.made(scheme={"rounding": "0.1"}), "beoordeling.afronding-decimalen", "op één decimaal;"),
        (LEVELS, "onderdelen.niveau-verschilt", "samenwerken (OIK 8 t/m 10), coachen (Niveau 3) en visie (Niveau 3). Het gevraagde niveau staat"),
        (LEVELS, "verloop.data", "Geplande dagen voor Alles: 31 januari 2027 en 1 februari 2027. Alles bestaat uit drie onderdelen: Eerste, Tweede en Derde."),
        (LEVELS, "onderdelen.punten", "telt voor 1 punt. Om te slagen is minstens 1 punt nodig (100 %); precies 1 is genoeg. Beoordeeld wordt één"),
        (BY_DAY, "toelating.documenten", "Bij de kandidatuur hoort één document: CV."),
        (BY_DAY, "rechten.aanpassingen", "kan die vragen via hr@voorbeeld.example. De selectiecommissie"),
        (
            BY_HOUR,
            "toelating.termijn-uur",
            "ingediend tot 31 januari 2027 om 12.00 uur (Belgische tijd). Wie op tijd met indienen begon, heeft daarna nog vijf minuten",
        ),
        (made.made(), "commissie.gender", "Hoogstens twee derde van de leden hebben hetzelfde gender. Dat is een streefregel"),
        (made.made(), "slot.wijziging-criterium", "Wijziging van 6 mei 2027: een criterium is weggevallen, voor alle kandidaten. Reden: Fout in de vraag."),
        (made.made(), "slot.versie", "Dit is versie 2 van deze regels, van 4 januari 2027."),
    ],
)
def test_sentences(definition, block, sentence):
    assert any(sentence in text.replace("\u00a0", " ") for text in paragraphs_of(compose(definition, made.FULL, "nl"), block))


def rated(code, **keys):
    criteria = [{"topic": "visie", "title": "Visie", "weight": 2}, {"topic": "inzicht", "title": "Inzicht", "minimum": keys.pop("minimum", None)}]
    criteria[1] = {key: value for key, value in criteria[1].items() if value is not None}
    return {"code": code, "title": code.title(), "points": 20, "criteria": criteria, **keys}


def text_of(*parts, **scheme):
    scales = {"woorden": {"labels": ["zwak", "goed", "sterk"]}}
    used = {"scales": scales} if any(part.get("scale") for part in parts) else {}
    definition = made.made(rounds=[{"code": "een", "title": "Een", "parts": list(parts)}], scheme=scheme, **used)
    return {code: paragraph.text for section in compose(definition, Facts(), "nl").sections for paragraph in section.paragraphs for code in paragraph.blocks}


def test_what_holds_for_every_part_is_said_once_and_what_differs_part_by_part():
    same = text_of(rated("een"), rated("twee"), tolerance=2)
    assert "meer dan 2 uit elkaar" in same["beoordeling.tolerantie"]
    assert not {"beoordeling.consensus-mogelijk", "beoordeling.tolerantie-onderdeel"} & same.keys()
    apart = text_of(rated("een", scale="woorden", tolerance=1, min_assessors=3), rated("twee", consensus="required", tolerance=2))
    assert "In het onderdeel Een is een consensus verplicht zodra" in apart["beoordeling.tolerantie-onderdeel"]
    assert "meer dan 1 stap uit elkaar" in apart["beoordeling.tolerantie-onderdeel"]
    assert apart["beoordeling.consensus-verplicht-onderdeel"].startswith("In het onderdeel Twee is voor elk criterium")
    assert "beoordeling.aantal" not in apart
    assert "zwak (0 %), goed (50 %) en sterk (100 %)" in apart["beoordeling.schaal-woorden-per-onderdeel"].replace("\u00a0", " ")
    assert "delen van de punten" in apart["beoordeling.gemiddelde-woorden"]


def test_what_dropped_out_is_named_and_no_longer_listed_weighed_or_given_a_minimum():
    said = text_of(rated("een", minimum="5"), neutralised=[{"part": "een", "criterion": "inzicht", "reason": "De vraag was fout."}])
    assert "één criterium: visie." in said["onderdelen.criteria"]
    assert not {"onderdelen.minimum", "slagen.punten-minimum", "onderdelen.criteria-gewogen", "beoordeling.neutraal"} & said.keys()
    assert said["onderdelen.weggevallen"] == "Het criterium inzicht van het onderdeel Een is weggevallen, voor alle kandidaten. Reden: De vraag was fout."
    kept = text_of(rated("een", minimum="5"))
    assert "visie (2) en inzicht (1)" in kept["onderdelen.criteria-gewogen"]
    assert "Voor één criterium geldt een minimum: inzicht (5)." in kept["onderdelen.minimum"]


def test_directly_marked_parts_have_their_own_rules():
    direct = [{"code": code, "title": code.title(), "points": 10, **keys} for code, keys in (("een", {"tolerance": 1}), ("twee", {"consensus": "required"}))]
    said = text_of(*direct)
    assert "meer dan 1 punt uit elkaar" in said["beoordeling.tolerantie-punten-onderdeel"]
    assert said["beoordeling.consensus-verplicht-punten-onderdeel"].startswith("In het onderdeel Twee is een consensus over de punten verplicht.")
    assert "meer dan 1,5 punten uit elkaar" in text_of(direct[0] | {"tolerance": "1.5"})["beoordeling.tolerantie-punten"]


def test_remarks_hold_nothing_back(directeur):
    text = compose(directeur, Facts(), "nl")
    assert (len(text.remarks), text.open_points) == (3, ())
    settled = replace(made.FULL, demands=made.DEMANDS)
    assert len(compose(directeur, settled, "en").remarks) == 1


def test_a_language_that_is_not_spoken_is_refused(directeur):
    with pytest.raises(ValueError, match="fr"):
        compose(directeur, Facts(), "fr")


def test_a_sum_just_on_the_total_says_nothing_of_more():
    assert "rangschikking.meer-nodig" not in text_of(rated("een"), rated("twee"), total_pass_mark="50%")
    assert "komt samen op 20." in text_of(rated("een"), rated("twee"), total_pass_mark="51%")["rangschikking.meer-nodig"]
