"""The outbox and its pages, through real requests."""

import pytest

pytestmark = pytest.mark.db


def test_smoke(desk):
    one = desk.ask()
    desk.ask(candidate="bogaert")
    hr = desk.as_("hr")
    for path in (
        "/procedures",
        "/berichten",
        f"/berichten/{one}",
        f"/berichten/soort/{desk.procedure.id}/uitgesloten",
        "/berichten/teksten",
        "/berichten/teksten/letter/uitgesloten/nl",
        "/berichten/teksten/fragment/beroep/en",
        f"/procedures/{desk.procedure.id}/kandidaten/{desk.procedure.candidates['aerts']}/berichten",
        f"/procedures/{desk.procedure.id}",
    ):
        answer = hr.get(path)
        assert answer.status_code == 200, (path, answer.text[:3000])
    print(hr.get(f"/berichten/{one}").text)
