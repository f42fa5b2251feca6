"""People around two procedures, and pages fetched as one of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from selection.procedures import registry
from tests.factories import make_panel, make_procedure
from tests.factories_accounts import make_person, sign_in


@dataclass
class World:
    """Ids of the rows that most tests here need."""

    ids: dict[str, UUID]

    def __getattr__(self, name: str) -> UUID:
        try:
            return self.ids[name]
        except KeyError:
            raise AttributeError(name) from None


@pytest.fixture
def world(app: Any, work: Any) -> World:
    """Two HR officers with a procedure each; chair, two members and an administrator; the panel of the first procedure is complete."""
    with work():
        people = {
            "anna": make_person("Anna", "Aerts", email="anna@voorbeeld.example", is_hr=True),
            "bram": make_person("Bram", "Baert", email="bram@voorbeeld.example", is_hr=True),
            "dora": make_person("Dora", "Dams", email="dora@voorbeeld.example", is_hr=True),
            "chair": make_person("Chris", "Claes", email="chair@voorbeeld.example"),
            "member": make_person("Mia", "Maes", email="member@voorbeeld.example"),
            "other": make_person("Otto", "Olbrechts", email="other@voorbeeld.example"),
            "admin": make_person("Ada", "Adam", email="admin@voorbeeld.example", is_administrator=True),
        }
        first = make_procedure(people["anna"], people["dora"])
        second = make_procedure(people["bram"])
        make_panel(first, people["chair"], people["member"])
        ids = {name: account.id for name, account in people.items()} | {"first": first.id, "second": second.id}
    return World(ids)


@pytest.fixture
def browse(app: Any, world: World) -> Callable[[str], Any]:
    """`browse("anna")` is a browser in which that person is signed in."""

    def signed_in(name: str) -> Any:
        client = app.test_client()
        assert sign_in(client, f"{name}@voorbeeld.example").status_code == 303
        return client

    return signed_in


@pytest.fixture
def answers() -> Iterator[SimpleNamespace]:
    """What higher levels would answer: set `judged`, `begun`, `candidates` (addresses), `closed`."""
    state = SimpleNamespace(judged=False, begun=False, addresses={})

    def judged(procedure_id: UUID) -> bool:
        return state.judged

    def begun(procedure_id: UUID, parts: tuple[str, ...], account_id: UUID) -> bool:
        return state.begun

    def candidacies(email: str) -> frozenset[UUID]:
        return frozenset(pid for pid, emails in state.addresses.items() if email in emails)

    def addresses(procedure_id: UUID) -> frozenset[str]:
        return frozenset(state.addresses.get(procedure_id, ()))

    def count(procedure_id: UUID) -> int:
        return len(state.addresses.get(procedure_id, ()))

    pairs = [
        (registry.judgements, judged),
        (registry.sheets, begun),
        (registry.candidacies, candidacies),
        (registry.candidate_addresses, addresses),
        (registry.candidate_counts, count),
    ]
    with _registered(pairs):
        yield state


@contextmanager
def _registered(pairs: list[tuple[Any, Any]]) -> Iterator[None]:
    kept = [(hook, list(hook._answers)) for hook, _answer in pairs]
    for hook, answer in pairs:
        hook._answers[:] = [answer]
    try:
        yield
    finally:
        for hook, before in kept:
            hook._answers[:] = before
