"""The first procedure of the demonstration, from its opening in April 2024 to an appointment from its reserve in July."""

from datetime import date

from selection.candidates.entering import close_list
from selection.candidates.finding import Statement
from selection.candidates.models import FindingKind
from selection.db import session
from selection.demo.data import ASSESSMENT, CHAIR, DEPUTY, FINISHED, HR, INTERVIEW, MEMBER_A, MEMBER_B, OBSERVER, PANEL, SECRETARY, TALK, Person
from selection.demo.stage import Play, Stage, account
from selection.procedures.actions.handling import open_procedure, open_rating, publish
from selection.procedures.actions.panel import add_seats, copy_panel
from selection.procedures.models import Proposal, SeatKind
from selection.reserves.actions import appoint, set_report_date
from selection.results.collect import outcome_of
from selection.rounds.actions.proposing import decide, propose_sheet
from selection.scoresheets.actions.settling import settle_consensus
from selection.scoresheets.queries import own_sheet
from vacancies import Definition

SEATS = (
    (CHAIR, SeatKind.CHAIR, True),
    (MEMBER_A, SeatKind.MEMBER, True),
    (MEMBER_B, SeatKind.MEMBER, True),
    (SECRETARY, SeatKind.SECRETARY, False),
    (OBSERVER, SeatKind.OBSERVER, False),
)
TALK_DAY, ASSESSMENT_DAY, INTERVIEW_DAY = date(2024, 5, 15), date(2024, 5, 22), date(2024, 6, 12)
CENTRE = "Verslag van het assessmentcentrum"


def play_finished(stage: Stage, definition: Definition) -> Play:
    """Play the whole procedure."""
    play = opened(stage, definition, number=1, on=date(2024, 4, 2))
    with stage.at(date(2024, 4, 3), 10):
        procedure = play.procedure(HR)
        publish(account(HR), procedure, decision_date=date(2024, 4, 2), reference="CBS 2024/118", version=procedure.version)
    with stage.at(date(2024, 4, 29), 9):
        play.enter(HR, FINISHED)
    with stage.at(date(2024, 5, 6), 14):
        play.find(
            HR,
            "excluded",
            Statement(
                kind=FindingKind.EXCLUDED,
                on=date(2024, 5, 6),
                source="College, beslissing van 6 mei 2024",
                reason="Het diploma dat de vacature vraagt, is niet bewezen.",
            ),
        )
    begin(play, date(2024, 5, 8))
    _talks(play)
    _assessments(play)
    _interviews(play)
    _reserve(play)
    return play


def opened(stage: Stage, definition: Definition, *, number: int, on: date, deputy: bool = True) -> Play:
    """A procedure with its panel, opened by HR on a day."""
    with stage.at(on, 9):
        procedure = open_procedure(account(HR), definition=definition, year=on.year, number=number, deputy=account(DEPUTY) if deputy else None)
        play = Play(stage, procedure.id)
    with stage.at(on, 9, 20):
        procedure, actor = play.procedure(HR), account(HR)
        for person, kind, rates in SEATS:
            add_seats(actor, procedure, round_codes=[TALK], account=account(person), kind=kind, rates=rates)
        copy_panel(actor, procedure, source=TALK, target=INTERVIEW)
    return play


def begin(play: Play, on: date) -> None:
    """Close the list of candidates, which gives the codes, and open rating."""
    with play.stage.at(on, 9):
        close_list(play.procedure(HR), actor=account(HR))
    with play.stage.at(on, 9, 30):
        procedure = play.procedure(HR)
        open_rating(account(HR), procedure, version=procedure.version)


def rate_all(play: Play, part_code: str, key: str, lines: tuple[str, ...], turn: int) -> None:
    """Every assessor with a line submits a sheet, a few minutes apart."""
    for number, (person, line) in enumerate(zip(PANEL, lines, strict=True)):
        if line:
            play.rate(person, part_code, key, line, turn=turn + number)
            play.stage.later(4)


def _talks(play: Play) -> None:
    with play.stage.at(TALK_DAY, 8, 30):
        reason = "Werkte tot vorig jaar in dezelfde dienst als deze kandidaat."
        for round_code in (TALK, INTERVIEW):
            play.did_not_sit(HR, "known_to_member_b", round_code, MEMBER_B, "recused", reason)
    for turn, (key, invented) in enumerate(play.cast.items()):
        if invented.talk:
            with play.stage.at(TALK_DAY, 9 + turn * 40 // 60, turn * 40 % 60):
                rate_all(play, TALK, key, invented.talk, turn)
    with play.stage.at(TALK_DAY, 19, 30):
        play.close(CHAIR, TALK)


def _assessments(play: Play) -> None:
    stage = play.stage
    with stage.at(date(2024, 5, 17), 11):
        gone = Statement(kind=FindingKind.WITHDRAWN, on=date(2024, 5, 17), reason="Koos voor een andere functie, liet dit per e-mail weten.")
        play.find(HR, "withdrawn", gone)
    with stage.at(date(2024, 5, 21), 9):
        carried = "Assessment van 9 november 2023 voor een functie op hetzelfde niveau"
        said = Statement(
            kind=FindingKind.EXEMPT, on=date(2024, 5, 21), part_code=ASSESSMENT, source=carried, reason="Het resultaat is nog geen jaar oud en blijft gelden."
        )
        play.find(HR, "exempt", said)
    with stage.at(date(2024, 5, 27), 10):
        for key, invented in play.cast.items():
            if invented.suitable is not None and key not in ("failed_first", "excluded"):
                mistaken = key == "also_shared"
                play.verdict(HR, key, ASSESSMENT, ASSESSMENT_DAY, suitable=invented.suitable and not mistaken, source=CENTRE)
                stage.later(2)
    with stage.at(date(2024, 5, 27), 15):
        why = "Overgetypt van de verkeerde regel; het verslag zelf zegt geschikt."
        play.verdict(HR, "also_shared", ASSESSMENT, ASSESSMENT_DAY, suitable=True, source=CENTRE, why=why)
    with stage.at(date(2024, 5, 28), 9):
        play.close(HR, ASSESSMENT)


def _interviews(play: Play) -> None:
    stage = play.stage
    slips = {("shared", MEMBER_A.key): "7.5 7.5 6.5 7 6 3.5 7.5 7 6 6.5"}  # 3,5 instead of 8,5 for the sixth criterion
    for turn, (key, invented) in enumerate(play.cast.items()):
        if invented.interview:
            with stage.at(INTERVIEW_DAY, 8 + turn * 50 // 60, turn * 50 % 60):
                mine = tuple(slips.get((key, person.key), line) for person, line in zip(PANEL, invented.interview, strict=True))
                rate_all(play, INTERVIEW, key, mine, turn + 1)
    with stage.at(INTERVIEW_DAY, 19, 50):
        said = Statement(kind=FindingKind.ABSENT, on=INTERVIEW_DAY, part_code=INTERVIEW, reason="Niet komen opdagen en niet verwittigd.")
        play.find(HR, "absent", said)
    _settle(play)
    _correct(play, "shared", MEMBER_A)
    with stage.at(date(2024, 6, 14), 15):
        play.close(CHAIR, INTERVIEW)


def _settle(play: Play) -> None:
    with play.stage.at(date(2024, 6, 13), 9):
        reason = "De scores lagen ver uiteen. Samen herlazen: de keuze in de opdracht kwam laat, maar was onderbouwd en werd volgehouden."
        settle_consensus(play.place(CHAIR, INTERVIEW, "exempt"), criterion="beslissen", chosen="6.5", reason=reason, seen=None)


def _correct(play: Play, key: str, person: Person) -> None:
    """A slip of the pen in a submitted sheet: the chair proposes to reopen it, HR approves, the assessor submits it anew."""
    stage, lines = play.stage, play.cast[key].interviewed
    with stage.at(date(2024, 6, 13), 10):
        sheet = own_sheet(play.place(person, INTERVIEW, key))
        if sheet is None:
            raise LookupError(key)
        scope = play.scope(CHAIR, INTERVIEW)
        proposed = propose_sheet(scope, sheet, reason="Tikfout bij Netwerken: het jurylid noteerde op papier 8,5 en vulde 3,5 in.").id
    with stage.at(date(2024, 6, 13), 13):
        scope = play.scope(HR, INTERVIEW)
        decide(scope, session().get_one(Proposal, proposed), approve=True, reason="De notitie op papier is gecontroleerd.", version=scope.run.version)
    with stage.at(date(2024, 6, 13), 16):
        turn = list(play.cast).index(key) + 1 + PANEL.index(person)
        play.rate(person, INTERVIEW, key, lines[PANEL.index(person)], turn=turn)


def _reserve(play: Play) -> None:
    with play.stage.at(date(2024, 6, 20), 16):
        set_report_date(account(HR), play.procedure(HR), date(2024, 6, 20), "")
    with play.stage.at(date(2024, 7, 1), 10):
        procedure = play.procedure(HR)
        outcome = outcome_of(procedure)
        ranked = frozenset(outcome.ids[one.candidate] for one in outcome.result if one.rank is not None)
        appoint(account(HR), procedure, play.ids["first"], ranked, date(2024, 7, 1), "CBS 2024/231 van 1 juli 2024")
