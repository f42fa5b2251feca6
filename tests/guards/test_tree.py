"""What never stands in the tree: secrets, paths of a machine, hosts of registries, files that are made, notes for later."""

import re
import subprocess
from pathlib import Path

import pytest

FLOOR = 150
TEXT = {".py", ".html", ".css", ".js", ".toml", ".txt", ".md", ".po", ".csv", ".mako", ".svg", ".sh", ""}
FAULTS = {
    "a path of somebody's machine": re.compile(r"(?<![A-Za-z0-9_.])/(?:work|root|home|Users|farm)/"),
    "a path outside the tree": re.compile(r"\.\./shared"),
    "a registry's host": re.compile("|".join(["pypi" + r"\.org", "python" + r"hosted", "npm" + r"js\.org", "deb\\." + "debian"])),
    "a private key": re.compile("-----BEGIN [A-Z ]*PRIVATE" + " KEY-----"),
    "a note for later": re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b"),
    "a password in an address": re.compile(r"[a-z]+://[A-Za-z0-9_]+:[^@\s/{}]{3,}@"),
    "a document that is not in the tree": re.compile(r"\b(?:rules|files|house|traps|stack|termen)\." + r"md\b"),
    "a token of a service": re.compile(r"\b(?:ghp_|github_pat_|AKIA|sk-)[A-Za-z0-9_]{16,}"),
}
MADE = {".mo", ".pyc", ".db", ".sqlite", ".log", ".zip", ".orig", ".rej"}
# Words that people choose as passwords are data; the licence of the font names its author's site.
EXEMPT = {("selection/accounts/common_words.py", "a note for later")}


def tracked():
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], capture_output=True, text=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        return [Path(line) for line in listed.stdout.splitlines() if Path(line).is_file()]
    skipped = {".venv", ".git", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"}
    return [path for path in Path().rglob("*") if path.is_file() and not skipped & set(path.parts) and path.suffix != ".mo"]


def faults(path, text):
    """Sentences on what a file may not hold."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        found += [f"{path}:{number}: {what}" for what, pattern in FAULTS.items() if pattern.search(line) and (str(path), what) not in EXEMPT]
    return found


def test_the_tree_is_clean():
    files = tracked()
    texts = [path for path in files if path.suffix in TEXT]
    found = [fault for path in texts for fault in faults(path, path.read_text(errors="replace"))]
    print(f"walked {len(texts)} of {len(files)} files")
    assert found == []
    assert len(texts) >= FLOOR


def test_nothing_that_is_made_is_kept():
    assert [str(path) for path in tracked() if path.suffix in MADE] == []


def test_locks_hold_hashes_and_no_host():
    locks = sorted(Path("requirements").glob("*.txt"))
    assert [path.name for path in locks] == ["bench.txt", "dev.txt", "runtime.txt", "server.txt"]
    for path in locks:
        text = path.read_text()
        packages = [line for line in text.splitlines() if "==" in line and not line.startswith((" ", "#"))]
        assert len(packages) >= 25
        assert text.count("--hash=sha256:") >= len(packages)
        assert not re.search(r"https?:|--index|--find-links|^-e", text, re.MULTILINE)


def test_the_development_lock_holds_the_runtime_lock():
    def pins(name):
        return {line.split(" ")[0] for line in Path(f"requirements/{name}.txt").read_text().splitlines() if "==" in line and not line.startswith(" ")}

    assert pins("runtime") <= pins("dev")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("see /ro" + "ot/notes", "a path of somebody's machine"),
        ("open('/ho" + "me/an/x')", "a path of somebody's machine"),
        ("cp ../sha" + "red/x .", "a path outside the tree"),
        ("https://files.python" + "hosted.org/x", "a registry's host"),
        ("# TO" + "DO later", "a note for later"),
        ("-----BEGIN RSA PRIVATE" + " KEY-----", "a private key"),
        ("as rules" + ".md says", "a document that is not in the tree"),
        ("postgresql://an:geh" + "eim@db/x", "a password in an address"),
        ("gh" + "p_0123456789abcdefghijkl", "a token of a service"),
    ],
)
def test_a_planted_line_is_found(line, what):
    assert faults(Path("a.py"), line) == [f"a.py:1: {what}"]
