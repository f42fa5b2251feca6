"""Signing in: the form, the answers, the slowing down, what is logged."""

import pytest

from selection.accounts.passwords import passwords
from tests.factories_accounts import PASSWORD, make_person, sign_in

pytestmark = pytest.mark.db


def test_smoke(app, client, work):
    with work():
        person = make_person(is_administrator=True)
    reply = sign_in(client, person)
    assert reply.status_code == 303, reply.text
    for path in ["/gebruikers", "/gebruikers/nieuw", f"/gebruikers/{person.id}", f"/gebruikers/{person.id}/deactiveren", "/account", "/wie-mag-wat"]:
        page = client.get(path)
        assert page.status_code == 200, (path, page.text)
