"""The second procedure of the demonstration, half way, and the third, which is being prepared: both in the days before today."""

from datetime import date, timedelta

from selection.candidates import importing
from selection.candidates.finding import Statement
from selection.candidates.models import FindingKind
from selection.candidates.reading import read_list
from selection.demo.admitting import play_admission, play_papers
from selection.demo.data import ASSESSMENT, CHAIR, DEPUTY, FIRST_LIST, HALF_WAY, HR, INTERVIEW, MEMBER_A, MEMBER_B, PANEL, SECOND_LIST, TALK
from selection.demo.finished import CENTRE, begin, opened, rate_all
from selection.demo.letters import play_letters
from selection.demo.planning import play_answers, play_move, play_planning
from selection.demo.stage import Play, Stage, account
from selection.procedures.actions.handling import open_procedure, publish
from selection.procedures.actions.panel import add_seats
from selection.procedures.models import SeatKind
from selection.rounds.actions.proposing import propose_sheet
from selection.scoresheets.actions.settling import settle_consensus
from selection.scoresheets.queries import own_sheet
from vacancies import Definition

SATURDAY = 5


def workday_before(day: date, count: int = 1) -> date:
    """The workday that lies `count` workdays before a day."""
    while count:
        day -= timedelta(days=1)
        count -= day.weekday() < SATURDAY
    return day


def play_half_way(stage: Stage, definition: Definition, today: date) -> Play:
    """Play until the interviews, the first of which were yesterday."""
    play = opened(stage, definition, number=2, on=workday_before(today, 45))
    with stage.at(workday_before(today, 44), 11):
        procedure = play.procedure(HR)
        on = workday_before(today, 45)
        publish(account(HR), procedure, decision_date=on, reference=f"CBS {on.year}/204", version=procedure.version)
    with stage.at(workday_before(today, 20), 9):
        play.enter(HR, HALF_WAY)
    begin(play, workday_before(today, 19))
    _talks(play, workday_before(today, 15))
    _assessments(play, workday_before(today, 8), workday_before(today, 7))
    play_planning(play, workday_before(today, 6), definition.dates[INTERVIEW], ("all_in", "far_apart", "two_in", "begun", "still_to_come"))
    play_answers(play, workday_before(today, 5), ("all_in", "far_apart", "begun"), "still_to_come")
    _interviews(play, workday_before(today))
    play_move(play, workday_before(today), "still_to_come")
    play_letters(play, workday_before(today, 18), workday_before(today, 17), workday_before(today))
    return play


def _talks(play: Play, on: date) -> None:
    for turn, (key, invented) in enumerate(play.cast.items()):
        if invented.talk:
            with play.stage.at(on, 9 + turn * 40 // 60, turn * 40 % 60):
                rate_all(play, TALK, key, invented.talk, turn)
    with play.stage.at(on, 17):
        play.close(CHAIR, TALK)


def _assessments(play: Play, on: date, closing: date) -> None:
    with play.stage.at(workday_before(on), 10):
        play.find(HR, "withdrawn", Statement(kind=FindingKind.WITHDRAWN, on=workday_before(on), reason="Ziet af van de functie om persoonlijke redenen."))
    with play.stage.at(on, 16):
        for key, invented in play.cast.items():
            if key not in ("failed", "failed_too", "withdrawn"):
                play.verdict(DEPUTY, key, ASSESSMENT, on, suitable=bool(invented.suitable), source=CENTRE)
                play.stage.later(2)
    with play.stage.at(closing, 9):
        play.close(HR, ASSESSMENT)


def _interviews(play: Play, on: date) -> None:
    stage = play.stage
    for turn, key in enumerate(("all_in", "far_apart")):
        with stage.at(on, 9 + turn):
            rate_all(play, INTERVIEW, key, play.cast[key].interviewed, turn + 2)
    two_in, begun = play.cast["two_in"].interviewed, play.cast["begun"].interviewed
    with stage.at(on, 11):
        play.rate(CHAIR, INTERVIEW, "two_in", two_in[0], turn=4)
        stage.later(6)
        play.rate(MEMBER_A, INTERVIEW, "two_in", two_in[1], turn=5)
        stage.later(3)
        play.rate(MEMBER_B, INTERVIEW, "two_in", two_in[2], turn=6, draft=True, first=7)
    with stage.at(on, 13):
        play.rate(CHAIR, INTERVIEW, "begun", begun[0], turn=5)
        stage.later(5)
        play.rate(MEMBER_A, INTERVIEW, "begun", begun[1], turn=6, draft=True, first=6)
        play.did_not_sit(HR, "begun", INTERVIEW, MEMBER_B, "late", "Kwam een half uur na het begin van dit gesprek aan.")
    with stage.at(on, 14):
        reason = "Bij de bespreking bleek dat de jury hetzelfde voorbeeld anders had begrepen; 5,5 doet recht aan wat gezegd werd."
        settle_consensus(play.place(CHAIR, INTERVIEW, "far_apart"), criterion="netwerken", chosen="5.5", reason=reason, seen=None)
    with stage.at(on, 15):
        sheet = own_sheet(play.place(PANEL[2], INTERVIEW, "all_in"))
        if sheet is None:
            raise LookupError("all_in")
        propose_sheet(play.scope(CHAIR, INTERVIEW), sheet, reason="Jurylid B merkte bij de bespreking dat Visie en Coachen omgewisseld zijn ingevuld.")


def play_prepared(stage: Stage, definition: Definition, today: date) -> Play:
    """A procedure with a few candidates, part of a panel, and a list that is still open."""
    on = workday_before(today)
    with stage.at(on, 16):
        procedure = open_procedure(account(HR), definition=definition, year=on.year, number=3)
        play = Play(stage, procedure.id)
    with stage.at(on, 16, 15):
        add_seats(account(HR), play.procedure(HR), round_codes=[TALK, INTERVIEW], account=account(CHAIR), kind=SeatKind.CHAIR, rates=True)
        add_seats(account(HR), play.procedure(HR), round_codes=[TALK], account=account(MEMBER_A), kind=SeatKind.MEMBER, rates=True)
    _import(play, on)
    play_admission(play, on)
    play_papers(play, on)
    return play


def _import(play: Play, on: date) -> None:
    """A first list is imported, a second one uploaded and not yet answered for."""
    with play.stage.at(on, 16, 30):
        procedure, actor = play.procedure(HR), account(HR)
        kept = importing.keep(procedure, read_list(FIRST_LIST.encode()), "kandidaten-eerste-lijst.csv", actor=actor)
        shown = importing.plan_of(procedure, read_list(FIRST_LIST.encode())).digest
        importing.take(procedure, kept, shown=shown, taken=frozenset(), actor=actor)
    with play.stage.at(on, 16, 50):
        importing.keep(play.procedure(HR), read_list(SECOND_LIST.encode()), "kandidaten-aanvulling.csv", actor=account(HR))
