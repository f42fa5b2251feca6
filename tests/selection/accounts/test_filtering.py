"""The list of users filters by the state of their access, in its address and in its workbook."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from selection.db import now
from tests.factories_accounts import make_person, sign_in
from tests.pages import Page

pytestmark = pytest.mark.db


def test_users_are_filtered_by_their_access(app, work):
    with work():
        make_person("Ada", "Beheer", email="ada@x.example", is_administrator=True)
        gone = make_person("Weg", "Gegaan", email="weg@x.example")
        gone.deactivated_at = now()
        make_person("Nog", "Niets", email="nog@x.example").password_hash = None
    client = app.test_client()
    sign_in(client, "ada@x.example")
    everybody = client.get("/gebruikers").text
    assert [mail in everybody for mail in ("ada@", "weg@", "nog@")] == [True, True, True]
    shown = client.get("/gebruikers?stand=afgesloten").text
    assert Page(shown).faults("nl") == []
    assert "weg@x.example" in shown
    assert "nog@x.example" not in shown
    assert 'value="afgesloten" selected' in shown
    book = load_workbook(BytesIO(client.get("/gebruikers?stand=zonder-wachtwoord&table=1").data))
    texts = {str(cell.value) for row in book.active.iter_rows() for cell in row}
    assert "nog@x.example" in texts
    assert "ada@x.example" not in texts
