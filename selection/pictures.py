"""Pictures as SVG text: pure functions that know no language, no database and no template.

Values are exact (`Fraction`, `Decimal`, `int` or decimal text with a point); what a person reads (titles, descriptions, shown figures) comes in
as finished text and is escaped here. Widths are attributes and colours are classes, so the content security policy needs no exception and the
same picture follows the light, dark and print themes. Every picture stands beside a table or figures that say the same.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup, escape

from selection.icons import ICONS

Number = int | str | Fraction | Decimal

MAX_AXES = 10
MIN_AXES = 3

PRINTED: dict[str, str] = {
    "area": 'fill="#0a5a65" fill-opacity="0.16" stroke="#0a5a65" stroke-width="2.5"',
    "axis": 'fill="none" stroke="#687a80"',
    "fill": 'fill="#0a5a65"',
    "fill-bad": 'fill="#a5301d"',
    "grid": 'fill="none" stroke="#d2dddc"',
    "half": 'fill="none" stroke="#8f5f00" stroke-width="1.75" stroke-dasharray="5 4"',
    "k": 'fill="#15262b" font-weight="700"',
    "late": 'fill="#fdf0d3" stroke="#7a4d00"',
    "m0": 'fill="#673a78"',
    "m1": 'fill="#0a5a65"',
    "m2": 'fill="#7a4d00"',
    "m3": 'fill="#1b5594"',
    "m4": 'fill="#a5301d"',
    "mark": 'fill="#15262b"',
    "mean": 'stroke="#15262b" stroke-width="2"',
    "past": 'fill="#0a5a65"',
    "pt": 'fill="#0a5a65" stroke="#ffffff" stroke-width="1.5"',
    "span": 'fill="#dff0f0"',
    "span-wide": 'fill="#fbeae5" stroke="#a5301d" stroke-width="1.25"',
    "today": 'fill="#15262b"',
    "track": 'fill="#e8efee"',
}
"""Attributes that replace the classes where no style sheet reaches: a PDF, a mail."""


def _svg(text: str) -> Markup:
    """The only place where text becomes mark-up here: everything a person wrote was escaped before it came this far."""
    return Markup(text)  # noqa: S704


def _fixed(value: Fraction | float, places: int = 2) -> str:
    """A coordinate as short decimal text; a drawing, not a judgement."""
    text = f"{float(value):.{places}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _share(value: Number, maximum: Number) -> Fraction:
    """The value as a part of the maximum, kept between 0 and 1 so that no bar leaves its track."""
    whole = Fraction(maximum)
    return min(max(Fraction(value) / whole, Fraction(0)), Fraction(1)) if whole > 0 else Fraction(0)


def _percent(value: Number, maximum: Number) -> str:
    """The same in per cent, as a coordinate; in whole numbers, because a list has hundreds of bars."""
    reached, whole = (each if isinstance(each, Fraction) else Fraction(each) for each in (value, maximum))
    above, below = reached.numerator * whole.denominator, reached.denominator * whole.numerator
    return f"{100 * min(max(above, 0), below) / below:.2f}".rstrip("0").rstrip(".") if below > 0 else "0"


def _head(css: str, width: int, height: int, uid: str, title: str, description: str) -> str:
    """Opening of a picture that assistive technology announces by its title and description."""
    name = escape(uid)
    return (
        f'<svg class="{css}" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(description)}</desc>'
    )


def icon(name: str) -> Markup:
    """A decorative sign of 20 by 20 in the colour of the text; the word stands beside it. An unknown name is a `KeyError`."""
    return _svg(f'<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">{ICONS[name]}</svg>')


def bar(value: Number, maximum: Number, mark: Number | None = None, *, bad: bool = False) -> Markup:
    """A bar under its own number: the reached share of the maximum, with a tick where the pass mark lies (R10)."""
    tick = "" if mark is None else f'<rect class="mark" x="{_percent(mark, maximum)}%" y="0" width="2" height="14"/>'
    css = "fill-bad" if bad else "fill"
    return _svg(
        '<svg class="bar" width="100%" height="14" aria-hidden="true" focusable="false"><rect class="track" y="3" width="100%" height="8" rx="4"/>'
        f'<rect class="{css}" y="3" width="{_percent(value, maximum)}%" height="8" rx="4"/>{tick}</svg>'
    )


def _shape(kind: int, x: Fraction | float, y: Fraction | float) -> str:
    """The sign of one assessor: shape and lane tell them apart before colour does."""
    a, b = _fixed(x, 1), _fixed(y, 1)
    css = f'class="m{kind % 5}"'
    drawn = (
        f'<path {css} d="M{a} {_fixed(y - 6, 1)}l6 6-6 6-6-6z"/>',
        f'<circle {css} cx="{a}" cy="{b}" r="5"/>',
        f'<rect {css} x="{_fixed(x - Fraction(9, 2), 1)}" y="{_fixed(y - Fraction(9, 2), 1)}" width="9" height="9"/>',
        f'<path {css} d="M{a} {_fixed(y - 6, 1)}l6 11h-12z"/>',
        f'<path {css} d="M{a} {_fixed(y + 6, 1)}l6-11h-12z"/>',
    )
    return drawn[kind % 5]


def mark(kind: int | str) -> Markup:
    """The sign of assessor `kind` (from 0) for a legend, or of the mean with `"mean"`."""
    inner = '<path class="mean" d="M7 0v14"/>' if kind == "mean" else _shape(int(kind), Fraction(7), Fraction(7))
    return _svg(f'<svg class="chart" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" focusable="false">{inner}</svg>')


def _ticks(low: Fraction, high: Fraction) -> list[Fraction]:
    """Where the axis of a dot plot has its ticks: whole steps up to 20 of them, else ten equal ones."""
    span = high - low
    count = int(span) if span.denominator == 1 and 0 < span <= 20 else 10
    return [low + span * i / count for i in range(count + 1)]


def dots(
    uid: str, *, title: str, description: str, ratings: Sequence[Number | None], tolerance: Number | None = None,
    mean: Number | None = None, lowest: Number = 0, highest: Number = 10, large: bool = False,
) -> Markup:  # fmt: skip
    """The ratings of one criterion side by side (R7): a lane and a shape per assessor, the span between lowest and highest, a line at the mean.

    `None` is not observed and leaves its lane empty. A span wider than the tolerance is outlined. `lowest` and `highest` are the ends of the scale.
    """
    width, lane, top = (460, 17, 10) if large else (190, 11, 7)
    low, high = Fraction(lowest), Fraction(highest)
    base = top + lane * max(len(ratings), 1)

    start, room = float(low), float(high - low) or 1.0

    def across(value: Number) -> float:
        return 16 + min(max((float(value) - start) / room, 0.0), 1.0) * (width - 32)

    out = [_head("chart chart-l" if large else "chart", width, base + (24 if large else 20), uid, title, description)]
    given = [Fraction(r) for r in ratings if r is not None]
    if given:
        least, most = min(given), max(given)
        wide = tolerance is not None and most - least > Fraction(tolerance)
        span = _fixed(across(most) - across(least) + 16, 1)
        css = "span-wide" if wide else "span"
        out.append(f'<rect class="{css}" x="{_fixed(across(least) - 8, 1)}" y="1" width="{span}" height="{base - 2}" rx="6"/>')
    ticks = _ticks(low, high)
    named = [t for i, t in enumerate(ticks) if t.denominator == 1 and ((large and len(ticks) <= 12) or i in (0, (len(ticks) - 1) / 2, len(ticks) - 1))]
    lines = "".join(f"M{_fixed(across(t), 1)} {base}v{5 if t in named else 3}" for t in ticks)
    out.append(f'<path class="axis" d="M{_fixed(across(low), 1)} {base}H{_fixed(across(high), 1)}{lines}"/>')
    out += [f'<text x="{_fixed(across(t), 1)}" y="{base + (19 if large else 17)}" text-anchor="middle">{t}</text>' for t in named]
    if mean is not None:
        out.append(f'<path class="mean" d="M{_fixed(across(mean), 1)} 2V{base - 1}"/>')
    out += [_shape(i, across(r), top + lane * i + lane / 2 - 2) for i, r in enumerate(ratings) if r is not None]
    return _svg("".join(out) + "</svg>")


def _lines(name: str) -> list[str]:
    """The name of an axis on at most two lines, broken between words where the halves come out nearest in length."""
    words = name.split()
    if len(name) < 15 or len(words) < 2:
        return [name]
    cut = min(range(1, len(words)), key=lambda i: max(len(" ".join(words[:i])), len(" ".join(words[i:]))))
    return [" ".join(words[:cut]), " ".join(words[cut:])]


def _axis_label(x: float, y: float, angle: float, name: str, shown: str) -> str:
    """The name and the figure at the end of one axis of a radar, kept clear of the polygon."""
    side, rise = math.cos(angle), math.sin(angle)
    anchor = "middle" if abs(side) < 0.2 else "start" if side > 0 else "end"
    parts = _lines(name)
    first = y - (len(parts) * 16 - 2 if rise < -0.7 else 0 if rise > 0.7 else len(parts) * 7)
    said = "".join(f'<text x="{_fixed(x, 1)}" y="{_fixed(first + 16 * i, 1)}" text-anchor="{anchor}">{escape(p)}</text>' for i, p in enumerate(parts))
    return said + f'<text class="k" x="{_fixed(x, 1)}" y="{_fixed(first + 16 * len(parts), 1)}" text-anchor="{anchor}">{escape(shown)}</text>'


def radar(uid: str, *, title: str, description: str, axes: Sequence[tuple[str, Number, str]], maximum: Number = 10, half: bool = True) -> Markup:
    """The profile over the criteria of a part: (name, value, shown figure) per axis; the dashed ring is half of the maximum.

    Empty with fewer than three or more than ten axes: such a picture says nothing, and the table beside it says all.
    """
    count = len(axes)
    if not MIN_AXES <= count <= MAX_AXES:
        return _svg("")
    centre_x, centre_y, radius = 320, 222, 166
    angles = [-math.pi / 2 + 2 * math.pi * i / count for i in range(count)]

    def point(i: int, share: float) -> tuple[float, float]:
        return centre_x + radius * share * math.cos(angles[i]), centre_y + radius * share * math.sin(angles[i])

    def ring(shares: Sequence[float]) -> str:
        return " ".join(f"{_fixed(x, 1)},{_fixed(y, 1)}" for x, y in (point(i, s) for i, s in enumerate(shares)))

    out = [_head("chart chart-l radar", 640, 450, uid, title, description)]
    out += [f'<polygon class="grid" points="{ring([s] * count)}"/>' for s in (0.25, 0.75, 1.0)]
    for i in range(count):
        x, y = point(i, 1.0)
        out.append(f'<path class="grid" d="M{centre_x} {centre_y}L{_fixed(x, 1)} {_fixed(y, 1)}"/>')
    if half:
        out.append(f'<polygon class="half" points="{ring([0.5] * count)}"/>')
    shares = [float(_share(value, maximum)) for _, value, _ in axes]
    out.append(f'<polygon class="area" points="{ring(shares)}"/>')
    for i, (name, _, shown) in enumerate(axes):
        x, y = point(i, shares[i])
        out.append(f'<circle class="pt" cx="{_fixed(x, 1)}" cy="{_fixed(y, 1)}" r="5"/>')
        out.append(_axis_label(*point(i, 1.11), angles[i], name, shown))
    return _svg("".join(out) + "</svg>")


def life(
    uid: str, *, title: str, description: str, start: date, end: date, today: date, warn_from: date | None = None,
    labels: Sequence[tuple[date, str, str]] = (),
) -> Markup:  # fmt: skip
    """The validity of a reserve as a line of days (last day included): the part gone by, today, and from when it warns.

    `labels` are (day, date in words, what it is); they show on wide screens only, so the same words stand in a list beside the picture.
    """
    whole = (end - start).days + 1

    def across(day: date) -> str:
        return _fixed(_share((day - start).days, whole) * 100)

    name = escape(uid)
    out = [
        f'<svg class="life" role="img" aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{escape(title)}</title>',
        f'<desc id="{name}-d">{escape(description)}</desc><rect class="track" y="6" width="100%" height="14" rx="7"/>',
        f'<rect class="past" y="6" width="{across(today)}%" height="14" rx="7"/>',
    ]
    if warn_from is not None:
        rest = _fixed((1 - _share((warn_from - start).days, whole)) * 100)
        out.append(f'<rect class="late" y="6.5" x="{across(warn_from)}%" width="{rest}%" height="13" rx="6.5"/>')
    out.append(f'<rect class="today" x="{across(today)}%" y="0" width="3" height="26" rx="1.5"/><g class="label" aria-hidden="true">')
    for day, strong, soft in labels:
        anchor = "start" if day <= start else "end" if day >= end else "middle"
        x = "100" if day >= end else across(day)
        place = f'x="{x}%" text-anchor="{anchor}"'
        out.append(f'<text {place} y="49">{escape(strong)}</text><text class="s" {place} y="70">{escape(soft)}</text>')
    return _svg("".join(out) + "</g></svg>")


TILES: tuple[tuple[str, str], ...] = tuple(
    (pair[0], pair[1]) for pair in ("ce", "ab", "ec", "ab", "ce", "ba", "ae", "cb", "ec", "ac", "ab", "ca", "ba", "be", "cd", "ad")
)


def tiles(columns: int, rows: int, seed: int = 7, size: int = 40) -> Markup:
    """Quarter-circle tiles in the brand colour; decorative, hidden from assistive technology, the same for the same seed."""
    state = seed * 7919
    out: list[str] = []
    for place in range(columns * rows):
        x, y = place % columns * size, place // columns * size
        state = (state * 1103515245 + 12345) % 2**31
        back, fore = TILES[(state >> 12) % 16]
        state = (state * 1103515245 + 12345) % 2**31
        turn = (state >> 12) % 4
        out.append(f'<rect class="{back}" x="{x}" y="{y}" width="{size + 0.6}" height="{size + 0.6}"/>')
        if fore == "d":
            out.append(f'<circle class="d" cx="{x + size / 2}" cy="{y + size / 2}" r="{size * 0.3:.1f}"/>')
            continue
        corners = ((x, y), (x + size, y), (x + size, y + size), (x, y + size))
        a, b, c = corners[turn], corners[(turn + 1) % 4], corners[(turn + 3) % 4]
        out.append(f'<path class="{fore}" d="M{a[0]} {a[1]}L{b[0]} {b[1]}A{size} {size} 0 0 1 {c[0]} {c[1]}Z"/>')
    box = f"0 0 {columns * size} {rows * size}"
    return _svg(f'<svg class="tiles" viewBox="{box}" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">{"".join(out)}</svg>')


def painted(picture: Markup) -> Markup:
    """The same picture with its colours as attributes, for places where the style sheet does not reach."""

    def paint(found: re.Match[str]) -> str:
        return PRINTED.get(found[1], found[0])

    return _svg(re.sub(r'class="([a-z0-9-]+)"', paint, str(picture)))


GLOBALS: Mapping[str, Callable[..., Markup]] = {"bar": bar, "dots": dots, "icon": icon, "life": life, "mark": mark, "radar": radar, "tiles": tiles}
"""What `create_app` makes known to every template."""
