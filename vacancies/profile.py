"""The sections of a definition that describe the job and how to apply."""

from scoring.numbers import shortest
from vacancies.definition import Application, Benefit, Condition, Document, Position, ResultArea, Salary, Seniority
from vacancies.problems import Findings
from vacancies.tables import Checked, same_code_twice

_POSITION_TEXTS = ("grade", "team", "working_time", "contract", "reports_to", "member_of", "purpose", "summary")


def check_profile(table: Checked, found: Findings) -> None:
    """Note codes that stand twice, and amounts that do not go together."""
    documents = table.get("application")
    for owner, key in ((table, "benefits"), (table, "conditions"), (documents, "documents")):
        if owner is not None:
            same_code_twice([(entry.at("code"), entry.get("code")) for entry in owner.items(key) if entry.get("code")], found)
    pay = table.get("salary")
    lowest, highest = (pay.get("minimum"), pay.get("maximum")) if pay else (None, None)
    if pay and lowest is not None and highest is not None and lowest > highest:
        found.add("salary_order", pay.at("maximum"), minimum=shortest(lowest), maximum=shortest(highest))


def position(table: Checked | None) -> Position | None:
    """The section `[position]`."""
    if table is None:
        return None
    areas = tuple(ResultArea(title=area.get("title"), intro=area.get("intro"), tasks=area.items("tasks")) for area in table.items("result_areas"))
    return Position(result_areas=areas, **{key: table.get(key) for key in _POSITION_TEXTS})


def salary(table: Checked | None) -> Salary | None:
    """The section `[salary]`; an amount is gross, in euro and by the month unless it says otherwise."""
    if table is None:
        return None
    return Salary(
        scale=table.get("scale"),
        currency=table.get("currency", "EUR"),
        gross=table.get("gross", True),
        minimum=table.get("minimum"),
        maximum=table.get("maximum"),
        period=table.get("period", "month"),
        period_stated=table.get("period_stated", True),
        seniority=tuple(Seniority(years=step.get("years"), amount=step.get("amount")) for step in table.items("seniority")),
        notes=table.items("notes"),
    )


def benefits(table: Checked) -> tuple[Benefit, ...]:
    """The list `[[benefits]]`."""
    return tuple(Benefit(code=entry.get("code"), name=entry.get("name"), text=entry.get("text")) for entry in table.items("benefits"))


def conditions(table: Checked) -> tuple[Condition, ...]:
    """The list `[[conditions]]`; a condition is general unless it says otherwise."""
    return tuple(Condition(code=entry.get("code"), kind=entry.get("kind", "general"), text=entry.get("text")) for entry in table.items("conditions"))


def application(table: Checked | None) -> Application | None:
    """The section `[application]`; a document is required and for the panel too unless it says otherwise."""
    if table is None:
        return None
    documents = tuple(
        Document(
            code=entry.get("code"),
            name=entry.get("name"),
            required=entry.get("required", True),
            due=entry.get("due", "deadline"),
            note=entry.get("note"),
            max_age_months=entry.get("max_age_months"),
            age_reference=entry.get("age_reference", "deadline"),
            visible_to=entry.get("visible_to", "panel"),
        )
        for entry in table.items("documents")
    )
    return Application(
        deadline=table.get("deadline"),
        contact=table.get("contact"),
        external_url=table.get("external_url"),
        incomplete_refused=table.get("incomplete_refused", False),
        postal_address=table.get("postal_address", False),
        accommodations=table.get("accommodations"),
        documents=documents,
    )
