"""The shipped texts: strict, alike in both languages, without results where mail carries them, and every letter that is asked for has one."""

import ast
import re
from pathlib import Path

import pytest

from selection.letters.placeholders import ALONE, Placeholder, Unfilled, filled, names_in
from selection.letters.texts import OF_A_DECISION, BadTexts, read, shipped
from selection.letters.wording import example_of

LANGUAGES = ("nl", "en")
OWN = {"mail", "letters"}
FIGURES = re.compile(r"\d+(?:[.,]\d+)? (?:van|op|of) \d+|\bpunten\b|\bpoints\b", re.IGNORECASE)
ON_PAPER = {
    "niet-geslaagd-onderdeel", "niet-geslaagd-minimum", "niet-geslaagd-overgenomen", "ongeschikt", "onder-totaal", "gerangschikt",
    "gerangschikt-gedeelde-plaats", "voorstel-aanstelling", "gedeelde-plaats-ander-gekozen", "correctie-voordeel", "correctie-nadeel", "correctie-ongewijzigd",
}  # fmt: skip
KNOWN = {
    "voornaam": Placeholder(name="voornaam", kind="text", meaning="x", example="Noor"),
    "lijst": Placeholder(name="lijst", kind="lines", meaning="x", example="- a", optional=True),
}


def asked_in(source):
    """Codes of letters that a module which uses the outbox names: words joined by hyphens, and what stands first in a call of `ask`."""
    tree = ast.parse(source)
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[a-z]+(?:-[a-z]+)+", node.value):
            found.add(node.value)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in {"ask", "_ask"} and node.args:
            found |= {one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return found if any((node.module or "").startswith("selection.mail") for node in tree.body if isinstance(node, ast.ImportFrom)) else set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_reads_with_its_examples(language):
    texts = shipped(language)
    for letter in texts.letters.values():
        subject, body = example_of(texts, letter.subject, letter.body)
        assert "\n" not in subject
        assert not set("{}") & set(subject + body), letter.code
        assert "\n\n\n" not in body, letter.code
    assert len(texts.letters) > 45


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mail_carries_a_result(language):
    """The letters that show points, steps or places are exactly these, and none of the others speaks of a figure, also not in its examples."""
    texts = shipped(language)
    assert {code for code, letter in texts.letters.items() if texts.carries_result(letter)} == ON_PAPER
    mailed = [letter for code, letter in texts.letters.items() if code not in ON_PAPER]
    spoken = {letter.code: FIGURES.findall("\n".join(example_of(texts, letter.subject, letter.body))) for letter in mailed}
    assert {code for code, found in spoken.items() if found} == set()
    assert all("punten" not in letter.subject for letter in texts.letters.values())
    assert len(mailed) > 35


def test_both_languages_have_the_same_letters_for_candidates():
    dutch, english = (shipped(code) for code in LANGUAGES)
    assert {code for code, one in dutch.letters.items() if one.audience == "candidate"} <= english.letters.keys() <= dutch.letters.keys()
    for code, letter in english.letters.items():
        assert names_in(letter.subject) == names_in(dutch.letters[code].subject)
        assert set(names_in(letter.body)) - {"taalnota"} == set(names_in(dutch.letters[code].body)), code
        assert (letter.decision, letter.status, letter.audience) == (dutch.letters[code].decision, dutch.letters[code].status, dutch.letters[code].audience)
        if letter.audience == "candidate":
            assert "{taalnota}" in letter.body
    for name, place in english.placeholders.items():
        if name != "taalnota":
            assert (place.kind, place.optional, place.result) == (
                dutch.placeholders[name].kind,
                dutch.placeholders[name].optional,
                dutch.placeholders[name].result,
            )


def test_every_letter_that_is_asked_for_has_a_text():
    asked = {code: path for path in sorted(Path("selection").rglob("*.py")) if path.parts[1] not in OWN for code in asked_in(path.read_text())}
    print(f"asked for: {sorted(asked)}")
    assert {code: str(path) for code, path in asked.items() if code not in shipped("nl").letters} == {}
    assert len(asked) >= 3
    assert asked_in('from selection.mail import outbox\noutbox.ask("nooit", x)\nLATE = "a-b"') == {"nooit", "a-b"}


def test_a_value_is_text_and_is_not_filled_again():
    assert filled("Beste {voornaam}", {"voornaam": "{{ 7*7 }} {naam} %(x)s"}, KNOWN) == "Beste {{ 7*7 }} {naam} %(x)s"


def test_what_is_empty_stops_the_letter_unless_it_is_optional():
    with pytest.raises(Unfilled) as stopped:
        filled("Beste {voornaam} {naam}", {"voornaam": " "}, KNOWN)
    assert stopped.value.names == ("voornaam", "naam")
    assert filled("a\n\n{lijst}\n\nb", {}, KNOWN) == "a\n\nb"
    assert filled("a\n\n{lijst}\n\nb", {"lijst": "- x\n- y"}, KNOWN) == "a\n\n- x\n- y\n\nb"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("{vacature}: bevestig uw e-mailadres", "{vacatuur}: bevestig"), "letter email-bevestigen: unknown placeholder {vacatuur}"),
        (("{vacature}: bevestig uw e-mailadres", "{punten}: bevestig"), "letter email-bevestigen: the subject may not hold {punten}"),
        (("{link}\n\nDe link werkt tot", "{link\n\nDe link werkt tot"), "letter email-bevestigen: a brace that belongs to no placeholder"),
        (('{name = "voornaam", kind = "text"', '{name = "voornaam", kind = "tekst"'), "placeholder voornaam: unknown kind 'tekst'"),
        (('occasion = "De kandidatuur is ingediend."', 'reden = "x"'), "template ontvangst: unknown key 'reden'"),
        (('occasion = "De kandidatuur is ingediend."', ""), "template ontvangst: 'occasion' is missing"),
        (('fills = "vergoeding"', 'fills = "loon"'), "fragment vergoeding: it fills {loon}, which is no placeholder"),
        (('code = "toegelaten"\n', 'code = "toegelaten"\ndecision = true\n'), "letter toegelaten: a letter with a decision holds {motivering}"),
        (("U krijgt een aparte", "{later_te_bewijzen} U krijgt een aparte"), "letter toegelaten: {later_te_bewijzen} stands alone on its line"),
        (('title = "Brieven en e-mails"', 'titel = "x"'), "unknown key 'titel'"),
    ],
)
def test_a_fault_in_the_file_is_named(change, fault):
    source = Path("selection/letters/brieven.toml").read_text()
    assert change[0] in source
    with pytest.raises(BadTexts) as bad:
        read(source.replace(*change, 1))
    assert fault in str(bad.value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_decisions_hold_reasons_ground_and_remedies(language):
    decisions = [letter for letter in shipped(language).letters.values() if letter.decision]
    assert len(decisions) >= 15
    assert all(f"{{{name}}}" in letter.body for letter in decisions for name in OF_A_DECISION)
    assert all(place.kind in ALONE for place in shipped(language).placeholders.values() if place.optional)
