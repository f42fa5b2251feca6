"""A password set with somebody else's link: the person is told, and the two are no two people for a while."""

import pytest

from selection.accounts import actions, links, renewals
from selection.accounts.models import Account
from selection.accounts.passwords import EXTENSION
from selection.accounts.queries import link_by_token
from selection.db import now, session
from tests.factories_accounts import PASSWORD, csrf_of, make_person, sign_in

pytestmark = pytest.mark.db
NEW = "acht paarse egels"
TOLD = "Je wachtwoord werd op"


@pytest.fixture
def people(work):
    """(Ann, Bea the administrator): their ids."""
    with work():
        return make_person("Ann", "Maes", email="ann@voorbeeld.example").id, make_person("Bea", "Heer", is_administrator=True).id


@pytest.fixture
def renew(app, work):
    """A link made and used: `renew(whose, by)`; by None for who asks for it by mail."""

    def through(account_id, by):
        with work():
            account = session().get_one(Account, account_id)
            token = actions.renew_link(account, by=session().get_one(Account, by)) if by else links.make(account, by=None, role="self")
        with work():
            links.use(link_by_token(token), NEW, passwords=app.extensions[EXTENSION], address="192.0.2.1")

    return through


def test_the_next_sign_in_and_the_account_page_say_whose_link_it_was(app, people, renew, clock):
    ann, bea = people
    renew(ann, bea)
    clock.forward(days=40)
    client = app.test_client()
    sign_in(client, "ann@voorbeeld.example", NEW)
    page = client.get("/account").text
    assert page.count(TOLD) == 2  # what the sign-in says, and the list that stays
    assert "vernieuwd met een link van Bea Heer" in page
    clock.forward(minutes=5)
    sign_in(client, "ann@voorbeeld.example", NEW)
    clock.forward(minutes=5)
    sign_in(client, "ann@voorbeeld.example", NEW)
    client.get("/account")
    assert client.get("/account").text.count(TOLD) == 1


def test_who_finds_that_the_link_was_used_before_is_told_at_the_next_link(app, people, renew, work):
    ann, bea = people
    renew(ann, bea)
    with work():
        token = links.make(session().get_one(Account, ann), by=None, role="self")
    client = app.test_client()
    fields = {"csrf_token": csrf_of(client.get(f"/link/{token}")), "new_password": PASSWORD, "repeat_password": PASSWORD}
    client.post(f"/link/{token}", data=fields)
    assert "vernieuwd met een link van Bea Heer" in client.get("/account").text


def test_a_link_asked_for_by_oneself_is_not_told(app, people, renew):
    renew(people[0], None)
    client = app.test_client()
    sign_in(client, "ann@voorbeeld.example", NEW)
    assert TOLD not in client.get("/account").text


def test_holder_and_maker_are_too_close_both_ways_for_fourteen_days_or_until_a_link_of_the_own(people, renew, work, clock):
    ann, bea = people
    renew(ann, bea)
    with work(read_only=True):
        assert renewals.too_close(ann, bea, now())
        assert renewals.too_close(bea, ann, now())
        assert renewals.too_close(ann, bea, clock() - renewals.WEIGHS)  # used after the proposal
    clock.forward(days=14, seconds=1)
    with work(read_only=True):
        assert not renewals.too_close(ann, bea, now())
        assert not renewals.too_close(bea, ann, now())
    renew(ann, bea)
    clock.forward(minutes=1)
    renew(ann, None)
    with work(read_only=True):
        assert not renewals.too_close(ann, bea, now())
        assert not renewals.too_close(bea, ann, now())
