"""Who may use which route: one table, everything else denied.

A route that is not in the table answers 404, whoever asks; the access test fails on it. The table decides by the roles that a person has in the
organisation. What somebody may reach inside a procedure (chair, member, ...) is decided by the queries, through which every object is loaded.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from flask import Flask, g, request

from selection import security
from selection.errors import Forbidden, NotFound, SignInNeeded

PUBLIC = "public"  # everybody, signed in or not
SIGNED_IN = "signed_in"  # any account
SEAT = "seat"  # any account; the seats in the procedure decide, in the query that loads the object
HR = "hr"
ADMINISTRATOR = "administrator"
ROLES = frozenset({PUBLIC, SIGNED_IN, SEAT, HR, ADMINISTRATOR})


class Person(Protocol):
    """What this table needs of an account."""

    id: Any
    is_hr: bool
    is_administrator: bool


@dataclass(frozen=True)
class Rule:
    """Roles that may use a route (one of them suffices); `many` names the fields that may occur more than once in its form or query."""

    roles: frozenset[str]
    many: frozenset[str] = frozenset()


def allow(*roles: str, many: Iterable[str] = ()) -> Rule:
    """A rule for these roles; ValueError for a role that does not exist."""
    if not roles or not ROLES.issuperset(roles):
        raise ValueError(f"unknown role among {roles}")
    return Rule(frozenset(roles), frozenset(many))


ROUTES: dict[str, Rule] = {
    # platform
    "static": allow(PUBLIC),
    "platform.vendor": allow(PUBLIC),
    "platform.health": allow(PUBLIC),
    "platform.choose_language": allow(PUBLIC),
    # accounts
    "accounts.start": allow(PUBLIC),
    "accounts.sign_in": allow(PUBLIC),
    "accounts.sign_out": allow(PUBLIC),
    "accounts.use_link": allow(PUBLIC),
    "accounts.forgotten": allow(PUBLIC),
    "accounts.resume": allow(SIGNED_IN),
    "accounts.profile": allow(SIGNED_IN),
    "accounts.change_password": allow(SIGNED_IN),
    "accounts.end_session": allow(SIGNED_IN),
    "accounts.end_other_sessions": allow(SIGNED_IN),
    "accounts.rights": allow(SIGNED_IN),
    "accounts.people": allow(ADMINISTRATOR),
    "accounts.add_person": allow(ADMINISTRATOR),
    "accounts.person": allow(ADMINISTRATOR),
    "accounts.set_details": allow(ADMINISTRATOR),
    "accounts.set_roles": allow(ADMINISTRATOR),
    "accounts.make_link": allow(ADMINISTRATOR),
    "accounts.deactivate": allow(ADMINISTRATOR),
    "accounts.activate": allow(ADMINISTRATOR),
    "accounts.end_sessions": allow(ADMINISTRATOR),
    # organisation
    "organisation.style": allow(PUBLIC),
    "organisation.logo": allow(PUBLIC),
    "organisation.index": allow(HR, ADMINISTRATOR),
    "organisation.change": allow(HR, ADMINISTRATOR),
    "organisation.page": allow(HR, ADMINISTRATOR),
    "organisation.page_version": allow(HR, ADMINISTRATOR),
    # frameworks
    "frameworks.index": allow(SIGNED_IN),
    "frameworks.search": allow(SIGNED_IN),
    "frameworks.framework": allow(SIGNED_IN),
    "frameworks.competency": allow(SIGNED_IN),
    "frameworks.profile": allow(SIGNED_IN),
    "frameworks.workbook": allow(HR),
    "frameworks.import_framework": allow(HR),
    "frameworks.import_preview": allow(HR),
    "frameworks.drop_import": allow(HR),
    "frameworks.take_shipped": allow(HR),
    "frameworks.retire": allow(HR),
    "frameworks.take_up": allow(HR),
    "frameworks.add_counterpart": allow(HR),
    "frameworks.remove_counterpart": allow(HR),
    # building
    "building.index": allow(HR),
    "building.new": allow(HR),
    "building.load": allow(HR),
    "building.resume": allow(HR),
    "building.step": allow(HR),
    "building.save_step": allow(HR, many={"choose"}),
    "building.matrix_page": allow(HR),
    "building.save_matrix": allow(HR),
    "building.check": allow(HR),
    "building.finish": allow(HR),
    "building.reopen": allow(HR),
    "building.put_away": allow(HR),
    "building.take_back": allow(HR),
    "building.history": allow(HR),
    "building.restore": allow(HR),
    "building.file": allow(HR),
    "rehearsals.rehearsal": allow(HR),
    # procedures
    "procedures.index": allow(SEAT),
    "procedures.overview": allow(SEAT),
    "procedures.rules": allow(SEAT),
    "procedures.competency": allow(SEAT),
    "procedures.regulation": allow(SEAT),
    "procedures.regulation_pdf": allow(SEAT),
    "procedures.panel_demands": allow(HR),
    "procedures.open_procedure": allow(HR),
    "procedures.open_rating": allow(HR),
    "procedures.hand_over": allow(HR),
    "procedures.discard": allow(HR),
    "procedures.stop": allow(HR),
    "procedures.end_unfilled": allow(HR),
    "procedures.extend": allow(HR),
    "procedures.move_round": allow(HR),
    "procedures.put_away": allow(HR),
    "procedures.take_back": allow(HR),
    "procedures.publish": allow(HR),
    "procedures.panel": allow(HR),
    "procedures.add_seat": allow(HR, many={"rounds"}),
    "procedures.invite": allow(HR, many={"rounds"}),
    "procedures.copy_panel": allow(HR),
    "procedures.new_link": allow(HR),
    "procedures.seat": allow(HR),
    "procedures.change_seat": allow(HR),
    "procedures.end_seat": allow(HR),
    "procedures.mark_away": allow(HR),
    "procedures.mark_back": allow(HR),
    "procedures.replace_rules": allow(HR),
    "procedures.neutralise": allow(HR),
    "procedures.correct_texts": allow(HR),
    "procedures.log": allow(SEAT),
    # publishing
    "publishing.vacancies": allow(PUBLIC),
    "publishing.vacancy": allow(PUBLIC),
    "publishing.information": allow(PUBLIC),
    "publishing.calendar": allow(PUBLIC),
    "publishing.feed": allow(PUBLIC),
    "publishing.site_map": allow(PUBLIC),
    "publishing.robots": allow(PUBLIC),
    "publishing.privacy": allow(PUBLIC),
    "publishing.accessibility": allow(PUBLIC),
    "publishing.selecting": allow(PUBLIC),
    "publishing.regulation": allow(PUBLIC),
    "publishing.regulation_pdf": allow(PUBLIC),
    # candidates
    "candidates.index": allow(HR),
    "candidates.template": allow(HR),
    "candidates.add": allow(HR),
    "candidates.import_list": allow(HR),
    "candidates.import_preview": allow(HR),
    "candidates.drop_import": allow(HR),
    "candidates.undo_import": allow(HR),
    "candidates.close_list": allow(HR),
    "candidates.reopen_list": allow(HR),
    "candidates.verdicts": allow(HR),
    "candidates.show": allow(HR),
    "candidates.edit": allow(HR),
    "candidates.remove": allow(HR),
    "candidates.record_finding": allow(HR),
    "candidates.undo_finding": allow(HR),
    "candidates.record_not_sitting": allow(HR),
    "candidates.undo_not_sitting": allow(HR),
    # admission
    "admission.index": allow(HR),
    "admission.later": allow(HR),
    "admission.case": allow(HR),
    "admission.decide": allow(HR, many={"chosen"}),
    "admission.correct": allow(HR),
    "admission.undo": allow(HR),
    "admission.point": allow(HR),
    "admission.see": allow(HR),
    # applications
    "applications.begin": allow(PUBLIC),
    "applications.ask_link": allow(PUBLIC),
    "applications.mine": allow(PUBLIC),
    "applications.confirm": allow(PUBLIC),
    "applications.contact": allow(PUBLIC),
    "applications.upload": allow(PUBLIC),
    "applications.own_file": allow(PUBLIC),
    "applications.drop_file": allow(PUBLIC),
    "applications.needs": allow(PUBLIC),
    "applications.submit": allow(PUBLIC),
    "applications.withdraw": allow(PUBLIC),
    "applications.index": allow(HR),
    "applications.enter": allow(HR),
    "applications.show": allow(HR),
    "applications.file": allow(HR),
    "applications.add_scans": allow(HR),
    "applications.remove_file": allow(HR),
    "applications.grant": allow(HR),
    "applications.end_measure": allow(HR),
    "applications.tell_measures": allow(HR),
    "applications.remind": allow(HR),
    "applications.settle": allow(HR),
    "applications.candidate_files": allow(SEAT),
    "applications.candidate_file": allow(SEAT),
    # scoresheets
    "scoresheets.tasks": allow(SEAT),
    "scoresheets.sheet": allow(SEAT),
    "scoresheets.submit": allow(SEAT),
    "scoresheets.take_back": allow(SEAT),
    "scoresheets.move": allow(SEAT),
    # planning
    "planning.index": allow(SEAT),
    "planning.series": allow(SEAT),
    "planning.assign": allow(SEAT),
    "planning.slot": allow(SEAT),
    "planning.remove": allow(SEAT),
    "planning.tell": allow(SEAT),
    "planning.ask_panel": allow(HR),
    "planning.agenda": allow(SIGNED_IN),
    "planning.agenda_file": allow(SIGNED_IN),
    "planning.own": allow(PUBLIC),
    "planning.own_file": allow(PUBLIC),
    "planning.answer": allow(PUBLIC),
    # results
    "results.ranking": allow(SEAT),
    "results.outcome": allow(SEAT),
    "ties.settle": allow(SEAT),
    "ties.decide": allow(SEAT),
    "ties.draw": allow(SEAT),
    "ties.record": allow(SEAT),
    "ties.undo": allow(SEAT),
    # rounds
    "rounds.progress": allow(SEAT),
    "rounds.compare": allow(SEAT),
    "rounds.settle": allow(SEAT),
    "rounds.undo": allow(SEAT),
    "rounds.close": allow(SEAT),
    "rounds.second_sitting": allow(HR, many={"candidates"}),
    "rounds.propose_sheet": allow(SEAT),
    "rounds.propose_round": allow(SEAT),
    "rounds.decide": allow(SEAT),
    "rounds.withdraw": allow(SEAT),
    "rounds.ask": allow(SEAT),
    "rounds.withdraw_request": allow(SEAT),
    "rounds.refuse_request": allow(SEAT),
    # reserves
    "reserves.show": allow(HR),
    "reserves.set_report_date": allow(HR),
    "reserves.appoint": allow(HR),
    "reserves.undo_appointment": allow(HR),
    # exports
    "search.results": allow(HR),
    "exports.ranking_workbook": allow(HR),
    # letters
    "letters.index": allow(HR, ADMINISTRATOR),
    "letters.send_test": allow(HR, ADMINISTRATOR),
    "letters.letter": allow(HR, ADMINISTRATOR),
    "letters.release_letter": allow(HR, ADMINISTRATOR),
    "letters.lay_before": allow(HR),
    "letters.send_back": allow(HR),
    "letters.give": allow(HR),
    "letters.withdraw": allow(HR, ADMINISTRATOR),
    "letters.came_back": allow(HR, ADMINISTRATOR),
    "letters.deal_with": allow(HR, ADMINISTRATOR),
    "letters.send_again": allow(HR, ADMINISTRATOR),
    "letters.batch": allow(HR),
    "letters.release_batch": allow(HR),
    "letters.lay_batch_before": allow(HR),
    "letters.send_batch_back": allow(HR),
    "letters.give_batch": allow(HR),
    "letters.of_candidate": allow(HR),
    "letters.texts": allow(HR),
    "letters.text": allow(HR),
    "letters.reset_text": allow(HR),
}


def actor() -> Person:
    """Who is signed in; the table let nobody else through to a view that asks."""
    person: Person = g.account
    return person


def held_roles(person: Person | None) -> frozenset[str]:
    """Roles of the table that the person has."""
    if person is None:
        return frozenset({PUBLIC})
    held = {PUBLIC, SIGNED_IN, SEAT}
    if person.is_hr:
        held.add(HR)
    if person.is_administrator:
        held.add(ADMINISTRATOR)
    return frozenset(held)


def allowed(rule: Rule, person: Person | None) -> bool:
    """Whether the person may use a route with this rule."""
    return not rule.roles.isdisjoint(held_roles(person))


def check() -> None:
    """Let the running request through, or raise `NotFound`, `SignInNeeded` or `Forbidden`; a denial is noted."""
    rule = ROUTES.get(request.endpoint or "")
    if rule is None:
        raise NotFound
    person: Person | None = g.get("account")
    if allowed(rule, person):
        return
    if person is None:
        raise SignInNeeded
    security.note("denied", account_id=person.id, address=request.remote_addr or "", endpoint=request.endpoint or "")
    raise Forbidden


def unlisted(app: Flask) -> list[str]:
    """Endpoints of the application that the table lacks."""
    return sorted({rule.endpoint for rule in app.url_map.iter_rules()} - ROUTES.keys())
