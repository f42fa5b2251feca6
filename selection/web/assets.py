"""Addresses of style sheets, scripts and pictures that change when their content does, so that browsers may keep them for ever."""

import hashlib
import importlib.resources
from functools import cache
from pathlib import Path

from flask import Response, current_app, request, send_from_directory, url_for

from selection.errors import NotFound

FOREVER = 365 * 24 * 3600
ADDRESSES = "selection.static_addresses"  # extension: (root of the application, name) -> address
# Files that come out of an installed package instead of our own folder: name -> (package, path in it).
VENDOR = {
    "bootstrap.min.css": ("flask_bootstrap", "static/bootstrap5/css/bootstrap.min.css"),
}


def static_url(name: str) -> str:
    """The address of a file under `static/`, or of `vendor/<name>` from a package, with a digest of its content. FileNotFoundError when it is not there.

    Made once per process: neither the files nor the routes change while it runs.
    """
    made: dict[tuple[str, str], str] = current_app.extensions.setdefault(ADDRESSES, {})
    wanted = (request.root_path, name)
    if wanted not in made:
        made[wanted] = _address_of(name)
    return made[wanted]


def _address_of(name: str) -> str:
    if name.startswith("vendor/"):
        vendor = name.removeprefix("vendor/")
        return url_for("platform.vendor", name=vendor, v=_digest(vendor_file(vendor)))
    return url_for("static", filename=name, v=_digest(Path(current_app.static_folder or "") / name))


def vendor_file(name: str) -> Path:
    """Where a file of another package lies; `NotFound` for one that is not in the list."""
    if name not in VENDOR:
        raise NotFound
    package, path = VENDOR[name]
    return Path(str(importlib.resources.files(package))) / path


def send_vendor(name: str) -> Response:
    """The content of a file of another package."""
    path = vendor_file(name)
    return lasting(send_from_directory(path.parent, path.name))


def send_static(filename: str) -> Response:
    """A file of `static/`."""
    return lasting(current_app.send_static_file(filename))


def lasting(response: Response) -> Response:
    """Let the browser keep an asset for ever when its address carries a digest, and ask each time otherwise."""
    if request.args.get("v"):
        response.headers["Cache-Control"] = f"public, max-age={FOREVER}, immutable"
    else:
        response.headers["Cache-Control"] = "no-cache"
    return response


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
