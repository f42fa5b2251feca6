"""`selection db upgrade`, and `db revision` for maintainers."""

import argparse
import os
from typing import Any

from selection.config import Settings
from selection.db import migrations
from selection.db.engines import normal_url
from selection.i18n import _


def add(subparsers: Any) -> None:
    """Add the commands to the parser."""
    database = subparsers.add_parser("db", help=_("the schema of the database")).add_subparsers(required=True, metavar=_("ACTION"))
    upgrade = database.add_parser("upgrade", help=_("bring the database of DATABASE_URL to the schema of this version (make a copy first)"))
    upgrade.set_defaults(run=_upgrade)
    revision = database.add_parser("revision", help=_("for maintainers: write a migration from the difference between the models and DATABASE_URL"))
    revision.add_argument("message")
    revision.set_defaults(run=_revision)


def _upgrade(arguments: argparse.Namespace) -> int:
    settings = Settings.from_environment(os.environ)
    migrations.upgrade(normal_url(settings.database_url))
    print(_("The database is at the schema of this version."))
    return 0


def _revision(arguments: argparse.Namespace) -> int:
    migrations.revision(normal_url(os.environ["DATABASE_URL"]), arguments.message)
    return 0
