"""Fixtures for tests of admission: the levels above are imported, so that they answer what lower levels ask; pages fetched as somebody."""

import importlib
from typing import Any

import pytest

from tests.factories_candidates import Case
from tests.pages import Below

for _above in ("selection.scoresheets.queries", "selection.results.collect", "selection.applications.queries"):
    importlib.import_module(_above)


@pytest.fixture
def pages(app: Any) -> Any:
    """`pages(case)` is the HR officer of the case at its admission; `pages(case, email)` somebody else."""

    def signed_in(case: Case, email: str = "hr@een.example") -> Below:
        return Below(app, case.procedure, "toelating", email)

    return signed_in
