"""The selection rules in words, public: as they were published, in the language of the reader, without a cookie, on the page and on paper."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from selection.accounts.models import Account
from selection.db import session
from selection.procedures.actions.handling import publish
from selection.procedures.models import Procedure
from selection.procedures.queries import newest_definition
from tests.factories import make_definition, make_definition_row, make_procedure
from tests.factories_accounts import make_person

pytestmark = pytest.mark.db


@pytest.fixture
def published(work, clock):
    """Id of a procedure that was published on 2 November 2026 by the act itself, and the fingerprint of its rules."""
    clock.now = datetime(2026, 11, 2, 9, tzinfo=UTC)
    with work():
        hr = make_person("Anna", "Aerts", email="anna@voorbeeld.example", is_hr=True)
        made = make_procedure(hr).id
    with work():
        procedure = session().get_one(Procedure, made)
        publish(
            session().get_one(Account, procedure.created_by), procedure, decision_date=date(2026, 11, 2), reference="CBS 2026/118", version=procedure.version
        )
        return made, newest_definition(procedure).fingerprint


def test_everybody_reads_what_was_published(client, work, published):
    procedure_id, fingerprint = published
    with work():  # a text that was corrected beside the product: what was published stays what it was
        procedure = session().get_one(Procedure, procedure_id)
        make_definition_row(procedure, make_definition(), by=procedure.tasks[0].account, number=2, kind="corrected")
    page = client.get(f"/vacatures/{procedure_id}/regels")
    assert page.status_code == 200
    assert "Set-Cookie" not in page.headers
    assert "Dit is versie 1 van deze regels, van 2 november 2026." in page.text
    assert page.text.count(fingerprint) == 1
    assert "Deze regels gelden voor de selectie voor de functie Medewerker onthaal bij Voorbeeldbestuur." in page.text
    assert f'href="/vacatures/{procedure_id}/regels"' in client.get(f"/vacatures/{procedure_id}").text
    english = client.get(f"/vacatures/{procedure_id}/regels?taal=en").text
    assert '<html lang="en">' in english
    assert "At least 15 points are required to pass (50%); exactly 15 is enough." in english


def test_on_paper_in_both_languages(client, published):
    procedure_id, fingerprint = published
    for language, sentence in (("nl", "Alleen de Nederlandse tekst heeft rechtskracht."), ("en", "Only the Dutch text has legal force.")):
        answer = client.get(f"/vacatures/{procedure_id}/regels.pdf?taal={language}")
        assert "Set-Cookie" not in answer.headers
        reader = PdfReader(BytesIO(answer.data))
        said = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
        assert sentence in said
        assert fingerprint in said.replace(" ", "")
        assert reader.trailer["/Root"]["/Lang"].startswith(language)
        assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_what_was_published_before_texts_were_kept_is_composed(client, directeur):
    page = client.get(f"/vacatures/{directeur}/regels").text
    assert "Dit is versie 1 van deze regels, van 2 april 2024." in page
    assert "nog niet bekendgemaakt" not in page


def test_what_is_not_published_is_not_there(client, world):
    assert [client.get(f"/vacatures/{world.first}/{name}").status_code for name in ("regels", "regels.pdf")] == [404, 404]
