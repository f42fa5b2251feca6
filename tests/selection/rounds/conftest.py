"""A browser in which a person is signed in, on the database of the test."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from selection.db import unit_of_work
from selection.web import Application
from tests.factories_accounts import sign_in
from tests.factories_scoresheets import email_of


@pytest.fixture
def as_person(app: Application) -> Callable[[UUID], Any]:
    """A browser of its own, signed in as this person."""

    def signed_in(account_id: UUID) -> Any:
        with app.database.active(), unit_of_work(read_only=True):
            email = email_of(account_id)
        browser = app.test_client()
        assert sign_in(browser, email).status_code == 303
        return browser

    return signed_in
