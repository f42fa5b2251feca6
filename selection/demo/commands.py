"""`selection demo`: a database with invented people, made anew and served on this machine only."""

import argparse
import os
import secrets
import socket
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from selection import create_app
from selection.accounts.demo import EXTENSION
from selection.config import Settings
from selection.db import migrations
from selection.db.engines import normal_url
from selection.db.session import system_clock
from selection.demo.build import build
from selection.demo.data import PASSWORD
from selection.demo.organisation import NAME, UNIT
from selection.demo.people import listed
from selection.i18n import LANGUAGES, _, speaking
from selection.serving import serve
from selection.web import Application

HOST = "127.0.0.1"
FIRST_PORT = 8000
TRIED = 50
BAD_INPUT = 2


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command `demo`."""
    command = subparsers.add_parser("demo", help=_("make a database with fictional candidates and serve it on this machine"))
    command.add_argument("--port", type=int, default=0, help=_("port to listen on (default: the first free one from %(first)s)", first=FIRST_PORT))
    command.add_argument("--folder", type=Path, help=_("where the database is kept (default: a folder of your own outside the product)"))
    command.add_argument("--keep", action="store_true", help=_("go on with the database of last time, if it is there"))
    command.add_argument("--lang", choices=LANGUAGES, default="nl", help=_("language of what is printed"))
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make the database unless it is kept, print the address and the accounts, and serve until stopped; 2 when no port or folder can be used."""
    port = free_port(arguments.port)
    if port is None:
        print(_("Port %(port)s is in use. Choose another one with --port.", port=arguments.port or FIRST_PORT), file=sys.stderr)
        return BAD_INPUT
    folder = arguments.folder or own_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        app = prepare(folder.absolute() / f"demo-{port}.db", port, keep=arguments.keep)
    except OSError:
        print(_("The folder %(folder)s cannot be used. Choose another one with --folder.", folder=folder), file=sys.stderr)
        return BAD_INPUT
    with speaking(arguments.lang):
        print("\n".join(welcome(app.settings.address)), flush=True)
    serve(app, HOST, port)
    return 0


def prepare(path: Path, port: int, *, keep: bool = False) -> Application:
    """The application on the database in this file: built anew, or the one that is there with `keep`."""
    settings = settings_for(f"sqlite:///{path}", port)
    if not (keep and path.exists()):
        _remove(path)
        unfinished = path.with_suffix(".new")
        _remove(unfinished)
        address = f"sqlite:///{unfinished}"
        migrations.upgrade(normal_url(address))
        build(address, system_clock(), settings.address)
        unfinished.rename(path)
        _remove(unfinished)
    return application(settings)


def _remove(path: Path) -> None:
    """Remove a database and the files that SQLite and its writers keep beside it."""
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()


def settings_for(database_url: str, port: int) -> Settings:
    """The settings of a demonstration: marked on every page, on this machine only, with a secret of its own."""
    return Settings(
        secret=secrets.token_hex(32),
        database_url=database_url,
        address=f"http://{HOST}:{port}",
        trusted_hosts=("localhost",),
        demo=True,
        organisation=NAME,
        unit=UNIT,
        quick_passwords=True,
    )


def application(settings: Settings) -> Application:
    """The application with the accounts of the demonstration on its sign-in page."""
    app = create_app(settings)
    app.extensions[EXTENSION] = listed()
    return app


def welcome(address: str) -> list[str]:
    """What is printed: where the demonstration is, and as whom to look at it."""
    people = listed()
    width = max(len(person.email) for person in people)
    return [
        _("Demonstration: fictitious candidates"),
        "",
        f"  {address}",
        "",
        _("Sign in as one of these people, all with the password %(password)s", password=PASSWORD),
        "",
        *(f"  {person.email:<{width}}  {person.who}" for person in people),
        "",
        _("Stop with Ctrl+C. Everything is made anew at the next start, unless with --keep."),
    ]


def free_port(wanted: int = 0) -> int | None:
    """The port that was asked for, or the first free one from 8000 on; None when it cannot be used."""
    for port in [wanted] if wanted else range(FIRST_PORT, FIRST_PORT + TRIED):
        with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((HOST, port))
            except OSError:
                continue
            return port
    return None


def own_folder() -> Path:
    """A folder of the person who runs this, outside the product: the cache folder of the system, else a fresh temporary one."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    folder = (Path(base) if base else Path.home() / ".cache") / "selection-demo"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="selection-demo-"))
    return folder
