"""Colours of the organisation, and whether they can be read: contrast by WCAG 2.2."""

import re

SUN = "#f5b63c"  # --sun of the style sheet: focus and the current menu item lie on the brand colour
TEXT_NEEDS = 4.5
MARK_NEEDS = 3.0
_HEX = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")


def normal_colour(text: str) -> str:
    """A colour as #rrggbb in lower case, from #rgb or #rrggbb with or without the sign; ValueError for anything else."""
    match = _HEX.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    digits = match[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (#rrggbb): 1 for the same colour, 21 for black on white."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def shown_ratio(ratio: float) -> str:
    """A ratio with one decimal, cut and never rounded up, so that nobody reads 4,5 for what is not enough."""
    return f"{int(ratio * 10) // 10}.{int(ratio * 10) % 10}"


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
