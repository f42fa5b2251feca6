"""One word for one thing in what people read: a word that lost to another is found in every Dutch text."""

import re
from pathlib import Path

from babel.messages.pofile import read_po

CHOSEN = {
    "opslaan": r"\bbewa(?:ar|art|ren|ard|arde|arden)\b",
    "verzenden": r"\bverst(?:uur|uurt|uren|uurd|uurde|uurden)\b",
    "controleren": r"\b(?:nakijk(?:t|en)?|na te kijken|nagekeken|nazien|nagezien)\b|\b(?:kijk|kijkt)\b[^.;:!?]* na\b(?! het)",
    "aanmelden": r"\b(?:inlog\w*|ingelogd|logt? in)\b",
    "document toevoegen, bestand kiezen": r"\b(?:opladen|opgeladen|uploaden|geüpload)\b",
    "kandidatuur": r"\bsollicit\w+\b",
    "plaats": r"\brang\b",
    "familienaam": r"\bachternaam\b",
    "nota": r"\bnotities?\b",
}
"""The word that is used, and how the words read that it replaced."""

KEPT = (
    r"\[NA TE KIJKEN DOOR DE ORGANISATIE\]",
    r"tekst blijft bewaard",
    r"is bewaard maar nog niet opgeslagen",
    r"gegevens (?:nog )?bewaard worden",
    r"moet(?: het bestuur)? nog (?:moet )?bewaren",
    r"bestuur nog moet bewaren",
    r"bewaarde[-_]gegevens",
    r"\bbewaart het bestuur nog\b",
)
"""Where something is kept for a time, which is another thing than saving: a retention period, or a text between two sessions;
and the mark that saved texts of an organisation hold and that keeps a letter back."""

LETTERS = ("selection/letters/brieven.toml", "selection/organisation/texts.toml", "vacancies/wording.py")
FLOOR = 3000


def sentences():
    """(place, text) of every Dutch text: the translations, the letters, the pages of the organisation and the faults of a definition."""
    for path in sorted(Path("selection/translations/nl").glob("*.po")):
        with path.open("rb") as file:
            messages = list(read_po(file))
        for message in messages:
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            yield from ((f"{path}:{message.lineno}", text) for text in texts if message.id)
    for name in LETTERS:
        yield from ((f"{name}:{number}", line) for number, line in enumerate(Path(name).read_text().splitlines(), 1))


def lost(text):
    """(word found, word that is used) for every lost word of a text."""
    rest = re.sub("|".join(KEPT), "", text)
    return [(found[0], word) for word, pattern in CHOSEN.items() for found in re.finditer(pattern, rest, re.IGNORECASE)]


def test_every_text_uses_the_word_that_was_chosen():
    walked = list(sentences())
    found = [f"{place}: “{word}” is here “{chosen}”" for place, text in walked for word, chosen in lost(text)]
    assert found == []
    assert len(walked) >= FLOOR


def test_planted_words_are_found():
    assert lost("Er is niets bewaard. Verstuur het opnieuw.") == [("bewaard", "opslaan"), ("Verstuur", "verzenden")]
    assert lost("Kijk beide uren na. Alles is nagekeken.") == [("Kijk beide uren na", "controleren"), ("nagekeken", "controleren")]
    assert lost("Je sessie is afgelopen; je tekst blijft bewaard.") == []
    assert lost("Sla op, verzend en controleer.") == []
