"""The letters that a decision asks for, worded by the shipped texts: they say what was decided and why, and nothing is missing in them."""

from datetime import date

import pytest
import sqlalchemy as sa

from selection.admission.models import Met
from selection.admission.preparing import Checked
from selection.db import session
from selection.letters.wording import word
from selection.mail.models import Letter
from tests.factories_admission import decided, draft_with, make_application, make_asking, prepared, refusal

pytestmark = pytest.mark.db
CHECK = ("NA TE KIJKEN", "TO BE CHECKED")  # the standard text on remedies, which every organisation reads first


def test_what_the_letters_say(app, work):
    with work(), app.app_context():
        case = make_asking(4)
        make_application(case, 1, language="en")
        prepared(case, 0, draft_with(rechten=Checked(outcome=Met.LATER, due_on=date(2027, 1, 31))))
        prepared(case, 1, refusal())
        prepared(case, 2, draft_with("refused", "U toonde uw rechten niet aan.", "Vacature, voorwaarden", rechten=Checked(outcome=Met.NOT_MET)))
        prepared(case, 3, draft_with(rijbewijs=Checked(outcome=Met.MET)))
        decided(case)
        made = [(letter, word(letter)) for letter in session().scalars(sa.select(Letter).order_by(Letter.seq))]
        assert [letter.event for letter, _worded in made] == ["toegelaten", "onvolledig-bij-afsluiting", "uitgesloten", "toegelaten"]
        conditional, incomplete, refused, plain = (worded for _letter, worded in made)
        assert [fault for worded in (conditional, plain) for fault in worded.faults] == []
        assert all(any(mark in fault for mark in CHECK) for worded in (incomplete, refused) for fault in worded.faults)
        assert "onder voorbehoud" in conditional.body
        assert "- Je beschikt over je burgerlijke en politieke rechten. (31/01/2027)\n- Je hebt een rijbewijs B." in conditional.body
        assert "onder voorbehoud" not in plain.body
        assert "Op 20 november 2026 heeft het college van burgemeester en schepenen beslist u niet toe te laten" in refused.body
        assert "U toonde uw rechten niet aan." in refused.body
        assert "- Vacature, voorwaarden" in refused.body
        assert "- Uittreksel uit het strafregister" in incomplete.body
        assert "- Selectieregels, punt 2" in incomplete.body
        assert "the college of mayor and aldermen" in incomplete.body
