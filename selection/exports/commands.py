"""`selection rank`: ranks a scores file without a database."""

import argparse
import codecs
import os
import sys
import tempfile
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

from scoring import Decision, Judgements, Result, Scheme, evaluate
from selection.exports.book import Book, ReserveRow, ReserveSheet
from selection.exports.scores_rows import rows_of_file
from selection.exports.sheets import workbook_of
from selection.i18n import _, moment, speaking
from selection.results.ranking_files import ranking_csv, ranking_json, ranking_table
from selection.results.scores_file import ScoresErrors, read_scores
from selection.results.scores_sentences import sentence
from vacancies import Definition, DefinitionErrors, load_definition

KINDS = (".json", ".csv", ".xlsx")


class _Refused(Exception):
    """Bad input, in sentences."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences)
        self.sentences = sentences


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("rank", help=_("rank a scores file by a definition, without a database"))
    parser.add_argument("definition", metavar=_("DEFINITION"), type=Path, help=_("the vacancy definition (TOML)"))
    parser.add_argument("scores", metavar=_("SCORES"), type=Path, help=_("the scores (.csv or .xlsx): candidate,part,assessor,criterion,value"))
    parser.add_argument("-o", "--output", type=Path, metavar=_("OUT"), help=_("write .json, .csv or .xlsx instead of a table on the terminal"))
    parser.add_argument("--json", action="store_true", help=_("print the JSON instead of a table"))
    parser.add_argument("--lang", choices=("nl", "en"), default="nl", help=_("language of the sentences (default: nl)"))
    parser.add_argument(
        "--decide", action="append", default=[], metavar=_("CODE,CODE"), help=_("the decided order of one open tie, each of its members once; repeatable")
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Rank and write; 0, or 2 on bad input, in which case nothing is written."""
    with speaking(args.lang):
        try:
            _rank(args)
        except _Refused as refused:
            for line in refused.sentences:
                print(line, file=sys.stderr)
            return 2
    return 0


def _rank(args: argparse.Namespace) -> None:
    if args.output is not None and args.output.suffix.lower() not in KINDS:
        raise _Refused(_("%(file)s: the name of the output ends in .json, .csv or .xlsx.", file=args.output))
    definition = _definition(args.definition, args.lang)
    content = _content(args.scores)
    result = _decided(definition.scheme, _read(content, args.scores, definition), args.decide)
    if args.output is not None:
        _write(args.output, _output(args.output.suffix.lower(), result, definition, content, args.lang))
    elif args.json:
        print(ranking_json(result, vacancy=definition.code, language=args.lang), end="")
    else:
        print(ranking_table(result, language=args.lang), end="")


def _definition(path: Path, language: str) -> Definition:
    try:
        return load_definition(path)
    except DefinitionErrors as errors:
        raise _Refused(*errors.lines("en" if language == "en" else "nl")) from errors


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _Refused(_("%(file)s cannot be read. Check the name and whether you may open it.", file=path)) from error


def _read(content: bytes, path: Path, definition: Definition) -> Judgements:
    try:
        return read_scores(content, definition.scheme)
    except ScoresErrors as errors:
        raise _Refused(*(f"{path}: {sentence(problem)}" for problem in errors.problems)) from errors


def _decided(scheme: Scheme, judgements: Judgements, orders: list[str]) -> Result:
    """R15: each order names the members of one open tie once; they are applied together."""
    result = evaluate(scheme, judgements)
    decisions: list[Decision] = []
    for text in orders:
        order = tuple(unicodedata.normalize("NFC", code.strip()) for code in text.split(","))
        if len(set(order)) != len(order) or set(order) not in [set(tie) for tie in result.open_ties]:
            ties = "; ".join(",".join(tie) for tie in result.open_ties) or _("none")
            raise _Refused(_("--decide %(order)s: name each member of one open tie once. Open ties: %(ties)s.", order=text, ties=ties))
        if any(set(order) == set(other.order) for other in decisions):
            raise _Refused(_("--decide %(order)s: this tie has been decided already. Give one order for each tie.", order=text))
        decisions.append(Decision(order=order))
    return evaluate(scheme, judgements, decisions) if decisions else result


def _output(kind: str, result: Result, definition: Definition, content: bytes, language: str) -> bytes:
    if kind == ".json":
        return ranking_json(result, vacancy=definition.code, language=language).encode()
    if kind == ".csv":
        return codecs.BOM_UTF8 + ranking_csv(result).encode()
    made_at = datetime.now(UTC)
    notice = _("Provisional - not yet established")
    book = Book(
        title=definition.title,
        label="",
        organisation=definition.organisation or "",
        language=language,
        made_at=made_at,
        made_on=moment(made_at),
        result=result,
        notices=[notice],
        scores=lambda: rows_of_file(content, result.scheme),
        reserve=_reserve(result),
    )
    return workbook_of(book)


def _reserve(result: Result) -> ReserveSheet:
    """The ranked in order; a scores file knows no final report and no appointments."""
    rows = [ReserveRow(rank=each.rank, candidate=each.candidate, total=each.total) for each in result if each.rank is not None and each.total is not None]
    return ReserveSheet(first=None, last=None, days_left=None, rows=rows)


def _write(path: Path, content: bytes) -> None:
    """Write to a temporary file beside the target and rename: whoever reads meanwhile sees the old file or the new one, never half of it."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            umask = os.umask(0)
            os.umask(umask)
            temporary.chmod(0o666 & ~umask)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _Refused(_("%(file)s cannot be written. Check that the folder exists and that you may write in it.", file=path)) from error
