"""Building the database of the demonstration."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from selection.demo.applying import OPEN_FOR, play_applying
from selection.demo.finished import play_finished
from selection.demo.half_way import SATURDAY, play_half_way, play_prepared, workday_before
from selection.demo.organisation import set_up_organisation
from selection.demo.people import add_people
from selection.demo.stage import SITE, Stage
from selection.demo.stopped import play_stopped
from selection.demo.vacancies import play_building
from selection.i18n.figures import BRUSSELS
from vacancies import Definition, definition_from, read_toml, shipped_definition_paths, shipped_definitions

CODE = "directeur-interne-organisatie"


@dataclass(frozen=True, kw_only=True)
class Built:
    """The procedures of a built demonstration, and its candidates by their role in the story."""

    finished: UUID
    half_way: UUID
    prepared: UUID
    applying: UUID
    in_finished: dict[str, UUID]
    in_half_way: dict[str, UUID]


def build(database_url: str, now: datetime, site: str = SITE) -> Built:
    """Fill an upgraded, empty database. The finished procedure ran in 2024 by the shipped definition; the others run now, by the same one on later dates. Links
    in letters begin with `site`.
    """
    today = now.astimezone(BRUSSELS).date()
    stage = Stage(database_url, site)
    try:
        with stage.at(date(2024, 3, 1), 9):
            add_people()
            set_up_organisation()
        finished = play_finished(stage, shipped_definitions()[CODE])
        again = moved(today)
        half_way = play_half_way(stage, again, today)
        prepared = play_prepared(stage, again, today)
        play_stopped(stage, again, today)
        play_building(stage, again, today)
        applying = play_applying(stage, moved(today, deadline=today + OPEN_FOR), today)
    finally:
        stage.database.dispose()
    return Built(finished=finished.id, half_way=half_way.id, prepared=prepared.id, applying=applying.id, in_finished=finished.ids, in_half_way=half_way.ids)


def moved(today: date, deadline: date | None = None) -> Definition:
    """The shipped definition with the dates of a vacancy that is half way today; its rules, and so their fingerprint, are the same. With a `deadline` that
    is still to come the rounds follow after it.
    """
    path = next(path for path in shipped_definition_paths() if path.stem == CODE)
    data = read_toml(path)
    data["application"]["deadline"] = deadline or workday_before(today, 22)
    today = deadline + timedelta(days=35) if deadline is not None else today
    days = ([workday_before(today, 15)], [workday_before(today, 9), workday_before(today, 8)], [workday_before(today), next_workday(today)])
    for round_, dates in zip(data["rounds"], days, strict=True):
        round_["dates"] = dates
    return definition_from(data, name=path.name)


def next_workday(today: date) -> date:
    """Today, or the first workday after it."""
    return today + timedelta(days={SATURDAY: 2, SATURDAY + 1: 1}.get(today.weekday(), 0))
