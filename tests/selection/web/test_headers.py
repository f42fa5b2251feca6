"""What every answer tells the browser, and what the application believes of a request."""

import logging
import re
from dataclasses import replace

import pytest

from selection import create_app
from selection.web.addresses import safe_path
from selection.web.headers import HEADERS
from tests.conftest import SECRET

pytestmark = pytest.mark.db
ANSWERS = {
    "/test/done": 200,
    "/bestaat-niet": 404,
    "/test/hr": 302,
    "/static/css/base.css": 200,
    "/static/vendor/bootstrap.min.css": 200,
    "/static/geen.css": 404,
}


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_carries_the_headers(client, path):
    answer = client.get(path)
    assert answer.status_code == ANSWERS[path]
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "Strict-Transport-Security" not in answer.headers


def test_a_failure_carries_the_headers_too(app, member):
    app.config["SHOW_ERRORS"] = False
    answer = member.send("/test/add", then="crash")
    assert answer.status_code == 500
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_policy_allows_nothing_from_elsewhere_and_nothing_inline():
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize(
    ("path", "cache"),
    [
        ("/test/done", "no-store"),
        ("/bestaat-niet", "no-store"),
        ("/static/geen.css", "no-store"),
        ("/static/css/base.css", "no-cache"),
        ("/static/css/base.css?v=abc", "public, max-age=31536000, immutable"),
    ],
)
def test_only_assets_may_be_kept(client, path, cache):
    assert client.get(path).headers["Cache-Control"] == cache


def test_addresses_of_assets_change_with_their_content(app):
    with app.test_request_context("/"):
        static_url = app.jinja_env.globals["static_url"]
        assert static_url("css/base.css").startswith("/static/css/base.css?v=")
        assert static_url("vendor/bootstrap.min.css").startswith("/static/vendor/bootstrap.min.css?v=")
        with pytest.raises(FileNotFoundError):
            static_url("css/geen.css")


@pytest.mark.parametrize("path", ["/static/vendor/jquery.js", "/static/../config.py", "/static/%2e%2e/config.py", "/.git/HEAD", "/console"])
def test_what_is_not_ours_to_show_is_not_there(client, path):
    assert client.get(path).status_code == 404


def test_a_foreign_host_is_refused(client):
    assert client.get("/test/done", headers={"Host": "evil.example"}).status_code == 400


def test_the_page_for_a_foreign_host_is_whole_names_no_address_of_it_and_leaves_no_trace(client, caplog):
    with caplog.at_level(logging.ERROR, "selection.errors"):
        for method in ("GET", "POST"):
            answer = client.open("/test/done", method=method, headers={"Host": "evil.example"})
            assert answer.status_code == 400
            assert '<main id="content"' in answer.text
            assert 'href="/static/css/base.css' in answer.text
            assert "evil.example" not in answer.text
            assert re.findall(r'(?:href|action|src)="(?:[a-z]+:)?//', answer.text) == []
    assert [record for record in caplog.records if record.name == "selection.errors"] == []


def test_forwarded_headers_are_not_believed_without_a_proxy(client):
    assert client.get("/test/done", headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-For": "203.0.113.9"}).status_code == 200


def secure_app(settings):
    return create_app(replace(settings, demo=False, secret=SECRET, quick_passwords=False, address="https://selectie.example.be", proxies=1))


def test_over_https_the_cookie_is_bound_to_the_host_and_the_browser_remembers_https(settings):
    app = secure_app(settings)
    answer = app.test_client().post("/taal", data={"lang": "en"}, base_url="https://selectie.example.be", headers={"Referer": "https://selectie.example.be/"})
    assert answer.status_code == 400  # no token
    with app.test_client() as client:
        with client.session_transaction(base_url="https://selectie.example.be") as stored:
            stored["x"] = 1
        cookie = client.get_cookie("__Host-selection", domain="selectie.example.be")
        assert cookie is not None
        assert (cookie.secure, cookie.http_only, cookie.same_site, cookie.path) == (True, True, "Lax", "/")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
    app.database.dispose()


@pytest.mark.parametrize(
    ("sent", "led"),
    [
        ("/test/done", "/test/done"),
        ("/test/done?page=2&q=a%20b", "/test/done?page=2&q=a%20b"),
        ("/test/add", "/"),
        ("/nergens", "/"),
        ("", "/"),
        ("https://evil.example/test/done", "/"),
        ("//evil.example", "/"),
        ("////evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("/test/../..//evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/test/done\r\nX: y", "/"),
        ("/test/done#//evil", "/"),
        ("/tést/done", "/"),
        ("test/done", "/"),
        ("?x=1", "/"),
        ("/%2f/evil.example", "/"),
        ("/test/done?next=//evil.example", "/"),
    ],
)
def test_a_redirect_stays_here(app, sent, led):
    with app.test_request_context("/"):
        assert safe_path(sent) == led


@pytest.mark.parametrize(("lang", "status"), [("en", 303), ("nl", 303), ("fr", 422), ("", 422)])
def test_the_language_is_a_choice_of_two(client, lang, status):
    answer = client.send("/taal", lang=lang, back="/test/done")
    assert answer.status_code == status
    if status == 303:
        assert answer.location == "/test/done"
        assert f'lang="{lang}"' in client.get("/bestaat-niet").text


def test_too_large_a_form_is_refused(app, member, kinds):
    app.config["MAX_CONTENT_LENGTH"] = 2000
    assert member.send("/test/add", text="a" * 1500).status_code == 303
    assert member.send("/test/add", text="a" * 2500).status_code == 413
    assert kinds() == ["exported"]
