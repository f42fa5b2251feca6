"""`selection worker`: sends letters, beside web servers that do not do so themselves (gunicorn)."""

import argparse
import os
from typing import Any

from selection.config import Settings
from selection.i18n import _
from selection.letters.worker import Worker, work_once
from selection.web import Application


def add(subparsers: Any, make: Any) -> None:
    """Add `worker` to the command line; `make` gives the application for settings."""
    worker = subparsers.add_parser("worker", help=_("send the letters of the outbox, until stopped"))
    worker.add_argument("--once", action="store_true", help=_("send what waits now, and stop"))
    worker.set_defaults(run=lambda arguments: work(arguments, make(Settings.from_environment(os.environ))))


def work(arguments: argparse.Namespace, app: Application) -> int:
    """Send what waits, once or until Ctrl+C; 1 when a letter was not taken."""
    try:
        if arguments.once:
            count = work_once(app)
            print(_("%(sent)s sent, %(refused)s not taken.", sent=count.sent, refused=count.not_sent))
            return 1 if count.not_sent else 0
        Worker(app).run()
    except KeyboardInterrupt:
        pass
    finally:
        app.database.dispose()
    return 0
