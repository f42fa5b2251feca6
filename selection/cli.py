"""The command line: `selection COMMAND`. Each subject adds its own commands with `add(subparsers)` in its module `commands`."""

import argparse
import os
import sys
from collections.abc import Sequence
from types import ModuleType

from selection import checking, create_app
from selection.accounts import commands as user_commands
from selection.command_words import Parser
from selection.config import Settings, UnsafeSettings
from selection.db import commands as db_commands
from selection.db.migrations import NotUpgraded
from selection.db.triggers import TriggersMissing
from selection.demo import commands as demo_commands
from selection.exports import commands as rank_commands
from selection.i18n import _
from selection.letters import commands as letter_commands
from selection.serving import log_to_stderr, serve
from selection.web import Application

COMMANDS: tuple[ModuleType, ...] = (checking, rank_commands, db_commands, user_commands, demo_commands)
BAD_INPUT = 2


def parser() -> argparse.ArgumentParser:
    """All commands; each sets `run`, a function of the parsed arguments that gives the exit status."""
    whole = Parser(prog="selection", description=_("Selection procedures, from a vacancy definition to a ranking."))
    subparsers = whole.add_subparsers(required=True, metavar=_("COMMAND"))
    for module in COMMANDS:
        module.add(subparsers)
    letter_commands.add(subparsers, _logged)
    serving = subparsers.add_parser("serve", help=_("serve the application, on an upgraded database"))
    serving.add_argument("--host", default="127.0.0.1", help=_("address to listen on (default: this machine only)"))
    serving.add_argument("--port", type=int, default=8000, help=_("port to listen on (default: 8000)"))
    serving.add_argument("--threads", type=int, default=8, help=_("requests that are answered at the same time (default: 8)"))
    serving.set_defaults(run=_serve)
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what was asked, 2 with a sentence on stderr when the input or the settings are wrong."""
    chosen = parser().parse_args(arguments)
    try:
        return int(chosen.run(chosen) or 0)
    except (UnsafeSettings, NotUpgraded, TriggersMissing) as error:
        print(error, file=sys.stderr)
        return BAD_INPUT


def _logged(settings: Settings) -> Application:
    log_to_stderr()
    return create_app(settings)


def _serve(arguments: argparse.Namespace) -> int:
    settings = Settings.from_environment(os.environ)
    serve(create_app(settings), arguments.host, arguments.port, arguments.threads)
    return 0
