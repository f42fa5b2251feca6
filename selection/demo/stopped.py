"""A procedure of the demonstration that was stopped by a decision soon after it began: it stands in the archive, its letters wait to be released."""

from datetime import date

from selection.candidates.entering import Details, add
from selection.demo.data import CHAIR, DOMAIN, HR, MEMBER_A, TALK
from selection.demo.half_way import workday_before
from selection.demo.stage import Play, Stage, account
from selection.procedures.actions.ending import Ending, stop
from selection.procedures.actions.handling import open_procedure
from selection.procedures.actions.panel import add_seats
from selection.procedures.models import SeatKind
from vacancies import Definition

REASON = "De dienst wordt samengevoegd met een andere. De functie vervalt in haar huidige vorm; er komt later een nieuwe vacature."
GROUNDS = "Besluit over het personeelsplan\nSelectieregels van de procedure"
APPLIED = (("Uma", "Fictief-Ureel"), ("Victor", "Fictief-Vranckx"))


def play_stopped(stage: Stage, definition: Definition, today: date) -> Play:
    """Open a procedure, name part of the panel, enter two candidates, and stop it two days later."""
    begun, ended = workday_before(today, 5), workday_before(today, 3)
    with stage.at(begun, 10):
        play = Play(stage, open_procedure(account(HR), definition=definition, year=begun.year, number=5).id)
    with stage.at(begun, 10, 20):
        for person, kind in ((CHAIR, SeatKind.CHAIR), (MEMBER_A, SeatKind.MEMBER)):
            add_seats(account(HR), play.procedure(HR), round_codes=[TALK], account=account(person), kind=kind, rates=True)
        for given_name, family_name in APPLIED:
            details = Details(given_name=given_name, family_name=family_name, email=f"{given_name}.{family_name}@{DOMAIN}".lower())
            add(play.procedure(HR), details, actor=account(HR))
    with stage.at(ended, 14):
        procedure = play.procedure(HR)
        body = "het college van burgemeester en schepenen"
        decided = Ending(on=ended, body=body, reference=f"CBS {ended.year}/260", reason=REASON, grounds=GROUNDS)
        stop(account(HR), procedure, decided=decided, version=procedure.version)
    return play
