"""The parser of the command line in the language of the product: what argparse says itself, in our words."""

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from selection.i18n import _

Words = Callable[[Sequence[str]], str]

FAULTS: tuple[tuple[str, Words], ...] = (
    (r"the following arguments are required: (.+)", lambda found: _("Still needed: %(names)s.", names=found[0])),
    (r"unrecognized arguments: (.+)", lambda found: _("Not known here: %(names)s.", names=found[0])),
    (
        r"argument (.+): invalid choice: (.+?) \(choose from (.+)\)",
        lambda found: _("%(name)s: %(value)s cannot be chosen. Choose from %(choices)s.", name=found[0], value=_plain(found[1]), choices=_plain(found[2])),
    ),
    (r"argument (.+): invalid int value: (.+)", lambda found: _("%(name)s: %(value)s is not a whole number.", name=found[0], value=_plain(found[1]))),
    (r"argument (.+): expected one argument", lambda found: _("%(name)s: give a value after it.", name=found[0])),
    (
        r"argument (.+): ignored explicit argument (.+)",
        lambda found: _("%(name)s: takes no value, so leave %(value)s out.", name=found[0], value=_plain(found[1])),
    ),
    (
        r"ambiguous option: (.+) could match (.+)",
        lambda found: _("%(name)s can mean more than one thing: %(choices)s. Write it in full.", name=found[0], choices=found[1]),
    ),
)
"""The faults that argparse finds in the arguments of our commands, by its own English sentence."""


def _plain(text: str) -> str:
    return text.replace("'", "")


class Formatter(argparse.HelpFormatter):
    """Help that begins with the word for usage in the language of the reader."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """The line with the whole command."""
        super().add_usage(usage, actions, groups, _("usage") + ": " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser of which headings, help and faults are in the language of the reader. Its subcommands are of the same kind."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"formatter_class": Formatter, **settings}, add_help=False)
        self._positionals.title = _("arguments")
        self._optionals.title = _("options")
        self.add_argument("-h", "--help", action="help", help=_("show this help and stop"))

    def error(self, message: str) -> NoReturn:
        """Print how the command is used and what is wrong, and leave with status 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {fault(message)}\n")


def fault(message: str) -> str:
    """What is wrong with the arguments, in the language of the reader; a sentence of argparse that is not known here stays as it is."""
    for pattern, words in FAULTS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return words(found.groups())
    return message
