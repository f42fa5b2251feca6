"""Admission in the procedure that is being prepared: one candidate decided on, one prepared for a refusal, one begun, one not looked at yet."""

from collections.abc import Sequence
from datetime import date, timedelta

from selection.admission import deciding, preparing, proving, queries
from selection.admission.asked import Point
from selection.admission.deciding import Ruling
from selection.admission.models import Met, Outcome
from selection.admission.preparing import Checked, Draft
from selection.admission.proving import Noticed
from selection.admission.queries import Case
from selection.applications.queries import asked_documents
from selection.applications.submitting import Arrival
from selection.candidates.entering import Details
from selection.candidates.finding import today
from selection.candidates.queries import candidates_of
from selection.demo.applying import enter_with_scans
from selection.demo.data import DOMAIN, HR
from selection.demo.stage import Play, account
from selection.procedures.queries import definition_of

BODY = "het college van burgemeester en schepenen"
REASON = (
    "Bij uw kandidatuur zat een uittreksel uit het strafregister dat op de uiterste inschrijvingsdatum ouder was dan drie maanden. "
    "De vacature vraagt een uittreksel van hoogstens drie maanden oud. U kreeg de vraag om een recent uittreksel te bezorgen en deed dat niet op tijd."
)
GROUNDS = "Vacature, voorwaarde over passend gedrag\nVacature, gevraagde documenten"
BEGUN = 3
BY_MAIL = (("Warre", "Fictief-Wauters"), ("Yara", "Fictief-Ysebaert"))


def play_admission(play: Play, on: date) -> None:
    """What HR did on that day, and what the college had decided."""
    with play.stage.at(on, 17):
        first = _case(play, 0)
        medical = Checked(outcome=Met.LATER, due_on=on + timedelta(days=45), note="Afspraak bij de arbeidsarts volgt")
        _prepare(play, first, Draft(points=_standing(first.points) | {"condition:medische-geschiktheid": medical}, proposal=Outcome.ADMITTED))
        _notice(play, first, on - timedelta(days=50))
        play.stage.later(9)
        second, unmet = _case(play, 1), dict.fromkeys(("condition:gedrag", "document:strafregister"), Checked(outcome=Met.NOT_MET))
        _prepare(play, second, Draft(points=_standing(second.points) | unmet, proposal=Outcome.REFUSED, reason=REASON, grounds=GROUNDS))
        _notice(play, second, on - timedelta(days=160))
    with play.stage.at(on, 17, 30):
        third = _case(play, 2)
        _prepare(play, third, Draft(points=_standing(third.points[:BEGUN])))
    with play.stage.at(on, 17, 45):
        ruling = Ruling(on=on, reference=f"CBS {on.year}/231", body=BODY)
        found = _case(play, 0)
        deciding.decide(play.procedure(HR), [(found, found.version)], ruling, today=today(), actor=account(HR))


def play_papers(play: Play, on: date) -> None:
    """Two people applied by mail, with files: of one nobody looked at anything yet, of the other the extract was seen and its file removed."""
    for number, (given_name, family_name) in enumerate(BY_MAIL):
        with play.stage.at(on, 18, number):
            email = f"{given_name}.{family_name}@{DOMAIN}".lower()
            details = Details(given_name=given_name, family_name=family_name, email=email)
            codes = [each.code for each in asked_documents(definition_of(play.procedure(HR)))]
            enter_with_scans(play, details, codes, Arrival(source="mail", received_on=on - timedelta(days=30)))
    with play.stage.at(on, 18, 10):
        candidate = next(each for each in candidates_of(play.id) if each.person.family_name == BY_MAIL[-1][1])
        found = queries.case_of(play.procedure(HR), candidate)
        _prepare(play, found, Draft(points=_standing(found.points[:BEGUN])))
        _notice(play, found, on - timedelta(days=70))


def _standing(points: Sequence[Point]) -> dict[str, Checked]:
    """What is needed for the appointment alone comes later, the rest is met."""
    return {point.key: Checked(outcome=Met.LATER if point.at_appointment else Met.MET) for point in points}


def _case(play: Play, number: int) -> Case:
    """The case of a candidate, counted in the order of the list."""
    return queries.case_of(play.procedure(HR), candidates_of(play.id)[number])


def _prepare(play: Play, found: Case, draft: Draft) -> None:
    preparing.prepare(play.procedure(HR), found, draft, version=found.version, today=today(), actor=account(HR))


def _notice(play: Play, found: Case, delivered_on: date) -> None:
    """Note that the extract from the criminal record was seen."""
    extract = next(point for point in found.points if point.extract)
    proving.see(play.procedure(HR), found, extract, Noticed(delivered_on=delivered_on), seen=None, today=today(), actor=account(HR))
