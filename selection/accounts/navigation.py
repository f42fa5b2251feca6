"""The menu and what a person is called in it. Entries of pages that the application does not have are left out."""

from dataclasses import dataclass

from flask import current_app, url_for

from selection.accounts.models import Account
from selection.i18n import _


@dataclass(frozen=True)
class Item:
    """One entry of a menu."""

    label: str
    url: str
    current: bool = False


def start_endpoint(account: Account | None) -> str:
    """Where somebody lands: on what waits for them."""
    if account is None:
        return "procedures.vacancies"
    if account.is_hr:
        return "procedures.index"
    return "accounts.people" if account.is_administrator else "scoresheets.tasks"


def menu(account: Account | None, endpoint: str) -> list[Item]:
    """The main menu for this person; the first entry is the start page. `endpoint` is that of the page being shown."""
    return [Item(label, url_for(name), _belongs(endpoint, name)) for label, name in _entries(account) if name in current_app.view_functions]


def footer(account: Account | None) -> list[Item]:
    """Links at the foot of every page."""
    return [Item(_("Who may do what"), url_for("accounts.rights"))] if account is not None else []


def role_label(account: Account) -> str:
    """What stands under the name: the organisation roles, else the function, else panel member."""
    roles = [_("HR officer")] * account.is_hr + [_("Administrator")] * account.is_administrator
    return ", ".join(roles) or account.function or _("Panel member")


def _entries(account: Account | None) -> list[tuple[str, str]]:
    if account is None:
        return [(_("Vacancies"), "procedures.vacancies"), (_("Sign in"), "accounts.sign_in")]
    if account.is_hr:
        entries = [(_("Procedures"), "procedures.index"), (_("My tasks"), "scoresheets.tasks"), (_("Vacancies"), "procedures.vacancies")]
    elif account.is_administrator:
        entries = [(_("Users"), "accounts.people"), (_("My tasks"), "scoresheets.tasks")]
    else:
        entries = [(_("My tasks"), "scoresheets.tasks"), (_("Procedures"), "procedures.index"), (_("Vacancies"), "procedures.vacancies")]
    if account.is_hr and account.is_administrator:
        entries.append((_("Users"), "accounts.people"))
    return [*entries, (_("My account"), "accounts.profile")]


_PAGES_OF = {
    "accounts.people": frozenset({"accounts.people", "accounts.add_person", "accounts.person", "accounts.deactivate", "accounts.make_link"}),
    "accounts.profile": frozenset({"accounts.profile", "accounts.change_password", "accounts.end_session"}),
    "procedures.vacancies": frozenset({"procedures.vacancies", "procedures.vacancy"}),
    "scoresheets.tasks": frozenset({"scoresheets.tasks", "scoresheets.sheet", "scoresheets.submit"}),
}
_OF_A_PROCEDURE = ("procedures.", "candidates.", "rounds.", "results.", "reserves.", "exports.")


def _belongs(endpoint: str, entry: str) -> bool:
    """Whether the page is one of those under the entry."""
    if entry == "procedures.index":
        return endpoint.startswith(_OF_A_PROCEDURE) and endpoint not in _PAGES_OF["procedures.vacancies"]
    return endpoint in _PAGES_OF.get(entry, {entry})
