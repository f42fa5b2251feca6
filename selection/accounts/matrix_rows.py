"""The rows of the table of rights: subject, action, one letter per role, pages.

Letters in the order HR, chair, member, secretary, observer, public, administrator: Y yes, o only what is one's own (rows, or procedures with a task or
seat there), a after the own sheet is submitted or the round is closed, 2 together with another person, - never.
"""

from typing import Any

from selection.i18n import _l

DATA: tuple[tuple[str, Any, str, str], ...] = (
    (
        "vacancy",
        _l("See the published vacancy with its rules and weights"),
        "YYYYYYY",
        "publishing.vacancies publishing.vacancy publishing.regulation publishing.regulation_pdf",
    ),
    ("vacancy", _l("See the procedures in which one has a task or a seat"), "ooooo--", "procedures.index"),
    (
        "vacancy",
        _l("See the overview of a procedure and its rules"),
        "ooooo--",
        "procedures.overview procedures.rules procedures.competency procedures.regulation procedures.regulation_pdf",
    ),
    (
        "vacancy",
        _l("Read competency frameworks, search and compare them"),
        "YYYYY-Y",
        "frameworks.index frameworks.search frameworks.framework frameworks.competency frameworks.profile",
    ),
    (
        "vacancy",
        _l("Export and import competency frameworks"),
        "Y------",
        "frameworks.workbook frameworks.import_framework frameworks.import_preview frameworks.drop_import frameworks.take_shipped",
    ),
    (
        "vacancy",
        _l("Name counterparts of competencies, take an own framework out of use and into use again"),
        "Y------",
        "frameworks.add_counterpart frameworks.remove_counterpart frameworks.retire frameworks.take_up",
    ),
    (
        "vacancy",
        _l("Build a vacancy in steps, load it from a file and take it along as one, and call it ready"),
        "Y------",
        "building.index building.new building.load building.resume building.step building.save_step building.matrix_page building.save_matrix"
        " building.check building.finish building.reopen building.put_away building.take_back building.history building.restore building.file"
        " rehearsals.rehearsal",
    ),
    ("vacancy", _l("Open a procedure from a definition"), "Y------", "procedures.open_procedure"),
    ("vacancy", _l("Publish a vacancy, with the decision"), "o------", "procedures.publish"),
    ("vacancy", _l("Discard a procedure without judgements"), "o------", "procedures.discard"),
    ("vacancy", _l("Stop a procedure by a decision, or end it without a ranked candidate"), "o------", "procedures.stop procedures.end_unfilled"),
    ("vacancy", _l("Extend or reopen applications, and move a round, with a reason"), "o------", "procedures.extend procedures.move_round"),
    ("vacancy", _l("Give named candidates a second sitting of a round, with a reason"), "o------", "rounds.second_sitting"),
    ("vacancy", _l("Put a finished procedure away in the archive and take it back"), "o------", "procedures.put_away procedures.take_back"),
    ("vacancy", _l("Hand a procedure over"), "o------", "procedures.hand_over"),
    (
        "vacancy",
        _l("Name the panel, invite, change or end a seat, note that the chair is away"),
        "o------",
        "procedures.panel procedures.add_seat procedures.invite procedures.copy_panel procedures.new_link procedures.seat procedures.change_seat"
        " procedures.end_seat procedures.mark_away procedures.mark_back",
    ),
    ("vacancy", _l("Open the rating and thereby fix the rules"), "o------", "procedures.open_rating"),
    (
        "vacancy",
        _l("Change the rules as far as they may still be changed, with a reason"),
        "o------",
        "procedures.replace_rules procedures.neutralise procedures.correct_texts procedures.panel_demands",
    ),
    ("vacancy", _l("Read the log of a procedure; as chair that of the own panel"), "oo-----", "procedures.log"),
    ("vacancy", _l("Read in the log what one did in a procedure oneself"), "ooooo--", "procedures.log"),
    ("candidates", _l("See the list of candidates with names and contact data"), "o------", "candidates.index candidates.show"),
    (
        "candidates",
        _l("Enter, correct and import candidates; close and reopen the list"),
        "o------",
        "candidates.add candidates.edit candidates.remove candidates.import_list candidates.import_preview candidates.drop_import candidates.template "
        "candidates.undo_import candidates.close_list candidates.reopen_list",
    ),
    (
        "candidates",
        _l("Record or undo a verdict, absence, exemption, withdrawal or exclusion"),
        "o------",
        "candidates.record_finding candidates.undo_finding candidates.verdicts",
    ),
    (
        "candidates",
        _l("Check conditions and documents, record the decision on admission, correct or undo it"),
        "o------",
        "admission.index admission.later admission.case admission.decide admission.correct admission.undo admission.point",
    ),
    ("candidates", _l("Note that an extract from the criminal record was seen, which removes its file"), "o------", "admission.see"),
    ("candidates", _l("Record who did not sit"), "o------", "candidates.record_not_sitting candidates.undo_not_sitting"),
    (
        "candidates",
        _l("Apply, and with the private link complete, correct and withdraw the own application"),
        "YYYYYYY",
        "applications.begin applications.ask_link applications.mine applications.confirm applications.contact applications.upload applications.own_file"
        " applications.drop_file applications.needs applications.submit applications.withdraw",
    ),
    (
        "candidates",
        _l("See the applications with documents, and what was asked to be able to take part"),
        "o------",
        "applications.index applications.show applications.file",
    ),
    (
        "candidates",
        _l("Enter an application from paper or mail, add files, remind, settle who applied twice, grant measures"),
        "o------",
        "applications.enter applications.add_scans applications.remove_file applications.remind applications.settle applications.grant"
        " applications.end_measure applications.tell_measures",
    ),
    (
        "candidates",
        _l("Open the documents of a candidate that the vacancy shows to the panel"),
        "ooo----",
        "applications.candidate_files applications.candidate_file",
    ),
    (
        "candidates",
        _l("Make moments for a part, give them out, move, swap and remove them, and have candidates told"),
        "o--o---",
        "planning.series planning.assign planning.slot planning.remove planning.tell",
    ),
    ("candidates", _l("Invite the panel to its sittings"), "o------", "planning.ask_panel"),
    ("candidates", _l("See the planning of the own rounds"), "ooooo--", "planning.index"),
    ("candidates", _l("See and take along the own agenda"), "ooooo-o", "planning.agenda planning.agenda_file"),
    ("candidates", _l("See the own appointments by the link in the invitation"), "YYYYYYY", "planning.own planning.own_file"),
    ("candidates", _l("Answer an own appointment by that link"), "YYYYYYY", "planning.answer"),
    ("scores", _l("See what waits for oneself"), "ooooo-o", "scoresheets.tasks"),
    (
        "scores",
        _l("Fill in, submit and take back the own score sheets while the round is open"),
        "-oo----",
        "scoresheets.sheet scoresheets.submit scoresheets.take_back scoresheets.move",
    ),
    ("scores", _l("Change a score sheet of somebody else"), "-------", ""),
    ("scores", _l("See progress: who has submitted, no ratings"), "oo-o---", "rounds.progress"),
    ("scores", _l("See ratings and rationales of others"), "aaa----", "rounds.compare scoresheets.sheet"),
    ("scores", _l("Settle a consensus rating, with a reason"), "-o-----", "rounds.settle rounds.undo"),
    ("scores", _l("Close a round when everything is there"), "-o-----", "rounds.close"),
    ("scores", _l("Close a round without score sheets"), "o------", "rounds.close"),
    ("scores", _l("Ask that the own submitted score sheet is reopened, with a reason"), "-oo----", "rounds.ask rounds.withdraw_request"),
    ("scores", _l("Refuse such a request, with a reason"), "oo-----", "rounds.refuse_request"),
    ("scores", _l("Reopen a submitted score sheet"), "22-----", "rounds.propose_sheet rounds.decide rounds.withdraw"),
    (
        "scores",
        _l("Reopen a closed round, after seeing who would enter or leave the next one"),
        "22-----",
        "rounds.propose_round rounds.decide rounds.withdraw",
    ),
    (
        "letters",
        _l("See the letters of a procedure, release, withdraw and follow them; as administrator those about accounts"),
        "o-----o",
        "letters.index letters.letter letters.release_letter letters.withdraw letters.came_back letters.deal_with letters.send_again",
    ),
    (
        "letters",
        _l("Release many letters together, after a preview; see everything sent to a candidate"),
        "o------",
        "letters.batch letters.release_batch letters.of_candidate",
    ),
    (
        "letters",
        _l("Letters of a result: one HR officer lays them before, another releases them, gives them on paper or sends them back"),
        "2------",
        "letters.lay_before letters.send_back letters.lay_batch_before letters.send_batch_back",
    ),
    ("letters", _l("Note that a letter that cannot go by mail was given on paper"), "o------", "letters.give letters.give_batch"),
    ("letters", _l("Send a test message to oneself"), "Y-----Y", "letters.send_test"),
    ("letters", _l("Search over the own procedures: candidates, panel members, letters"), "o------", "search.results"),
    ("letters", _l("Change the texts of letters"), "Y------", "letters.texts letters.text letters.reset_text"),
    ("results", _l("See the outcome of a candidate and the ranking"), "oaa----", "results.ranking results.outcome"),
    ("results", _l("Read how a tie was settled"), "oaa----", "ties.record"),
    ("results", _l("Record the panel's decision on a tie, with a reason, and undo it"), "-o-----", "ties.settle ties.decide ties.undo"),
    ("results", _l("Draw lots for a tie before a witness with a seat, and undo it"), "22-----", "ties.settle ties.draw ties.undo"),
    ("results", _l("Download the ranking as a workbook"), "o------", "exports.ranking_workbook"),
    (
        "results",
        _l("See the reserve, enter the date of the final report, mark appointments"),
        "o------",
        "reserves.show reserves.set_report_date reserves.appoint reserves.undo_appointment",
    ),
    (
        "accounts",
        _l("Sign in and out, use a one-time link"),
        "YYYYYYY",
        "accounts.start accounts.sign_in accounts.sign_out accounts.use_link accounts.forgotten",
    ),
    (
        "accounts",
        _l("Change the own password, see and end the own sessions"),
        "ooooo-o",
        "accounts.profile accounts.change_password accounts.end_session accounts.end_other_sessions accounts.resume",
    ),
    ("accounts", _l("See who may do what"), "YYYYY-Y", "accounts.rights"),
    (
        "accounts",
        _l("Set the name, looks, letters and pages of the organisation"),
        "Y-----Y",
        "organisation.index organisation.change organisation.page organisation.page_version",
    ),
    (
        "vacancy",
        _l("Take along what belongs to a vacancy, and read the pages of the organisation"),
        "YYYYYYY",
        "publishing.information publishing.calendar publishing.feed publishing.site_map publishing.robots publishing.privacy publishing.accessibility"
        " publishing.selecting",
    ),
    ("vacancy", _l("See the colours and logo of the organisation"), "YYYYYYY", "organisation.style organisation.logo"),
    ("accounts", _l("Give oneself a role in a procedure without being HR officer there"), "-------", ""),
    (
        "accounts",
        _l("See and add users, give roles, make one-time links, end sessions, deactivate and reactivate"),
        "------Y",
        "accounts.people accounts.add_person accounts.person accounts.set_details accounts.set_roles accounts.make_link accounts.deactivate"
        " accounts.activate accounts.end_sessions",
    ),
)
