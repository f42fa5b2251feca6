"""Everything is denied unless the table allows it; a form of ours carries a token, and no field twice."""

import uuid
from io import BytesIO

import pytest

from selection import access
from selection.access import HR, allow
from selection.web.repeats import content_digest, forget_old

pytestmark = pytest.mark.db

WHO = {"nobody": {}, "member": {"X-Person": "member"}, "hr": {"X-Person": "hr"}, "administrator": {"X-Person": "administrator"}}


@pytest.mark.parametrize(
    ("path", "who", "status"),
    [
        ("/test/done", "nobody", 200),
        ("/test/done", "hr", 200),
        ("/test/hr", "nobody", 302),
        ("/test/hr", "member", 403),
        ("/test/hr", "hr", 200),
        ("/test/hr", "administrator", 403),
        ("/test/administrator", "hr", 403),
        ("/test/administrator", "administrator", 200),
        ("/test/unlisted", "nobody", 404),
        ("/test/unlisted", "administrator", 404),
    ],
)
def test_the_table_decides(client, path, who, status):
    assert client.get(path, headers=WHO[who]).status_code == status


def test_a_denial_is_noted_and_an_ordinary_visit_is_not(client, kinds):
    client.get("/test/done", headers=WHO["member"])
    assert kinds() == []
    client.get("/test/hr", headers=WHO["member"])
    assert kinds() == ["denied"]


def test_an_unlisted_route_is_found(app):
    assert access.unlisted(app) == ["unlisted_route"]


@pytest.mark.parametrize("roles", [(), ("everybody",), (HR, "boss")])
def test_a_rule_names_roles_that_exist(roles):
    with pytest.raises(ValueError, match="unknown role"):
        allow(*roles)


@pytest.mark.parametrize("token", [None, "", "nonsense"])
def test_a_post_without_a_valid_token_stores_nothing(member, kinds, token):
    fields = {} if token is None else {"csrf_token": token}
    answer = member.post("/test/add", data={"text": "lange motivering", **fields})
    assert answer.status_code == 400
    assert "lange motivering" in answer.text
    assert kinds() == ["csrf_refused"]


def test_a_token_of_another_session_is_refused(app, member):
    other = app.test_client()
    with other.session_transaction() as stored:
        stored["csrf_token"] = "1" * 40
    answer = member.post("/test/add", data={"csrf_token": other.token()})
    assert answer.status_code == 400


def test_a_token_does_not_grow_old(member, clock):
    token = member.token()
    clock.forward(hours=20)
    assert member.post("/test/add", data={"csrf_token": token}).status_code == 303


def test_a_post_by_nobody_reaches_the_sign_in_before_the_token_is_looked_at(client):
    answer = client.post("/test/add", data={"text": "bijna klaar"})
    assert answer.status_code == 401
    assert "bijna klaar" in answer.text


@pytest.mark.parametrize(
    ("query", "fields", "status"),
    [
        ("", {"value": ["7", "9"]}, 400),
        ("", {"part": ["a", "b"]}, 303),
        ("?value=7", {"value": "9"}, 400),
        ("?value=7&value=9", {}, 400),
        ("?part=a&part=b", {}, 303),
    ],
)
def test_a_field_that_occurs_twice_is_refused_unless_the_table_says_so(member, kinds, query, fields, status):
    answer = member.send(f"/test/add{query}", **fields)
    assert answer.status_code == status
    assert kinds() == (["exported"] if status == 303 else [])


def test_a_form_sent_twice_has_one_effect_and_the_same_answer(member, kinds):
    key = uuid.uuid4()
    answers = [member.send("/test/add", key=key, text="a") for _unused in range(3)]
    assert {(answer.status_code, answer.location) for answer in answers} == {(303, "/test/done")}
    assert kinds() == ["exported"]


def test_the_same_key_with_other_content_is_refused(member, kinds):
    key = uuid.uuid4()
    member.send("/test/add", key=key, text="a")
    answer = member.send("/test/add", key=key, text="b")
    assert answer.status_code == 409
    assert kinds() == ["exported"]


def test_a_form_that_came_back_with_errors_may_be_sent_again_under_its_key(member, kinds):
    key = uuid.uuid4()
    assert member.send("/test/add", key=key, then="form").status_code == 422
    assert member.send("/test/add", key=key).status_code == 303
    assert kinds() == ["exported"]


def test_a_form_that_was_overtaken_by_itself_undoes_its_effect_and_leads_where_the_other_did(member, kinds):
    answer = member.send("/test/add", then="overtaken")
    assert (answer.status_code, answer.location) == (303, "/test/open")
    assert kinds() == []


def test_a_preview_stores_no_reply(member, kinds):
    key = uuid.uuid4()
    assert member.send("/test/add", key=key, then="page").text == "preview"
    assert member.send("/test/add", key=key).status_code == 303
    assert kinds() == ["exported", "exported"]


def test_keys_of_two_people_do_not_meet(client, kinds, app):
    key = uuid.uuid4()
    client.environ_base["HTTP_X_PERSON"] = "member"
    client.send("/test/add", key=key)
    assert kinds() == ["exported"]
    assert client.send("/test/open", key=key).status_code == 409
    client.environ_base["HTTP_X_PERSON"] = "nobody"
    assert client.send("/test/open", key=key).text == "posted"


def test_a_key_that_is_none_is_a_bad_form(member):
    assert member.post("/test/add", data={"csrf_token": member.token(), "_key": "1"}).status_code == 422


def test_two_files_of_one_name_and_other_content_are_two_forms(app):
    def digest(content):
        with app.test_request_context("/test/add", method="POST", data={"file": (BytesIO(content), "a.csv")}):
            return content_digest()

    assert digest(b"a") == digest(b"a")
    assert digest(b"a") != digest(b"b")


def test_old_keys_are_forgotten(app, member, clock, work):
    member.send("/test/add")
    clock.forward(days=29)
    with work():
        assert forget_old() == 0
    clock.forward(days=2)
    with work():
        assert forget_old() == 1
