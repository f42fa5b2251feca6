"""People who can sign in, and signing in as a person does: the real form with its real token."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from selection.accounts.models import Account
from selection.accounts.passwords import Passwords
from tests.factories import make_account

PASSWORD = "zeven gele fietsen"
HASH = Passwords(quick=True).hash(PASSWORD)


def make_person(given_name: str = "Proef", family_name: str = "Persoon", *, email: str | None = None, **columns: Any) -> Account:
    """An account with `PASSWORD`; `columns` set those of `Account` (is_hr, is_administrator, ...)."""
    return make_account(given_name, family_name, email=email, **{"password_hash": HASH, **columns})


def csrf_of(page: TestResponse) -> str:
    """The token that stands in the forms of a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert found, f"no form on the page that answered {page.status_code}"
    return found.group(1)


def sign_in(client: FlaskClient, who: Account | str, password: str = PASSWORD, **fields: str) -> TestResponse:
    """Sign in by the form; gives the reply (303 when the password was right)."""
    email = who if isinstance(who, str) else who.email
    page = client.get("/aanmelden")
    token = csrf_of(page if page.status_code == 200 else client.get("/account"))
    return client.post("/aanmelden", data={"csrf_token": token, "email": email, "password": password, **fields})
