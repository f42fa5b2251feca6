"""What was typed comes back with labels, without secrets and without the inner workings of forms."""

import pytest

from selection.forms.typed import in_words
from selection.i18n import speaking

SHOWN = [
    ("given_name", "Voornaam"),
    ("visie:rationale", "Visie: Motivering"),
    ("plannen-en-organiseren:rating", "Plannen en organiseren: Beoordeling"),
    ("c0-reason", "Reden"),
    ("something_else", "something else"),
]


@pytest.mark.parametrize(("name", "label"), SHOWN)
def test_a_field_is_told_by_its_label(app, name, label):
    with app.test_request_context(), speaking("nl"):
        assert in_words([(name, "tekst")]) == [(label, "tekst")]


@pytest.mark.parametrize("name", ["csrf_token", "_key", "current_password", "version", "c0-seen", "seen", "do", "rates"])
def test_secrets_and_inner_fields_are_left_out(app, name):
    with app.test_request_context(), speaking("nl"):
        assert in_words([(name, "x"), ("reason", "  ")]) == []
