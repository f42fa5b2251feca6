"""The pages of signing in, the own account, and people."""

from typing import Any

from flask import Flask, g, request

from selection.accounts import navigation
from selection.accounts.passwords import EXTENSION, Passwords
from selection.accounts.request import after_request, csrf_page, load_account, sign_in_needed
from selection.accounts.views import links, people, profile, signing_in
from selection.accounts.views.blueprint import blueprint
from selection.errors import SignInNeeded
from selection.web.guard import CSRF_PAGE

__all__ = ["links", "people", "profile", "register", "signing_in"]


def register(app: Flask) -> None:
    """Pages, menu, and the loader of `g.account`; to be called before the guard of requests is registered."""
    app.extensions[EXTENSION] = Passwords(quick=app.config["SETTINGS"].quick_passwords)
    app.extensions[CSRF_PAGE] = csrf_page
    app.before_request(load_account)
    app.after_request(after_request)
    app.register_error_handler(SignInNeeded, sign_in_needed)
    app.register_blueprint(blueprint)
    app.context_processor(_shown_everywhere)


def _shown_everywhere() -> dict[str, Any]:
    account = g.get("account")
    shown = {"name": account.name, "role_label": navigation.role_label(account)} if account is not None else None
    return {
        "account": shown,
        "menu": navigation.menu(account, request.endpoint or ""),
        "footer_links": navigation.footer(account),
    }
