"""What every route answers to every role, as data: one letter a role, for GET and for POST.

`+` let in (a page, a redirect, or a form that came back), `r` refused with the reason (409), `x` not there for this person (404), `-` not for this role
(403), `s` sign in first, `.` no such method. Columns in the order of ROLES. Everybody is walked in the procedure of `hr` and `second_hr`, where chair,
deputy, member, secretary and observer have seats; `outsider` and `other_hr` have a seat or task in another procedure only.
"""

ROLES = ("public", "outsider", "member", "chair", "deputy", "secretary", "observer", "hr", "second_hr", "other_hr", "administrator")

_NONE = "..........."
_ALL = "+++++++++++"
_SIGNED_IN = "s++++++++++"
_HR_ANYWHERE = "s------+++-"
_HR = "s------++x-"
_HR_ALONE = "s------+xx-"  # the list that this very person uploaded
_HR_NOT_NOW = "s------rrx-"
_HR_BY_QUERY = "sxxxxxx++xx"
_ADMINISTRATOR = "s---------+"
_SETTING = "s------++++"
_PROCEDURE = "sx+++++++xx"
_HR_OR_ADMINISTRATOR = "s------++xx"  # a letter of this procedure, which an administrator has no business with
_PLANNING = "sx---+-++xx"
_LEADING = "sxx+xxx++xx"
_FOLLOWING = "sxx+x+x++xx"
_HR_OR_CHAIR = "sxx+xxx++xx"
_COMPARING = "sx+++xx++xx"

EXPECTED: dict[str, tuple[str, str]] = {
    "static": (_ALL, _NONE),
    "platform.vendor": (_ALL, _NONE),
    "platform.health": (_ALL, _NONE),
    "platform.choose_language": (_NONE, _ALL),
    "accounts.start": (_ALL, _NONE),
    "accounts.sign_in": (_ALL, _ALL),
    "accounts.sign_out": (_NONE, _ALL),
    "accounts.use_link": (_ALL, _ALL),
    "accounts.forgotten": (_ALL, _ALL),
    "accounts.resume": (_SIGNED_IN, _NONE),
    "accounts.profile": (_SIGNED_IN, _NONE),
    "accounts.rights": (_SIGNED_IN, _NONE),
    "accounts.change_password": (_NONE, _SIGNED_IN),
    "accounts.end_session": (_NONE, "sxxxxxxxxxx"),  # the session of somebody else
    "accounts.end_other_sessions": (_NONE, _SIGNED_IN),
    "accounts.people": (_ADMINISTRATOR, _NONE),
    "accounts.add_person": (_ADMINISTRATOR, _ADMINISTRATOR),
    "accounts.person": (_ADMINISTRATOR, _NONE),
    "accounts.set_details": (_NONE, _ADMINISTRATOR),
    "accounts.set_roles": (_NONE, _ADMINISTRATOR),
    "accounts.make_link": (_NONE, _ADMINISTRATOR),
    "accounts.deactivate": (_ADMINISTRATOR, _ADMINISTRATOR),
    "accounts.activate": (_NONE, _ADMINISTRATOR),
    "accounts.end_sessions": (_NONE, _ADMINISTRATOR),
    "organisation.style": (_ALL, _NONE),
    "organisation.logo": ("x" * len(ROLES), _NONE),  # the organisation of the world has none
    "organisation.index": (_SETTING, _NONE),
    "organisation.change": (_SETTING, _SETTING),
    "organisation.page": (_SETTING, _SETTING),
    "organisation.page_version": ("s------xxxx", _NONE),  # nobody wrote a version
    "frameworks.index": (_SIGNED_IN, _NONE),
    "frameworks.search": (_SIGNED_IN, _NONE),
    "frameworks.framework": (_SIGNED_IN, _NONE),
    "frameworks.competency": (_SIGNED_IN, _NONE),
    "frameworks.profile": (_SIGNED_IN, _NONE),
    "frameworks.workbook": (_HR_ANYWHERE, _NONE),
    "frameworks.import_framework": (_HR_ANYWHERE, _HR_ANYWHERE),
    "frameworks.import_preview": (_HR_ALONE, "s------rxx-"),  # not what the preview showed
    "frameworks.drop_import": (_NONE, _HR_ALONE),
    "frameworks.take_shipped": (_NONE, _HR_ANYWHERE),
    "frameworks.retire": ("s------rrr-", "s------rrr-"),  # one that comes with the product stays in use
    "frameworks.take_up": (_NONE, "s------rrr-"),
    "frameworks.add_counterpart": (_NONE, _HR_ANYWHERE),
    "frameworks.remove_counterpart": (_NONE, "s------xxx-"),  # nobody added a row
    "building.index": (_HR_ANYWHERE, _NONE),
    "building.new": (_HR_ANYWHERE, _HR_ANYWHERE),
    "building.load": (_HR_ANYWHERE, _HR_ANYWHERE),
    "building.resume": (_HR_ANYWHERE, _NONE),
    "building.step": (_HR_ANYWHERE, _NONE),
    "building.save_step": (_NONE, _HR_ANYWHERE),
    "building.matrix_page": (_HR_ANYWHERE, _NONE),
    "building.save_matrix": (_NONE, _HR_ANYWHERE),
    "building.check": (_HR_ANYWHERE, _NONE),
    "building.finish": (_NONE, _HR_ANYWHERE),
    "building.reopen": (_NONE, "s------rrr-"),
    "building.put_away": (_NONE, _HR_ANYWHERE),
    "building.take_back": (_NONE, "s------rrr-"),
    "building.history": (_HR_ANYWHERE, _NONE),
    "building.restore": (_NONE, "s------rrr-"),  # the only version is the one that there is
    "building.file": (_HR_ANYWHERE, _NONE),
    "rehearsals.rehearsal": (_HR_ANYWHERE, _NONE),
    "procedures.index": (_SIGNED_IN, _NONE),
    "procedures.overview": (_PROCEDURE, _NONE),
    "procedures.rules": (_PROCEDURE, _NONE),
    "procedures.competency": (_PROCEDURE, _NONE),
    "procedures.regulation": (_PROCEDURE, _NONE),
    "procedures.regulation_pdf": (_PROCEDURE, _NONE),
    "procedures.panel_demands": (_HR, _HR_NOT_NOW),  # the form does not say which version was seen
    "publishing.vacancies": (_ALL, _NONE),
    "publishing.vacancy": (_ALL, _NONE),
    "publishing.information": (_ALL, _NONE),
    "publishing.calendar": (_ALL, _NONE),
    "publishing.feed": (_ALL, _NONE),
    "publishing.site_map": (_ALL, _NONE),
    "publishing.robots": (_ALL, _NONE),
    "publishing.privacy": (_ALL, _NONE),
    "publishing.accessibility": (_ALL, _NONE),
    "publishing.selecting": (_ALL, _NONE),
    "publishing.regulation": (_ALL, _NONE),
    "publishing.regulation_pdf": (_ALL, _NONE),
    "procedures.open_procedure": (_HR_ANYWHERE, _HR_ANYWHERE),
    "procedures.open_rating": (_NONE, _HR_NOT_NOW),  # the list of candidates is open still
    "procedures.hand_over": (_HR, _HR),
    "procedures.discard": (_HR, _HR),
    "procedures.stop": (_HR, _HR),
    "procedures.end_unfilled": (_HR_NOT_NOW, _HR_NOT_NOW),  # somebody can be ranked
    "rounds.second_sitting": (_HR_NOT_NOW, _HR_NOT_NOW),  # everybody who was admitted has sat
    "procedures.extend": (_HR_NOT_NOW, _HR_NOT_NOW),  # not published
    "procedures.move_round": (_HR, _HR),
    "procedures.put_away": (_NONE, _HR_NOT_NOW),  # a round is open
    "procedures.take_back": (_NONE, _HR_NOT_NOW),  # not in the archive
    "procedures.publish": (_HR, _HR),
    "procedures.panel": (_HR, _NONE),
    "procedures.add_seat": (_NONE, _HR),
    "procedures.invite": (_HR, _HR),
    "procedures.copy_panel": (_NONE, _HR),
    "procedures.new_link": (_NONE, _HR_NOT_NOW),  # the person has a seat with other HR officers too
    "procedures.seat": (_HR, _NONE),
    "procedures.change_seat": (_NONE, _HR),
    "procedures.end_seat": (_NONE, _HR),
    "procedures.mark_away": (_NONE, _HR),
    "procedures.mark_back": (_NONE, _HR_NOT_NOW),  # the chair is not away
    "procedures.replace_rules": (_HR, _HR),
    "procedures.neutralise": (_HR, _HR),
    "procedures.correct_texts": (_HR, _HR),
    "procedures.log": (_PROCEDURE, _NONE),
    "candidates.index": (_HR, _NONE),
    "candidates.template": (_HR, _NONE),
    "candidates.add": (_HR, _HR),
    "candidates.import_list": (_HR, _HR),
    "candidates.import_preview": (_HR_ALONE, "s------rxx-"),  # not what the preview showed
    "candidates.drop_import": (_NONE, _HR_ALONE),
    "candidates.undo_import": (_HR, _HR),
    "candidates.close_list": (_HR, _HR),
    "candidates.reopen_list": (_HR, _HR_NOT_NOW),  # somebody was judged
    "candidates.verdicts": (_HR, _HR),
    "candidates.show": (_HR, _NONE),
    "candidates.edit": (_HR, _HR),
    "candidates.remove": (_HR, _HR),
    "candidates.record_finding": (_HR, _HR),
    "candidates.undo_finding": (_HR, _HR),
    "candidates.record_not_sitting": (_HR, _HR),
    "candidates.undo_not_sitting": (_NONE, _HR),
    "applications.begin": (_ALL, _ALL),
    "applications.ask_link": (_ALL, _ALL),
    "applications.mine": (_ALL, _NONE),
    "applications.confirm": (_NONE, _ALL),
    "applications.contact": (_ALL, "rrrrrrrrrrr"),  # it does not say what it was made from
    "applications.upload": (_NONE, _ALL),
    "applications.own_file": (_ALL, _NONE),
    "applications.drop_file": (_NONE, _ALL),
    "applications.needs": (_ALL, _ALL),
    "applications.submit": (_NONE, _ALL),
    "applications.withdraw": (_ALL, _ALL),
    "applications.index": (_HR, _NONE),
    "applications.enter": (_HR, _HR),
    "applications.show": (_HR, _NONE),
    "applications.file": (_HR, _NONE),
    "applications.add_scans": (_NONE, _HR),
    "applications.remove_file": ("s------rrx-", "s------rrx-"),  # the applicant sent it
    "applications.grant": (_NONE, _HR),
    "applications.end_measure": (_NONE, _HR),
    "applications.tell_measures": (_NONE, _HR),
    "applications.remind": (_NONE, _HR),
    "applications.settle": (_HR, _HR),
    "applications.candidate_files": (_HR_BY_QUERY, _NONE),
    "applications.candidate_file": (_HR_BY_QUERY, _NONE),  # the list is open still: the panel sees nobody yet
    **dict.fromkeys(("admission.index", "admission.later"), (_HR, _NONE)),
    **dict.fromkeys(("admission.case", "admission.decide", "admission.correct", "admission.undo", "admission.point", "admission.see"), (_HR, _HR)),
    "scoresheets.tasks": (_SIGNED_IN, _NONE),
    "scoresheets.sheet": ("sx+++++xxxx", "sxr+rrrxxxx"),  # the chair's draft; the member has submitted; the others do not rate
    "scoresheets.submit": ("sx++xxxxxxx", "sxr+rrrxxxx"),
    "scoresheets.take_back": (_NONE, "sx++rrrxxxx"),  # the chair's is a draft already: as asked
    "scoresheets.move": ("sxr+rrrxxxx", "sxr+rrrxxxx"),
    "planning.index": (_PROCEDURE, _NONE),
    "planning.series": (_PLANNING, _PLANNING),
    "planning.assign": (_NONE, _PLANNING),
    "planning.slot": (_PLANNING, _PLANNING),
    "planning.remove": (_PLANNING, _PLANNING),
    "planning.tell": (_PLANNING, _PLANNING),
    "planning.ask_panel": (_HR, _HR),
    "planning.agenda": (_SIGNED_IN, _NONE),
    "planning.agenda_file": (_SIGNED_IN, _NONE),
    "planning.own": (_ALL, _NONE),
    "planning.own_file": (_ALL, _NONE),
    "planning.answer": (_ALL, _ALL),
    "results.ranking": (_HR_BY_QUERY, _NONE),
    "results.outcome": (_HR_BY_QUERY, _NONE),
    "ties.settle": ("sxx+xxx++xx", _NONE),
    "ties.decide": (_NONE, "sxx+xxx--xx"),
    "ties.draw": (_NONE, "sxx+xxx++xx"),
    "ties.record": ("sx+++xx++xx", _NONE),
    "ties.undo": ("sxx+xxx--xx", "sxx+xxx--xx"),  # a decision of the panel: the chair alone undoes it
    "rounds.progress": (_FOLLOWING, _NONE),
    "rounds.compare": (_COMPARING, _NONE),
    "rounds.settle": (_NONE, "sxrrrxxxxxx"),  # another consensus stands than the one that the form has seen
    "rounds.undo": ("sxx+xxxxxxx", "sxxrxxxxxxx"),
    "rounds.close": (_LEADING, "sxxrxxx--xx"),  # sheets are still missing; HR closes rounds without sheets alone
    "rounds.propose_sheet": (_LEADING, _LEADING),
    "rounds.propose_round": (_LEADING, _LEADING),
    "rounds.decide": (_LEADING, "sxx-xxx++xx"),  # nobody decides on an own proposal
    "rounds.withdraw": (_NONE, "sxx+xxx--xx"),
    "rounds.ask": ("sx++rrrxxxx", "sx++rrrxxxx"),
    "rounds.withdraw_request": (_NONE, "sxrrrrrxxxx"),
    "rounds.refuse_request": (_LEADING, _LEADING),
    "reserves.show": (_HR, _NONE),
    "reserves.set_report_date": (_NONE, _HR),
    "reserves.appoint": (_HR, _HR),
    "reserves.undo_appointment": (_HR, _HR),
    "exports.ranking_workbook": (_HR, _NONE),
    "search.results": (_HR_ANYWHERE, _NONE),
    "letters.index": ("s------++++", _NONE),
    "letters.send_test": (_NONE, "s------++++"),
    "letters.letter": (_HR_OR_ADMINISTRATOR, _NONE),
    "letters.release_letter": (_NONE, "s------rrxx"),  # a text that nobody has checked yet
    "letters.lay_before": (_NONE, _HR_NOT_NOW),  # it tells of no result
    "letters.send_back": (_NONE, _HR),
    "letters.give": (_NONE, _HR),
    "letters.withdraw": (_NONE, _HR_OR_ADMINISTRATOR),
    "letters.came_back": (_NONE, _HR_OR_ADMINISTRATOR),
    "letters.deal_with": (_NONE, _HR_OR_ADMINISTRATOR),
    "letters.send_again": (_NONE, "s------rrxx"),  # it did not fail
    "letters.batch": (_HR, _NONE),
    "letters.release_batch": (_NONE, _HR_NOT_NOW),
    "letters.lay_batch_before": (_NONE, _HR_NOT_NOW),
    "letters.send_batch_back": (_NONE, _HR),
    "letters.give_batch": (_NONE, _HR),
    "letters.of_candidate": (_HR, _NONE),
    "letters.texts": (_HR_ANYWHERE, _NONE),
    "letters.text": (_HR_ANYWHERE, _HR_ANYWHERE),
    "letters.reset_text": (_NONE, _HR_ANYWHERE),
}
