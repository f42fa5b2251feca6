"""Letters of the demonstration: sent, come back, and waiting to be released."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from selection import create_app
from selection.config import Settings
from selection.db import session
from selection.demo.data import HR, TALK
from selection.demo.stage import Play, account
from selection.i18n import points
from selection.letters.actions import keep
from selection.letters.wording import word_all
from selection.mail import outbox
from selection.mail.models import Letter
from selection.mail.outbox import Recipient
from selection.results.collect import outcome_of
from selection.results.sentences import Wording

REASON = "U gaf voorbeelden van uw eigen werk, maar niet van hoe u een team begeleidt. Deze functie vraagt dat wel, en uw ervaring sluit daar weinig bij aan."
REMEDY = "Niet akkoord? Vraag de personeelsdienst binnen de maand om de beslissing opnieuw te bekijken."
MEASURES: dict[str, list[str]] = {"two_in": ["Een derde meer tijd voor de schriftelijke opdracht", "Een lokaal op de gelijkvloerse verdieping"], "begun": []}


@contextmanager
def lettering(play: Play) -> Iterator[None]:
    """Within the block letters can be worded: their addresses are those of the application."""
    settings = Settings(
        secret=secrets.token_hex(32),
        database_url=play.stage.database.url.render_as_string(hide_password=False),
        address=play.stage.site,
        demo=True,
        quick_passwords=True,
    )
    app = create_app(settings)
    try:
        with app.app_context():
            yield
    finally:
        app.database.dispose()


def play_letters(play: Play, admitted: date, back: date, today: date) -> None:
    """Everybody got word of being admitted, one message came back, and two letters on measures wait: one of them says nothing yet. A letter of a result was
    laid before the deputy.
    """
    with lettering(play):
        _sent(play, admitted)
    with play.stage.at(back, 9):
        letter = outbox.ask("toegelaten", recipient=_recipient(play, "begun"), key="demo toegelaten begun")
        outbox.bounced(letter, by=account(HR), role="hr", why="550 5.1.1 The email account that you tried to reach does not exist")
    with play.stage.at(today, 8):
        for key, measures in MEASURES.items():
            _ask(play, "aanpassing-bevestigd", key, {"maatregelen": measures})
    with lettering(play), play.stage.at(today, 8, 30):
        letter = _ask(play, "niet-geslaagd-onderdeel", "failed", _result(play, "failed", today))
        keep(letter, word_all([letter])[letter.id])
        outbox.lay_before(letter, by=account(HR), role="hr")


def _result(play: Play, key: str, on: date) -> dict[str, Any]:
    """What the letter to somebody who failed the first part tells."""
    outcome = outcome_of(play.procedure(HR))
    found = next(one for one in outcome.result if outcome.ids[one.candidate] == play.ids[key])
    scheme = outcome.definition.scheme
    part = next(part for part in scheme.parts if part.code == TALK)
    reached = next(one for one in found.parts if one.part == TALK)
    say = Wording(scheme=scheme, language="nl")
    return {
        "onderdeel": part.title,
        "punten": points(reached.points or 0, scheme.rounding),
        "maximum": points(part.points or 0),
        "nodig": points(part.required or 0, scheme.rounding),
        "stappen": [say(step) for step in outcome.result.steps(found.candidate)],
        "beslissingsdatum": {"date": on.isoformat()},
        "beslissend_orgaan": "de selectiecommissie",
        "motivering": REASON,
        "rechtsgrond": ["Selectieregels, punt over de slaaggrens van elk onderdeel"],
        "beroep": REMEDY,
    }


def release_and_send(letters: Sequence[Letter]) -> None:
    """These letters are worded, released and handed over; within `lettering`."""
    _released(letters)
    for letter in letters:
        outbox.claim(letter)
        outbox.sent(letter)


def _sent(play: Play, on: date) -> None:
    with play.stage.at(on, 10):
        letters = [_ask(play, "toegelaten", key, {"beslissingsdatum": {"date": on.isoformat()}}) for key in play.ids]
        _released(letters)
    with play.stage.at(on, 10, 4):
        for letter in [session().get_one(Letter, letter.id) for letter in letters]:
            outbox.claim(letter)
            outbox.sent(letter)


def _released(letters: Sequence[Letter]) -> None:
    worded = word_all(letters)
    for letter in letters:
        keep(letter, worded[letter.id])
        outbox.release(letter, by=account(HR), role="hr")


def _ask(play: Play, event: str, key: str, facts: dict[str, Any]) -> Letter:
    return outbox.ask(event, recipient=_recipient(play, key), procedure_id=play.id, facts=facts, asked_by=account(HR), key=f"demo {event} {key}")


def _recipient(play: Play, key: str) -> Recipient:
    candidate = play.candidate(key)
    return Recipient(kind="candidate", id=candidate.id, name=candidate.person.name, address=candidate.person.email)
