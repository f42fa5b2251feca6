"""The shipped vacancy, published on 2 April 2024, and a moment at which it is open."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from tests.factories import make_procedure
from tests.factories_accounts import make_person
from vacancies import shipped_definitions


@pytest.fixture
def directeur(work: Any, clock: Any) -> Any:
    """Id of the published procedure; it is 20 April 2024, eight days before its deadline."""
    with work():
        hr = make_person("Anna", "Aerts", email="anna@voorbeeld.example", is_hr=True)
        definition = shipped_definitions()["directeur-interne-organisatie"]
        procedure = make_procedure(hr, definition=definition, published_at=datetime(2024, 4, 2, 8, tzinfo=UTC), published_by=hr.id)
        clock.now = datetime(2024, 4, 20, 8, tzinfo=UTC)
        return procedure.id


@pytest.fixture
def world(work: Any) -> SimpleNamespace:
    """A procedure that nobody published."""
    with work():
        return SimpleNamespace(first=make_procedure(make_person("Bram", "Baert", is_hr=True)).id)
