"""`./go pictures [FOLDER]`: the demonstration in pictures, every page in two widths and languages, and every sheet of the workbook."""

import argparse
import sys
import tempfile
from pathlib import Path

from selection.demo.commands import HOST, free_port
from tests.pictures.camera import browser, served, take
from tests.pictures.pages import PAGES
from tests.pictures.places import addresses, workbook_address
from tests.pictures.workbook import download, print_sheets


def main() -> int:
    """Take the pictures; 1 when a page did not answer as it should, is wider than its window, or complains on the console."""
    parser = argparse.ArgumentParser(prog="./go pictures", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="where to write them (default: a fresh temporary folder)")
    parser.add_argument("--only", default="", help="only pages whose name holds this text")
    parser.add_argument("--lang", action="append", choices=["nl", "en"], help="only this language")
    chosen = parser.parse_args()
    folder = chosen.folder or Path(tempfile.mkdtemp(prefix="selection-pictures-"))
    folder.mkdir(parents=True, exist_ok=True)
    pages = [page for page in PAGES if chosen.only in page.name]
    port = free_port()
    assert port is not None
    base = f"http://{HOST}:{port}"
    with tempfile.TemporaryDirectory() as place, served(Path(place), port) as app, browser() as started:
        taken = take(started, base, folder, pages, addresses(app), chosen.lang or ["nl", "en"])
        if chosen.only in "workbook":
            workbook = folder / "ranking.xlsx"
            download(started, base, workbook_address(app), workbook)
            taken.pictures += print_sheets(workbook, folder / "workbook")
    print("\n".join(taken.faults))
    print(f"{taken.pictures} pictures in {folder}")
    return 1 if taken.faults else 0


if __name__ == "__main__":
    sys.exit(main())
