"""Pictures of the sheets of the workbook, as LibreOffice shows and prints them."""

import shutil
import subprocess
from pathlib import Path

from playwright.sync_api import Browser

from selection.demo.data import HR
from tests.pictures.camera import sign_in

LONGEST = 180  # seconds that LibreOffice may take


def download(started: Browser, base: str, path: str, target: Path) -> None:
    """The workbook as the HR officer downloads it."""
    context = started.new_context(base_url=base, accept_downloads=True)
    tab = context.new_page()
    sign_in(tab, HR)
    answer = context.request.get(base + path)
    assert answer.status == 200, f"{path} answered {answer.status}"
    target.write_bytes(answer.body())
    context.close()


def print_sheets(workbook: Path, folder: Path) -> int:
    """Every printed page of the workbook as PNG in the folder; how many there are. RuntimeError without LibreOffice or Poppler."""
    if not shutil.which("soffice") or not shutil.which("pdftoppm"):
        raise RuntimeError("apt-get install libreoffice-calc-nogui poppler-utils")
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation={(folder / '.office').absolute().as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(workbook)]
    subprocess.run(command, check=True, capture_output=True, timeout=LONGEST)
    printed = folder / f"{workbook.stem}.pdf"
    subprocess.run(["pdftoppm", "-r", "80", "-png", str(printed), str(folder / "page")], check=True, capture_output=True, timeout=LONGEST)
    shutil.rmtree(folder / ".office", ignore_errors=True)
    return len(list(folder.glob("page*.png")))
