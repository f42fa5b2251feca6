"""A world for the tests that cut across the subjects: people in every role and procedures in several states, played by the product's own actions.

`begin` adds the people; `played` opens a procedure and enters its candidates; `rating_opened`, `talked`, `assessed`, `interviewing`, `finished` each
take it one stage further. Every step is a unit of work of its own. Names in the world (`"chair"`, `"aerts"`) stand for ids.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from selection.accounts import actions as accounts
from selection.accounts.models import Account
from selection.building import actions as building
from selection.candidates import entering, importing, queries, reading, recording, sitting
from selection.candidates.finding import Statement
from selection.candidates.models import Candidate, FindingKind
from selection.candidates.planning import RowKind
from selection.db import now, session
from selection.frameworks import actions as frameworks
from selection.mail import outbox
from selection.mail.outbox import Recipient
from selection.procedures.actions import handling, panel
from selection.procedures.models import Procedure, SeatKind
from selection.procedures.queries import procedure_for
from selection.reserves import actions as reserving
from selection.rounds.actions import asking, closing, proposing
from selection.rounds.scope import round_led
from selection.scoresheets.actions import settling, writing
from selection.scoresheets.content import Answer, Content
from selection.scoresheets.models import Scoresheet
from selection.scoresheets.places import Place, place_for
from selection.scoresheets.queries import own_sheet
from tests.factories import definition_data, make_definition
from tests.factories_accounts import make_person
from vacancies import Definition, framework_from, shipped_definitions

DOMAIN = "personeel.example"
ROLES = ("administrator", "hr", "second_hr", "other_hr", "chair", "deputy", "member", "shared", "secretary", "observer", "outsider")
NAMES = {"administrator": "Beheer", "hr": "Hofman", "second_hr": "Hendrickx", "other_hr": "Hermans", "chair": "Voorzit", "deputy": "Plaatsvervang",
         "member": "Lidmaat", "shared": "Gedeeld", "secretary": "Schrijver", "observer": "Waarnem", "outsider": "Buitenstaan"}  # fmt: skip
CANDIDATES = ("aerts", "bogaert", "claes", "dewulf", "evers")
GIVEN_NAMES = {"aerts": "Anneke", "bogaert": "Bieke", "claes": "Cas", "dewulf": "Dorien", "evers": "Emiel"}
RATERS = ("chair", "member", "shared")
TALK, ASSESSMENT, INTERVIEW = "gesprek", "assessment", "interview"
CRITERIA = ("motivatie", "ervaring")

Work = Callable[..., AbstractContextManager[Any]]


@dataclass
class Played:
    """A procedure of the world: its id, its candidates, and what was made along the way (seats, sheets, findings, ...), all by name."""

    id: UUID
    hr: str
    candidates: dict[str, UUID] = field(default_factory=dict)
    made: dict[str, UUID] = field(default_factory=dict)


@dataclass
class World:
    """People by role, procedures by name; `work` opens a unit of work, `token` a one-time link, `links` private ones by name."""

    work: Work
    people: dict[str, UUID] = field(default_factory=dict)
    played: dict[str, Played] = field(default_factory=dict)
    token: str = ""
    links: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def acting(self, role: str) -> Iterator[Account]:
        """A unit of work, with the account of who acts."""
        with self.work():
            yield session().get_one(Account, self.people[role])


def linked(world: World, role: str) -> None:
    """A one-time link for somebody, made by the administrator; `world.token` opens it."""
    with world.acting("administrator") as actor:
        world.token = accounts.renew_link(session().get_one(Account, world.people[role]), by=actor)


def email(role: str) -> str:
    """The address with which somebody signs in."""
    return f"{role.replace('_', '-')}@{DOMAIN}"


def begin(work: Work, roles: tuple[str, ...] = ROLES) -> World:
    """A world with a person in each of these roles; the ones whose name ends in `hr` are HR officers."""
    world = World(work)
    with work():
        for role in roles:
            person = make_person("Proef", NAMES.get(role, role.title()), email=email(role), is_hr=role.endswith("hr"), is_administrator=role == "administrator")
            world.people[role] = person.id
    return world


def small_definition(**changes: Any) -> Definition:
    """The small definition of the factories, with a tolerance of two points on the ratings of its first part."""
    asked = {"framework": "lievegem", "competency": "samenwerken", "level": "3"}
    data = definition_data(**{"competencies": [asked], **changes})
    data["rounds"][0]["parts"][0]["tolerance"] = 2
    return make_definition(data)


def reached(world: World, name: str, actor: Account) -> Procedure:
    """The procedure as this person reaches it."""
    return procedure_for(actor, world.played[name].id)[0]


def played(world: World, name: str, *, hr: str = "hr", second: str | None = "second_hr", number: int = 1, definition: Definition | None = None) -> Played:
    """Open a procedure in preparation, without panel and candidates."""
    with world.acting(hr) as actor:
        deputy = session().get_one(Account, world.people[second]) if second else None
        procedure = handling.open_procedure(actor, definition=definition or small_definition(), year=2026, number=number, deputy=deputy)
        world.played[name] = Played(procedure.id, hr)
    return world.played[name]


def seated(world: World, name: str, seats: Mapping[str, tuple[SeatKind, bool]], rounds: tuple[str, ...] = (TALK, INTERVIEW)) -> None:
    """Name the panel: role -> kind of seat, and whether it rates."""
    for role, (kind, rates) in seats.items():
        with world.acting(world.played[name].hr) as actor:
            account = session().get_one(Account, world.people[role])
            made = panel.add_seats(actor, reached(world, name, actor), round_codes=rounds, account=account, kind=kind, rates=rates)
            world.played[name].made |= {f"seat {role} {seat.round_code}": seat.id for seat in made}


PANEL = {
    "chair": (SeatKind.CHAIR, True),
    "deputy": (SeatKind.DEPUTY_CHAIR, False),
    "member": (SeatKind.MEMBER, True),
    "shared": (SeatKind.MEMBER, True),
    "secretary": (SeatKind.SECRETARY, False),
    "observer": (SeatKind.OBSERVER, False),
}


def address_of(name: str, candidate: str) -> str:
    """The address of a candidate. Aerts has the same one in every procedure."""
    return f"{candidate}@kandidaten.example" if candidate == "aerts" else f"{candidate}.{name}@kandidaten.example"


def entered(world: World, name: str, candidates: tuple[str, ...] = CANDIDATES, **texts: str) -> None:
    """Enter candidates; `texts` replace fields of the first one."""
    with world.acting(world.played[name].hr) as actor:
        procedure = reached(world, name, actor)
        for candidate in candidates:
            own = texts if candidate == candidates[0] else {}
            details = {"given_name": GIVEN_NAMES.get(candidate, "Kandi"), "family_name": candidate.title(), "email": address_of(name, candidate)} | own
            world.played[name].candidates[candidate] = entering.add(procedure, entering.Details(**details), actor=actor).id


def uploaded(world: World, name: str) -> None:
    """Import a list of one candidate, and leave another list at its preview."""
    made = world.played[name].made
    for key, candidate in (("import", "ingevoerd"), ("list", "wachtend")):
        with world.acting(world.played[name].hr) as actor:
            procedure = reached(world, name, actor)
            upload = reading.read_list(f"voornaam;familienaam;e-mailadres\nIris;{candidate.title()};{candidate}.{name}@kandidaten.example\n".encode())
            kept = importing.keep(procedure, upload, f"{candidate}.csv", actor=actor)
            made[key] = kept.id
            if key == "import":
                plan = importing.plan_of(procedure, upload)
                assert len(plan.of(RowKind.NEW)) == 1
                made[key] = importing.take(procedure, kept, shown=plan.digest, taken=frozenset(), actor=actor).id


def framework_uploaded(world: World, name: str) -> None:
    """Leave a framework of the organisation at its preview."""
    with world.acting(world.played[name].hr) as actor:
        own = {"code": "eigen", "title": "Eigen kader", "levels_are": "none", "competencies": [{"code": "durven", "name": "Durven"}]}
        world.played[name].made["framework"] = frameworks.keep(framework_from(own, name="eigen"), "eigen.xlsx", actor=actor).id


def vacancy_begun(world: World, name: str) -> None:
    """A vacancy that is being built, copied from the shipped one."""
    with world.acting(world.played[name].hr) as actor:
        source = json.loads(shipped_definitions()["directeur-interne-organisatie"].text)
        made = building.create(actor, {**source, "title": "Directeur in opbouw", "code": "in-opbouw"}, origin="copy")
        world.played[name].made["draft"] = made.id


def rating_opened(world: World, name: str) -> None:
    """Close the list, which gives the codes, and open the rating."""
    with world.acting(world.played[name].hr) as actor:
        entering.close_list(reached(world, name, actor), actor=actor)
    with world.acting(world.played[name].hr) as actor:
        procedure = reached(world, name, actor)
        handling.open_rating(actor, procedure, version=procedure.version)


def published(world: World, name: str) -> None:
    """Publish the vacancy."""
    with world.acting(world.played[name].hr) as actor:
        procedure = reached(world, name, actor)
        handling.publish(actor, procedure, decision_date=date(2026, 11, 2), reference="CBS 2026/118", version=procedure.version)


def the_place(world: World, name: str, actor: Account, part: str, candidate: str) -> Place:
    """A candidate in a part, as this assessor reaches it."""
    return place_for(actor, world.played[name].id, part, world.played[name].candidates[candidate])


def rated_content(place: Place, ratings: Mapping[str, str], rationale: str = "", reason: str = "") -> Content:
    """A sheet with these ratings per criterion; an empty rating is "not observed", with the reason."""
    answers = {}
    for code, text in ratings.items():
        if not text:
            answers[code] = Answer(not_observed=True, reason=reason)
            continue
        position = place.part.scale.position(text)
        assert position is not None, text
        answers[code] = Answer(position=position, chosen=place.part.scale.texts[position], rationale=rationale)
    return Content(answers=answers)


def wrote(
    world: World,
    name: str,
    who: str,
    part: str,
    candidate: str,
    *,
    ratings: Mapping[str, str] | str,
    rationale: str = "",
    reason: str = "",
    draft: bool = False,
) -> None:
    """Write a sheet and submit it, or keep it as a draft. `ratings` is the points of a directly marked part, or a rating per criterion."""
    with world.acting(who) as actor:
        place = the_place(world, name, actor, part, candidate)
        content = Content(points=ratings, remark=rationale) if isinstance(ratings, str) else rated_content(place, ratings, rationale, reason)
        stored = own_sheet(place)
        version = stored.version if stored else 0
        sheet = writing.save_draft(place, content, version=version) if draft else writing.submit(place, version=version, content=content)
        world.played[name].made[f"sheet {who} {part} {candidate}"] = (sheet or own_sheet(place)).id


def settled(world: World, name: str, who: str, part: str, candidate: str, criterion: str, chosen: str, reason: str) -> None:
    """Settle a consensus rating."""
    with world.acting(who) as actor:
        settling.settle_consensus(the_place(world, name, actor, part, candidate), criterion=criterion, chosen=chosen, reason=reason, seen=None)


def found(world: World, name: str, candidate: str, kind: FindingKind, part: str = "", value: str = "", *, source: str = "", reason: str = "") -> None:
    """Record a finding of HR."""
    with world.acting(world.played[name].hr) as actor:
        row = session().get_one(Candidate, world.played[name].candidates[candidate])
        said = Statement(kind=kind, on=date(2026, 11, 20), part_code=part, value=value, source=source, reason=reason)
        world.played[name].made[f"finding {candidate}"] = recording.record(reached(world, name, actor), row, said, seen=None, actor=actor).id


def away(world: World, name: str, candidate: str, who: str, part: str, why: str = "ill", reason: str = "Griep") -> None:
    """Record that an assessor did not sit."""
    with world.acting(world.played[name].hr) as actor:
        procedure, row = reached(world, name, actor), session().get_one(Candidate, world.played[name].candidates[candidate])
        (place,) = [place for place in sitting.places(procedure, row, part) if place.account.id == world.people[who]]
        choice = sitting.Choice(part_code=part, account_id=world.people[who], why=why, reason=reason)
        sitting.record(procedure, row, [(place, choice)], actor=actor)
        (made,) = queries.not_sitting(procedure.id, [row.id])
        world.played[name].made[f"away {candidate}"] = made.id


def closed(world: World, name: str, who: str, round_code: str) -> None:
    """Close a round."""
    with world.acting(who) as actor:
        scope = round_led(actor, world.played[name].id, round_code)
        closing.close(scope, version=scope.run.version)


def talked(world: World, name: str, who: tuple[str, ...] = RATERS, *, texts: bool = True) -> None:
    """Everybody is rated in the first round, one is absent, one criterion is settled, and the chair closes the round."""
    candidates = [candidate for candidate in world.played[name].candidates if candidate != "evers"]
    for turn, candidate in enumerate(candidates):
        for number, role in enumerate(who):
            rationale = f"Gesprek: {candidate} volgens {role}." if texts else ""
            wrote(world, name, role, TALK, candidate, ratings=dict.fromkeys(CRITERIA, str(6 + (turn + number) % 3)), rationale=rationale)
    if "evers" in world.played[name].candidates:
        found(world, name, "evers", FindingKind.ABSENT, TALK, reason="Niet komen opdagen.")
    settled(world, name, who[0], TALK, candidates[0], "motivatie", "8", "Het panel koos samen voor een acht.")
    closed(world, name, who[0], TALK)


def assessed(world: World, name: str, *, unsuitable: tuple[str, ...] = ("claes",)) -> None:
    """One withdraws, the others get a verdict, and HR closes the round."""
    gone = [candidate for candidate in ("dewulf",) if candidate in world.played[name].candidates]
    for candidate in gone:
        found(world, name, candidate, FindingKind.WITHDRAWN, reason="Koos een andere baan.")
    for candidate in world.played[name].candidates:
        if candidate not in (*gone, "evers"):
            value = "unsuitable" if candidate in unsuitable else "suitable"
            found(world, name, candidate, FindingKind.VERDICT, ASSESSMENT, value, source="Verslag van het assessmentcentrum")
    closed(world, name, world.played[name].hr, ASSESSMENT)


def interviewed(world: World, name: str, who: tuple[str, ...] = RATERS) -> None:
    """Who is left is interviewed, and the chair closes the last round."""
    for turn, candidate in enumerate(candidate for candidate in ("aerts", "bogaert") if candidate in world.played[name].candidates):
        for number, role in enumerate(who):
            wrote(world, name, role, INTERVIEW, candidate, ratings=str(50 - turn + number))
    closed(world, name, who[0], INTERVIEW)


def reported(world: World, name: str, appointed: str = "") -> None:
    """The date of the final report, and one candidate appointed."""
    with world.acting(world.played[name].hr) as actor:
        reserving.set_report_date(actor, reached(world, name, actor), now().date(), "")
    if appointed:
        with world.acting(world.played[name].hr) as actor:
            ids = frozenset(world.played[name].candidates.values())
            reserving.appoint(actor, reached(world, name, actor), world.played[name].candidates[appointed], ids, now().date(), "CBS 2026/140")


def proposed(world: World, name: str, who: str, sheet: str) -> None:
    """Propose that a submitted sheet of the open round is reopened."""
    with world.acting(who) as actor:
        scope = round_led(actor, world.played[name].id, INTERVIEW)
        row = session().get_one(Scoresheet, world.played[name].made[sheet])
        world.played[name].made["proposal"] = proposing.propose_sheet(scope, row, reason="De verkeerde kandidaat stond voor ogen.").id


def lettered(world: World, name: str, candidate: str = "dewulf") -> None:
    """A letter with a decision that waits to be released; its standard text is not checked yet."""
    with world.acting(world.played[name].hr):
        row = session().get_one(Candidate, world.played[name].candidates[candidate])
        to = Recipient(kind="candidate", id=row.id, name=row.person.name, address=row.person.email)
        facts = {"beslissingsdatum": "20 november 2026", "motivering": "Het diploma ontbreekt.", "rechtsgrond": ["Vacature, diploma"]}
        world.played[name].made["letter"] = outbox.ask("uitgesloten", recipient=to, procedure_id=world.played[name].id, facts=facts).id


def half_way(world: World, name: str = "een", **options: Any) -> Played:
    """A published procedure of which the last round is open: Bogaert rated by all, Aerts submitted by one and begun by another."""
    made = played(world, name, **options)
    seated(world, name, PANEL)
    entered(world, name)
    published(world, name)
    rating_opened(world, name)
    away(world, name, "claes", "shared", TALK)
    talked_without_the_ill(world, name)
    assessed(world, name)
    for role, points in zip(RATERS, ("52", "54.5", "51"), strict=True):
        wrote(world, name, role, INTERVIEW, "bogaert", ratings=points)
    wrote(world, name, "member", INTERVIEW, "aerts", ratings="48")
    wrote(world, name, "chair", INTERVIEW, "aerts", ratings="47", draft=True)
    proposed(world, name, "chair", "sheet member interview bogaert")
    with world.acting("shared") as actor:
        made.made["request"] = asking.ask(the_place(world, name, actor, INTERVIEW, "bogaert"), reason="De notities zijn van iemand anders.").id
    settled(world, name, "chair", INTERVIEW, "bogaert", "", "52.5", "Het panel komt op tweeënvijftig en een half.")
    lettered(world, name)
    vacancy_begun(world, name)
    return made


def talked_without_the_ill(world: World, name: str) -> None:
    """The first round, in which one assessor did not sit for Claes."""
    for turn, candidate in enumerate(("aerts", "bogaert", "claes", "dewulf")):
        for number, role in enumerate(RATERS):
            if (candidate, role) != ("claes", "shared"):
                wrote(world, name, role, TALK, candidate, ratings=dict.fromkeys(CRITERIA, str(6 + (turn + number) % 3)), rationale=f"Over {candidate}.")
    found(world, name, "evers", FindingKind.ABSENT, TALK, reason="Niet komen opdagen.")
    settled(world, name, "chair", TALK, "aerts", "motivatie", "8", "Het panel koos samen voor een acht.")
    closed(world, name, "chair", TALK)


def someone_elses(world: World, name: str = "twee") -> Played:
    """A procedure of another HR officer that shares an assessor, the codes, the definition and the address of one candidate with the first."""
    made = played(world, name, hr="other_hr", second=None, number=2)
    seated(world, name, {"shared": (SeatKind.CHAIR, True), "outsider": (SeatKind.MEMBER, True)})
    entered(world, name, ("aerts", "bogaert", "zwart"))
    rating_opened(world, name)
    wrote(world, name, "shared", TALK, "aerts", ratings={"motivatie": "9", "ervaring": "4"}, rationale="In de andere procedure.")
    return made


def in_preparation(world: World, name: str = "drie") -> Played:
    """A procedure that is being prepared, with a list that waits for its import."""
    made = played(world, name, number=3)
    seated(world, name, PANEL)
    entered(world, name, ("aerts", "bogaert"))
    uploaded(world, name)
    framework_uploaded(world, name)
    return made


def ended(world: World, name: str = "vier") -> Played:
    """A procedure of which every round is closed, with its reserve and one appointment."""
    made = played(world, name, number=4)
    seated(world, name, {role: PANEL[role] for role in RATERS})
    entered(world, name, ("aerts", "bogaert", "claes"))
    rating_opened(world, name)
    talked(world, name)
    assessed(world, name)
    interviewed(world, name)
    reported(world, name, "aerts")
    return made
