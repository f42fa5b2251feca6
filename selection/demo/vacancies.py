"""Vacancies of the demonstration that are being built: one that lacks a few things, and one that is ready."""

import copy
import json
from datetime import date, timedelta
from typing import Any

from scoring import fingerprint
from selection.building import actions, queries
from selection.demo.data import DEPUTY, HR
from selection.demo.stage import Stage, account
from vacancies import Definition, definition_from, shipped_frameworks

UNFINISHED, READY = "Deskundige interne organisatie", "Directeur interne organisatie (waarnemend)"


def play_building(stage: Stage, definition: Definition, today: date) -> None:
    """Two vacancies, both begun as copies of the one that is running."""
    source: dict[str, Any] = json.loads(definition.text)
    dated = _later(source, today)
    with stage.at(today - timedelta(days=6), 10):
        begun = actions.create(account(HR), {**_lighter(dated), "title": UNFINISHED, "code": "deskundige-interne-organisatie"}, origin="copy").id
    with stage.at(today - timedelta(days=5), 15):
        draft = queries.draft_with(begun)
        shorter = queries.source_of(draft)
        shorter["position"]["result_areas"] = shorter["position"]["result_areas"][:4]
        actions.save(draft, account(DEPUTY), shorter, step="functie")
    with stage.at(today - timedelta(days=4), 11):
        acting = {**dated, "title": READY, "code": "directeur-waarnemend"}
        made = actions.create(account(HR), acting, origin="copy")
        actions.finish(made, account(HR), fingerprint=fingerprint(definition_from(acting, name=READY, frameworks=shipped_frameworks()).scheme))


def _later(source: dict[str, Any], today: date) -> dict[str, Any]:
    """The same with days that are still to come."""
    later = copy.deepcopy(source)
    later["application"]["deadline"] = (today + timedelta(days=40)).isoformat()
    for number, one in enumerate(later["rounds"]):
        one["dates"] = [(today + timedelta(days=54 + 7 * number)).isoformat()]
    return later


def _lighter(source: dict[str, Any]) -> dict[str, Any]:
    """The same without its assessment: a competency is then measured nowhere, and a condition was begun and not finished."""
    lighter = copy.deepcopy(source)
    lighter["rounds"] = [one for one in lighter["rounds"] if one["code"] != "assessment"]
    lighter["competencies"] = [entry for entry in lighter["competencies"] if entry["competency"] in {"samenwerken", "visie", "coachen", "beslissen", "inleven"}]
    lighter["rounds"][-1]["parts"][0]["criteria"] = [
        entry for entry in lighter["rounds"][-1]["parts"][0]["criteria"] if entry["competency"] in {"samenwerken", "visie", "coachen", "beslissen"}
    ]
    lighter["conditions"][-1].pop("text")
    return lighter
