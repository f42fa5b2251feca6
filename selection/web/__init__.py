"""Requests: transaction, guard, headers, assets, and the few routes of the platform itself."""

from typing import Any

from flask import Flask, current_app, g
from werkzeug.middleware.proxy_fix import ProxyFix

from selection import pictures
from selection.config import Settings
from selection.i18n import DEFAULT
from selection.web import assets, guard, headers, public_forms, repeats, tables_out, views
from selection.web.addresses import came_from, safe_path
from selection.web.application import Application
from selection.web.assets import static_url
from selection.web.numbers import BoundedNumber

PICTURES = ("bar", "dots", "icon", "life", "mark", "radar", "tiles")

__all__ = ["Application", "configure", "guard", "register", "safe_path", "static_url"]


def configure(app: Flask, settings: Settings) -> None:
    """The settings of Flask that follow from ours; a number in an address is never larger than a column holds."""
    app.url_map.converters["int"] = BoundedNumber
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret,
        SESSION_COOKIE_NAME="__Host-selection" if settings.https else "selection",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        TRUSTED_HOSTS=settings.hosts,
        MAX_CONTENT_LENGTH=settings.upload_limit,
        MAX_FORM_MEMORY_SIZE=settings.form_limit,
        MAX_FORM_PARTS=settings.form_parts,
        PREFERRED_URL_SCHEME="https" if settings.https else "http",
    )
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]


def register(app: Flask) -> None:
    """Headers, assets and the routes of the platform."""
    headers.register(app)
    app.before_request(guard.read_ahead)
    tables_out.register(app)
    app.register_blueprint(views.blueprint)
    app.jinja_env.globals.update(came_from=came_from, static_url=static_url, key_field=repeats.key_field, public_token=public_forms.token)
    app.jinja_env.globals.update({name: getattr(pictures, name) for name in PICTURES})
    app.context_processor(_shown_everywhere)
    app.view_functions["static"] = assets.send_static


def _shown_everywhere() -> dict[str, Any]:
    """What the layouts read on every page; a subject's own context processor may add to it."""
    settings = current_app.config["SETTINGS"]
    return {
        "language": g.get("language", DEFAULT),
        "account": g.get("account"),
        "organisation": {"name": settings.organisation, "unit": settings.unit},
        "demo": settings.demo,
        "menu": [],
        "footer_links": [],
    }
