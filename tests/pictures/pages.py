"""Every page of the application, as whom and about what it is looked at in the demonstration: one table for the pictures and for what checks all pages.

`about` names the subject of an address by words of the demonstration, which `places.py` turns into ids: `2` is the procedure half way, `shared` a candidate.
"""

from dataclasses import dataclass, field

from selection.building.shape import FORMS
from selection.demo.data import ADMINISTRATOR, ASSESSMENT, CHAIR, DEPUTY, HR, INTERVIEW, MEMBER_A, MEMBER_B, OBSERVER, SECRETARY, TALK, Person

FINISHED, HALF_WAY, PREPARED = "1", "2", "3"
# Answers that are no page: files, a redirect, and what only follows a POST.
NO_PAGES = frozenset(
    {
        "static",
        "platform.vendor",
        "platform.health",
        "accounts.start",
        "accounts.resume",
        "applications.candidate_file",
        "applications.file",
        "applications.own_file",
        "candidates.template",
        "exports.ranking_workbook",
        "frameworks.workbook",
        "building.file",
        "building.resume",
        "organisation.style",
        "organisation.logo",
        "planning.agenda_file",
        "planning.own_file",
        "publishing.information",
        "publishing.calendar",
        "publishing.feed",
        "publishing.site_map",
        "publishing.robots",
        "publishing.regulation_pdf",
        "procedures.regulation_pdf",
    }
)

# Pages of states that the story of the demonstration does not reach: an open tie, a request to reopen a sheet, a framework of the organisation's own, and a
# procedure in which nobody is ranked. The guards and the tests of the subject walk them in their own world.
NOT_IN_THE_STORY = frozenset({"procedures.end_unfilled", "ties.settle", "ties.record", "ties.undo", "rounds.refuse_request", "frameworks.retire"})


@dataclass(frozen=True, kw_only=True)
class Page:
    """One picture: `name` names its file; `person` is None for the public; `query` is added to the address; `narrow` takes it at 360 pixels too.

    `fill` names fields with what is typed into them and `press` the button that is then pressed, for a page that only a POST shows.
    """

    name: str
    endpoint: str
    person: Person | None = HR
    about: dict[str, str] = field(default_factory=dict)
    query: str = ""
    narrow: bool = False
    fill: dict[str, str] = field(default_factory=dict)
    press: str = ""


def page(name: str, endpoint: str, person: Person | None = HR, /, *, query: str = "", narrow: bool = False, **about: str) -> Page:
    """A row of the table; `procedure`, `candidate`, `round`, ... are the arguments of the address."""
    return Page(name=name, endpoint=endpoint, person=person, about=about, query=query, narrow=narrow)


PUBLIC = (
    page("sign-in", "accounts.sign_in", None, narrow=True),
    Page(
        name="sign-in-refused",
        endpoint="accounts.sign_in",
        person=None,
        fill={"email": HR.email, "password": "verkeerd"},
        press="form[action$='/aanmelden'] button",
    ),
    page("link", "accounts.use_link", None, token="unused"),
    page("vacancies", "publishing.vacancies", None, narrow=True),
    page("vacancy", "publishing.vacancy", None, procedure=HALF_WAY, narrow=True),
    page("vacancy-closed", "publishing.vacancy", None, procedure=FINISHED, narrow=True),
    page("vacancy-rules", "publishing.regulation", None, procedure=HALF_WAY, narrow=True),
    page("how-we-select", "publishing.selecting", None, narrow=True),
    page("privacy", "publishing.privacy", None),
    page("accessibility", "publishing.accessibility", None),
    page("not-found", "publishing.vacancy", None, procedure=PREPARED),
)
ORGANISATION = (
    page("settings", "organisation.index", ADMINISTRATOR, narrow=True),
    page("settings-details", "organisation.change", setting="gegevens"),
    page("settings-looks", "organisation.change", ADMINISTRATOR, setting="uiterlijk", narrow=True),
    page("settings-letters", "organisation.change", setting="brieven"),
    page("settings-applications", "organisation.change", setting="kandidaturen"),
    page("own-page", "organisation.page", ADMINISTRATOR, subject="selecting", tongue="nl", narrow=True),
    page("own-page-version", "organisation.page_version", ADMINISTRATOR, subject="selecting", tongue="nl", number="0"),
)
ACCOUNTS = (
    page("profile", "accounts.profile", MEMBER_A),
    page("rights", "accounts.rights", MEMBER_A),
    page("people", "accounts.people", ADMINISTRATOR),
    page("person-new", "accounts.add_person", ADMINISTRATOR),
    page("person", "accounts.person", ADMINISTRATOR, account=MEMBER_B.key),
    page("person-deactivate", "accounts.deactivate", ADMINISTRATOR, account=MEMBER_B.key),
    page("forbidden", "accounts.people", HR),
)
BUILDING = (
    page("vacancies-built", "building.index", narrow=True),
    page("vacancy-new", "building.new"),
    page("vacancy-load", "building.load"),
    *(page(f"build-{step}", "building.step", draft="deskundige-interne-organisatie", step=step, narrow=step in {"rondes", "competenties"}) for step in FORMS),
    page("build-matrix", "building.matrix_page", draft="deskundige-interne-organisatie", narrow=True),
    page("build-check", "building.check", draft="deskundige-interne-organisatie", narrow=True),
    page("build-ready", "building.check", draft="directeur-waarnemend"),
    page("build-trial", "rehearsals.rehearsal", draft="directeur-waarnemend", narrow=True),
    page("build-history", "building.history", draft="deskundige-interne-organisatie"),
)
FRAMEWORKS = (
    page("frameworks", "frameworks.index", narrow=True),
    page("frameworks-search", "frameworks.search", query="woord=ideeen", narrow=True),
    page("frameworks-nothing-found", "frameworks.search", MEMBER_A, query="woord=xyzzy&kader=generiek"),
    page("framework", "frameworks.framework", framework="maastricht", narrow=True),
    page("framework-member", "frameworks.framework", MEMBER_A, framework="woordenboek"),
    page("competency-ladder", "frameworks.competency", framework="woordenboek", competency="plannen-en-organiseren", narrow=True),
    page("competency-dimensions", "frameworks.competency", framework="generiek", competency="objectieven-behalen", narrow=True),
    page("competency-tips", "frameworks.competency", framework="maastricht", competency="samenwerken", narrow=True),
    page("competency-without-levels", "frameworks.competency", MEMBER_A, framework="jaargesprekken", competency="klantgericht"),
    page("competency-one-level", "frameworks.competency", framework="lievegem", competency="coachen"),
    page("profile-of-function", "frameworks.profile", framework="maastricht", profile="teammanager", narrow=True),
    page("profile-of-function-level", "frameworks.profile", query="niveau=oik-8-10", framework="maastricht", profile="projectleider", narrow=True),
    page("framework-import", "frameworks.import_framework", narrow=True),
    page("framework-import-preview", "frameworks.import_preview", upload="changed", narrow=True),
)
PROCEDURES = (
    page("procedures-hr", "procedures.index"),
    page("procedures-chair", "procedures.index", CHAIR),
    page("procedure-new", "procedures.open_procedure"),
    page("overview-finished", "procedures.overview", procedure=FINISHED),
    page("overview-half-way", "procedures.overview", procedure=HALF_WAY),
    page("overview-prepared", "procedures.overview", procedure=PREPARED),
    page("overview-chair", "procedures.overview", CHAIR, procedure=HALF_WAY),
    page("overview-member", "procedures.overview", MEMBER_A, procedure=HALF_WAY),
    page("overview-observer", "procedures.overview", OBSERVER, procedure=HALF_WAY),
    page("panel", "procedures.panel", procedure=HALF_WAY),
    page("panel-prepared", "procedures.panel", procedure=PREPARED),
    page("panel-invite", "procedures.invite", procedure=PREPARED),
    page("panel-seat", "procedures.seat", procedure=HALF_WAY, seat=f"{INTERVIEW}:{CHAIR.key}"),
    page("hand-over", "procedures.hand_over", procedure=HALF_WAY),
    page("discard", "procedures.discard", procedure=PREPARED),
    page("stop", "procedures.stop", procedure=HALF_WAY, narrow=True),
    page("second-sitting", "rounds.second_sitting", procedure=HALF_WAY, round=INTERVIEW, narrow=True),
    page("move-round", "procedures.move_round", procedure=HALF_WAY, narrow=True),
    page("archive", "procedures.index", query="lijst=archief"),
    page("publish", "procedures.publish", procedure=PREPARED),
    page("rules", "procedures.rules", procedure=HALF_WAY),
    page("rules-competency", "procedures.competency", MEMBER_A, procedure=HALF_WAY, framework_code="lievegem", competency="coachen", narrow=True),
    page("rules-member", "procedures.rules", MEMBER_A, procedure=HALF_WAY),
    page("regulation", "procedures.regulation", procedure=PREPARED, narrow=True),
    page("regulation-member", "procedures.regulation", MEMBER_A, query="taal=en", procedure=HALF_WAY),
    page("panel-demands", "procedures.panel_demands", procedure=PREPARED, narrow=True),
    page("rules-replace", "procedures.replace_rules", procedure=PREPARED),
    page("rules-neutralise", "procedures.neutralise", query=f"part={INTERVIEW}&criterion=netwerken", procedure=HALF_WAY),
    page("rules-texts", "procedures.correct_texts", procedure=HALF_WAY),
    page("log", "procedures.log", procedure=FINISHED),
)
CANDIDATES = (
    page("candidates", "candidates.index", procedure=HALF_WAY),
    page("candidates-finished", "candidates.index", procedure=FINISHED),
    page("candidates-prepared", "candidates.index", procedure=PREPARED),
    page("candidate", "candidates.show", procedure=FINISHED, candidate="also_shared"),
    page("candidate-half-way", "candidates.show", procedure=HALF_WAY, candidate="begun"),
    page("candidate-new", "candidates.add", procedure=PREPARED),
    page("candidate-edit", "candidates.edit", procedure=HALF_WAY, candidate="all_in"),
    page("candidate-remove", "candidates.remove", procedure=PREPARED, candidate="Fictief-Oyen"),
    page("finding-withdrawn", "candidates.record_finding", procedure=HALF_WAY, candidate="begun", word="teruggetrokken"),
    page("finding-absent", "candidates.record_finding", procedure=HALF_WAY, candidate="still_to_come", word="afwezig", part=INTERVIEW),
    page("finding-undo", "candidates.undo_finding", procedure=HALF_WAY, candidate="unsuitable", finding="verdict"),
    page("who-sat", "candidates.record_not_sitting", procedure=HALF_WAY, candidate="begun", round=INTERVIEW),
    page("verdicts", "candidates.verdicts", procedure=HALF_WAY, part=ASSESSMENT),
    page("import", "candidates.import_list", procedure=PREPARED),
    page("import-preview", "candidates.import_preview", procedure=PREPARED, list="newest"),
    page("import-undo", "candidates.undo_import", procedure=PREPARED, **{"import": "newest"}),
    page("list-close", "candidates.close_list", procedure=PREPARED),
    page("list-reopen", "candidates.reopen_list", procedure=HALF_WAY),
)
PLANNING = (
    page("planning", "planning.index", procedure=HALF_WAY, narrow=True),
    page("planning-day", "planning.index", MEMBER_A, procedure=HALF_WAY, query="dag=2026-12-01"),
    page("planning-series", "planning.series", procedure=HALF_WAY, part=INTERVIEW, narrow=True),
    page("planning-moment", "planning.slot", procedure=HALF_WAY, slot="still_to_come"),
    page("planning-remove", "planning.remove", procedure=HALF_WAY, slot="still_to_come"),
    page("planning-tell", "planning.tell", procedure=HALF_WAY, part=INTERVIEW, narrow=True),
    page("planning-panel", "planning.ask_panel", procedure=HALF_WAY, round=INTERVIEW),
    page("agenda", "planning.agenda", MEMBER_B, narrow=True),
    page("appointment", "planning.own", None, appointment="any", narrow=True),
    page("appointment-answer", "planning.answer", None, appointment="any", notice="any", narrow=True),
)
SCORING = (
    page("tasks-member", "scoresheets.tasks", MEMBER_B, narrow=True),
    page("tasks-chair", "scoresheets.tasks", CHAIR, narrow=True),
    page("tasks-observer", "scoresheets.tasks", OBSERVER),
    page("sheet-empty", "scoresheets.sheet", MEMBER_A, procedure=HALF_WAY, part=INTERVIEW, candidate="still_to_come", narrow=True),
    page("sheet-draft", "scoresheets.sheet", MEMBER_B, procedure=HALF_WAY, part=INTERVIEW, candidate="two_in", narrow=True),
    page("sheet-submitted", "scoresheets.sheet", MEMBER_A, procedure=HALF_WAY, part=INTERVIEW, candidate="two_in", narrow=True),
    page("sheet-closed-round", "scoresheets.sheet", MEMBER_A, procedure=FINISHED, part=TALK, candidate="shared", narrow=True),
    page("sheet-recused", "scoresheets.sheet", MEMBER_B, procedure=FINISHED, part=TALK, candidate="known_to_member_b"),
    page("sheet-submit", "scoresheets.submit", MEMBER_B, procedure=HALF_WAY, part=INTERVIEW, candidate="two_in", narrow=True),
    page("sheet-move", "scoresheets.move", MEMBER_B, procedure=HALF_WAY, part=INTERVIEW, candidate="two_in", narrow=True),
)
ROUNDS = (
    page("progress-chair", "rounds.progress", CHAIR, procedure=HALF_WAY, round=INTERVIEW, narrow=True),
    page("progress-hr", "rounds.progress", procedure=HALF_WAY, round=INTERVIEW),
    page("progress-secretary", "rounds.progress", SECRETARY, procedure=HALF_WAY, round=INTERVIEW),
    page("progress-closed", "rounds.progress", procedure=FINISHED, round=INTERVIEW),
    page("progress-verdicts", "rounds.progress", procedure=FINISHED, round=ASSESSMENT),
    page("progress-planned", "rounds.progress", procedure=PREPARED, round=INTERVIEW),
    page("compare", "rounds.compare", CHAIR, procedure=HALF_WAY, round=INTERVIEW, part=INTERVIEW, candidate="far_apart", narrow=True),
    page("compare-criterion", "rounds.compare", CHAIR, query="criterium=visie", procedure=HALF_WAY, round=INTERVIEW, part=INTERVIEW, candidate="all_in"),
    page("compare-member", "rounds.compare", MEMBER_A, procedure=HALF_WAY, round=INTERVIEW, part=INTERVIEW, candidate="two_in"),
    page("compare-closed", "rounds.compare", procedure=FINISHED, round=INTERVIEW, part=INTERVIEW, candidate="exempt"),
    page("consensus-undo", "rounds.undo", CHAIR, query="criterium=netwerken", procedure=HALF_WAY, round=INTERVIEW, part=INTERVIEW, candidate="far_apart"),
    page("close", "rounds.close", CHAIR, procedure=HALF_WAY, round=INTERVIEW, narrow=True),
    page("close-hr", "rounds.close", procedure=HALF_WAY, round=INTERVIEW),
    page("sheet-reopen", "rounds.propose_sheet", CHAIR, procedure=HALF_WAY, round=INTERVIEW, sheet=f"far_apart:{INTERVIEW}:{MEMBER_A.key}"),
    page("sheet-ask", "rounds.ask", MEMBER_A, procedure=HALF_WAY, part=INTERVIEW, candidate="all_in"),
    page("round-reopen", "rounds.propose_round", procedure=FINISHED, round=ASSESSMENT),
    page("proposal", "rounds.decide", procedure=HALF_WAY, proposal="open"),
    page("proposal-own", "rounds.decide", CHAIR, procedure=HALF_WAY, proposal="open"),
)
ADMISSION = (
    page("admission", "admission.index", procedure=PREPARED, narrow=True),
    page("admission-later", "admission.later", procedure=PREPARED, narrow=True),
    page("admission-decide", "admission.decide", procedure=PREPARED, narrow=True),
    page("admission-begun", "admission.case", procedure=PREPARED, candidate="Fictief-Quintens", narrow=True),
    page("admission-papers", "admission.case", procedure=PREPARED, candidate="Fictief-Wauters", narrow=True),
    page("admission-papers-seen", "admission.case", procedure=PREPARED, candidate="Fictief-Ysebaert"),
    page("admission-extract-file", "admission.see", procedure=PREPARED, candidate="Fictief-Wauters", document_code="strafregister"),
    page("admission-prepared", "admission.case", procedure=PREPARED, candidate="Fictief-Peeters"),
    page("admission-decided", "admission.case", procedure=PREPARED, candidate="Fictief-Oyen", narrow=True),
    page("admission-correct", "admission.correct", procedure=PREPARED, candidate="Fictief-Oyen"),
    page("admission-undo", "admission.undo", procedure=PREPARED, candidate="Fictief-Oyen"),
    page("admission-point", "admission.point", procedure=PREPARED, candidate="Fictief-Oyen", point_kind="voorwaarde", point_code="medische-geschiktheid"),
    page("admission-extract", "admission.see", procedure=PREPARED, candidate="Fictief-Quintens", document_code="strafregister", narrow=True),
)
RESULTS = (
    page("ranking", "results.ranking", procedure=FINISHED),
    page("ranking-half-way", "results.ranking", procedure=HALF_WAY),
    page("ranking-chair", "results.ranking", CHAIR, procedure=FINISHED),
    page("outcome-shared", "results.outcome", procedure=FINISHED, candidate="shared"),
    page("outcome-below", "results.outcome", procedure=FINISHED, candidate="a_hundredth_short"),
    page("outcome-unsuitable", "results.outcome", procedure=FINISHED, candidate="unsuitable"),
    page("outcome-exempt", "results.outcome", procedure=FINISHED, candidate="exempt"),
    page("outcome-pending", "results.outcome", procedure=HALF_WAY, candidate="two_in"),
    page("reserve", "reserves.show", procedure=FINISHED),
    page("reserve-too-early", "reserves.show", procedure=HALF_WAY),
    page("appoint", "reserves.appoint", procedure=FINISHED, candidate="shared"),
    page("appointment-undo", "reserves.undo_appointment", procedure=FINISHED, candidate="first"),
)
LETTERS = (
    page("search", "search.results", narrow=True, query="zoek=fictief"),
    page("messages", "letters.index", narrow=True),
    page("messages-administrator", "letters.index", ADMINISTRATOR),
    page("letters-of-a-kind", "letters.batch", procedure=HALF_WAY, event="aanpassing-bevestigd", narrow=True),
    page("letters-of-a-result", "letters.batch", DEPUTY, procedure=HALF_WAY, event="niet-geslaagd-onderdeel", narrow=True),
    page("letter-of-a-result", "letters.letter", letter="niet-geslaagd-onderdeel failed", narrow=True),
    page("letter-to-release", "letters.letter", letter="aanpassing-bevestigd two_in"),
    page("letter-not-delivered", "letters.letter", letter="toegelaten begun", narrow=True),
    page("messages-to-a-candidate", "letters.of_candidate", procedure=HALF_WAY, candidate="begun"),
    page("texts-of-letters", "letters.texts"),
    page("text-of-a-letter", "letters.text", text_kind="letter", text_code="uitgesloten", text_language="nl", narrow=True),
    page("standard-text", "letters.text", text_kind="fragment", text_code="beroep", text_language="en"),
    page("forgotten-password", "accounts.forgotten", None, narrow=True),
)
APPLYING = "4"
APPLICATIONS = (
    page("apply", "applications.begin", None, procedure=APPLYING, narrow=True),
    page("ask-for-a-link", "applications.ask_link", None, procedure=APPLYING, narrow=True),
    page("own-application", "applications.mine", None, private="Onvolledig", narrow=True),
    page("own-data", "applications.contact", None, private="Onvolledig"),
    page("own-needs", "applications.needs", None, private="Aanpassing", narrow=True),
    page("own-withdrawal", "applications.withdraw", None, private="Onvolledig"),
    page("extend", "procedures.extend", procedure=APPLYING, narrow=True),
    page("applications", "applications.index", procedure=APPLYING, narrow=True),
    page("application-on-paper", "applications.enter", procedure=APPLYING),
    page("application", "applications.show", procedure=APPLYING, application="Aanpassing", narrow=True),
    page("application-file-removed", "applications.remove_file", procedure=APPLYING, application="Papier", document="Papier"),
    page("applied-twice", "applications.settle", procedure=APPLYING, application="Aanpassing", other="Onvolledig"),
    page("documents-of-a-candidate", "applications.candidate_files", procedure=APPLYING, candidate="Aanpassing"),
)
PAGES = (
    *PUBLIC,
    *APPLICATIONS,
    *LETTERS,
    *ACCOUNTS,
    *ORGANISATION,
    *BUILDING,
    *FRAMEWORKS,
    *PROCEDURES,
    *CANDIDATES,
    *ADMISSION,
    *PLANNING,
    *SCORING,
    *ROUNDS,
    *RESULTS,
)
REFUSING = {"sign-in-refused": 422, "not-found": 404, "forbidden": 403}
