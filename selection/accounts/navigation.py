"""The menu and what a person is called in it. Entries of pages that the application does not have are left out."""

from dataclasses import dataclass
from uuid import UUID

from flask import current_app, url_for

from selection.accounts.models import Account
from selection.i18n import _


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the menu needs of somebody, apart from the database: the page of an error is made from it when the row itself cannot be read any more."""

    id: UUID
    name: str
    function: str
    is_hr: bool
    is_administrator: bool


def known(account: Account) -> Known:
    """A plain copy of who is signed in."""
    return Known(id=account.id, name=account.name, function=account.function, is_hr=account.is_hr, is_administrator=account.is_administrator)


@dataclass(frozen=True)
class Item:
    """One entry of a menu."""

    label: str
    url: str
    current: bool = False


def start_endpoint(account: Account | Known | None) -> str:
    """Where somebody lands: on what waits for them."""
    if account is None:
        return "publishing.vacancies"
    if account.is_hr:
        return "procedures.index"
    return "accounts.people" if account.is_administrator else "scoresheets.tasks"


def menu(account: Account | Known | None, endpoint: str) -> list[Item]:
    """The main menu for this person; the first entry is the start page. `endpoint` is that of the page being shown."""
    return [Item(label, url_for(name), _belongs(endpoint, name)) for label, name in _entries(account) if name in current_app.view_functions]


def footer(account: Account | Known | None) -> list[Item]:
    """Links at the foot of every page."""
    everybody = [Item(_("Privacy"), url_for("publishing.privacy")), Item(_("Accessibility"), url_for("publishing.accessibility"))]
    if account is None:
        return everybody
    entries = [Item(_("Competencies"), url_for("frameworks.index")), Item(_("Who may do what"), url_for("accounts.rights"))]
    if account.is_hr:  # administrators have it in the menu
        entries.append(Item(_("Settings"), url_for("organisation.index")))
    return entries + everybody


def role_label(account: Account | Known) -> str:
    """What stands under the name: the organisation roles, else the function, else panel member."""
    roles = [_("HR officer")] * account.is_hr + [_("Administrator")] * account.is_administrator
    return ", ".join(roles) or account.function or _("Panel member")


def _entries(account: Account | Known | None) -> list[tuple[str, str]]:
    if account is None:
        return [(_("Vacancies"), "publishing.vacancies"), (_("How we select"), "publishing.selecting"), (_("Sign in"), "accounts.sign_in")]
    if account.is_hr:
        entries = [(_("Procedures"), "procedures.index"), (_("My tasks"), "scoresheets.tasks"), (_("Vacancies"), "building.index")]
        entries += [(_("Competencies"), "frameworks.index"), (_("Messages"), "letters.index")]
    elif account.is_administrator:
        entries = [
            (_("Users"), "accounts.people"),
            (_("Settings"), "organisation.index"),
            (_("My tasks"), "scoresheets.tasks"),
            (_("Messages"), "letters.index"),
        ]
    else:
        entries = [(_("My tasks"), "scoresheets.tasks"), (_("Procedures"), "procedures.index"), (_("Agenda"), "planning.agenda")]
        entries.append((_("Vacancies"), "publishing.vacancies"))
    if account.is_hr and account.is_administrator:
        entries.append((_("Users"), "accounts.people"))
    return [*entries, (_("My account"), "accounts.profile")]


_PAGES_OF = {
    "accounts.people": frozenset({"accounts.people", "accounts.add_person", "accounts.person", "accounts.deactivate", "accounts.make_link"}),
    "accounts.profile": frozenset({"accounts.profile", "accounts.change_password", "accounts.end_session"}),
    "publishing.vacancies": frozenset({"publishing.vacancies", "publishing.vacancy", "publishing.regulation"}),
    "planning.agenda": frozenset({"planning.agenda", "planning.agenda_file"}),
    "scoresheets.tasks": frozenset({"scoresheets.tasks", "scoresheets.sheet", "scoresheets.submit", "rounds.ask"}),
}
_OF_A_PROCEDURE = ("procedures.", "candidates.", "planning.", "rounds.", "results.", "reserves.", "exports.")


def _belongs(endpoint: str, entry: str) -> bool:
    """Whether the page is one of those under the entry."""
    if entry == "procedures.index":
        return endpoint.startswith(_OF_A_PROCEDURE) and endpoint not in _PAGES_OF["scoresheets.tasks"] | _PAGES_OF["planning.agenda"]
    if entry == "building.index":
        return endpoint.startswith(("building.", "rehearsals.")) or endpoint in _PAGES_OF["publishing.vacancies"]
    if entry in {"frameworks.index", "organisation.index"}:
        return endpoint.startswith(entry.partition(".")[0] + ".")
    return endpoint in _PAGES_OF.get(entry, {entry})
