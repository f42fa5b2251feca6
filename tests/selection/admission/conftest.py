"""Fixtures for tests of admission: the levels above are imported, so that they answer what lower levels ask; pages fetched as somebody."""

import importlib
from typing import Any

import pytest

from tests.factories_accounts import sign_in
from tests.factories_candidates import Case

for _above in ("selection.scoresheets.queries", "selection.results.collect", "selection.applications.queries"):
    importlib.import_module(_above)


class Pages:
    """A browser in which somebody is signed in, at the admission of one procedure."""

    def __init__(self, client: Any, case: Case) -> None:
        self.client, self.root = client, f"/procedures/{case.procedure}/toelating"

    def get(self, path: str) -> Any:
        """GET below the list of admission."""
        return self.client.get(self.root + path)

    def send(self, path: str, /, **fields: Any) -> Any:
        """POST a form below the list of admission."""
        return self.client.send(self.root + path, **fields)


@pytest.fixture
def pages(app: Any) -> Any:
    """`pages(case)` is the HR officer of the case at its admission; `pages(case, email)` somebody else."""

    def signed_in(case: Case, email: str = "hr@een.example") -> Pages:
        client = app.test_client()
        assert sign_in(client, email).status_code == 303
        return Pages(client, case)

    return signed_in
