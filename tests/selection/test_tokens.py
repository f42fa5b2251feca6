"""Contrast of the colours that meet each other, light and dark, read from the style sheet that is served."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "selection" / "static" / "css"
TEXT, EDGE = 4.5, 3.0
FAMILIES = ("good", "bad", "warn", "info", "mute", "plum")
SURFACES = ("paper", "ground", "sunken")
TEXT_PAIRS = [
    *[(ink, surface) for ink in ("ink", "ink-2", "accent", "accent-strong") for surface in SURFACES],
    *[(family, f"{family}-soft") for family in FAMILIES],
    *[(family, surface) for family in FAMILIES for surface in ("paper", "ground")],
    *[("ink", f"{family}-soft") for family in (*FAMILIES, "accent", "sun")],
    *[("ink-2", ground) for ground in ("sun-soft", "bad-soft", "good-soft")],
    ("accent-on", "accent"),
    ("accent-on", "accent-strong"),
    ("accent-strong", "accent-soft"),
    ("paper", "bad"),
    ("sun-on", "sun"),
    ("sun-on", "sun-hover"),
    ("org-brand-on", "org-brand"),
]
EDGE_PAIRS = [
    *[("control", surface) for surface in SURFACES],
    *[("accent", surface) for surface in SURFACES],
    *[("sun-line", surface) for surface in ("paper", "sun-soft")],
    *[(family, f"{family}-soft") for family in FAMILIES],
    ("bad", "sunken"),
    ("sun", "org-brand"),
]


def tokens(text: str, theme: str) -> dict[str, str]:
    """The colours of a theme: those of :root, with the dark block laid over them."""
    light, dark = text.split("@media screen and (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6})", light))
    return found | dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6})", dark)) if theme == "dark" else found


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of WCAG 2, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def faults(text: str) -> list[str]:
    """The pairs under their floor, in both themes."""
    found = []
    for theme in ("light", "dark"):
        colours = tokens(text, theme)
        for pairs, floor in ((TEXT_PAIRS, TEXT), (EDGE_PAIRS, EDGE)):
            found += [
                f"{theme}: {one} on {other} {contrast(colours[one], colours[other]):.2f}"
                for one, other in pairs
                if contrast(colours[one], colours[other]) < floor
            ]
    return found


@pytest.fixture(scope="module")
def sheet() -> str:
    return (CSS / "tokens.css").read_text()


def test_known_contrasts() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_pair_reads(sheet: str) -> None:
    assert len(TEXT_PAIRS) + len(EDGE_PAIRS) >= 60
    assert faults(sheet) == []


def test_a_pale_colour_is_found(sheet: str) -> None:
    assert any("ink-2 on paper" in fault for fault in faults(sheet.replace("--ink-2: #43555b", "--ink-2: #9aa5a8")))
    assert any(fault.startswith("dark: control") for fault in faults(sheet.replace("--control: #8799a0", "--control: #33474d")))


def test_colours_live_in_the_tokens_only() -> None:
    sheets = [path for path in sorted(CSS.glob("*.css")) if path.name not in {"tokens.css", "print.css"}]
    assert len(sheets) >= 10
    assert [path.name for path in sheets if re.search(r"#[0-9a-fA-F]{3,8}\b(?=[;\s,)])", path.read_text())] == []


def test_every_variable_in_use_is_a_token(sheet: str) -> None:
    known = set(re.findall(r"--([a-z0-9-]+):", sheet))
    used = {name for path in CSS.glob("*.css") for name in re.findall(r"var\(--([a-z0-9-]+)", path.read_text())}
    assert len(used) >= 40
    assert sorted(name for name in used - known if not name.startswith("bs-")) == []


def test_no_style_sheet_is_long() -> None:
    assert {path.name: path.read_text().count("\n") for path in CSS.glob("*.css") if path.read_text().count("\n") > 400} == {}


def test_every_file_that_a_sheet_asks_for_is_there() -> None:
    asked = [(path, name) for path in CSS.glob("*.css") for name in re.findall(r'url\("([^"]+)"\)', path.read_text())]
    assert len(asked) >= 5
    assert [name for path, name in asked if not (path.parent / name).is_file()] == []
