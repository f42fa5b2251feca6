"""Looking at a page in Chromium: what axe finds, what the console says, whether it scrolls sideways. A page of the same shape is judged by axe once."""

import re
from dataclasses import dataclass, field

from axe_playwright_python.base import AXE_SCRIPT

from tests.journeys.conftest import Visitor

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
WIDTHS = (1366, 768, 360)
HEIGHT = 900
OWN_STATUS = "Failed to load resource: the server responded with a status of 500"  # Chromium's own line about the page that was asked for
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
JUDGE = "given => axe.run(document, given).then(found => found.violations.map(each => `${each.id}: ${each.nodes[0].html.slice(0, 160)}`))"
# The elements of a page with everything that axe judges them by, but for the words: like rows in a row count once.
SHAPE = """() => {
    const said = new Set(["class", "type", "role", "lang", "scope", "aria-current", "aria-hidden", "hidden", "disabled", "open"]);
    const given = each => said.has(each.name) ? `${each.name}=${each.value}` : each.name;
    const shape = node => {
        const inside = [];
        for (const child of node.children) {
            const each = shape(child);
            if (each !== inside.at(-1)) inside.push(each);
        }
        const words = [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim()) ? "w" : "";
        return `<${node.localName} ${[...node.attributes].map(given).sort().join(" ")}>${words}${inside.join("")}</>`;
    };
    return `lang=${document.documentElement.lang}` + shape(document.body);
}"""
LANG = re.compile(r" ?lang=[a-z]+")


def violations(page, *, colours: bool = True) -> list[str]:
    """What axe finds on a page, its contrasts only when asked; only that comes back, since its whole answer is far larger than the page."""
    page.evaluate(AXE_SCRIPT)
    return page.evaluate(JUDGE, OPTIONS if colours else OPTIONS | {"rules": {"color-contrast": {"enabled": False}}})


def sideways(page) -> int:
    """How many pixels a page is wider than its window."""
    return page.evaluate(SIDEWAYS)


@dataclass
class Looker:
    """Judges pages. `seen` holds the shapes that axe judged; `wrong` what was found, by page; `walked` how many pages there were."""

    seen: set[tuple[str, int]] = field(default_factory=set)
    wrong: dict[str, list[str]] = field(default_factory=dict)
    walked: int = 0
    judged: int = 0

    def begin(self) -> None:
        """Start a new walk; what axe judged stays known."""
        self.wrong, self.walked = {}, 0

    def look(self, visitor: Visitor, name: str, *, narrow: bool = False) -> None:
        """Judge the page that is open: by axe at the first width, with `narrow` at the last one too; its width at all, from where the window stands now."""
        page, found = visitor.page, [line for line in visitor.told if not line.startswith(OWN_STATUS)]
        visitor.told.clear()
        now = page.viewport_size["width"]
        for width in sorted(WIDTHS, key=lambda each: abs(each - now)):
            if width != now:
                page.set_viewport_size({"width": width, "height": HEIGHT})
            over = sideways(page)
            found += [f"{over} pixels too wide at {width}"] if over > 0 else []
            if width == WIDTHS[0] or (narrow and width == WIDTHS[-1]):
                found += [f"at {width}: {line}" for line in self._axe(page, width)]
        self.walked += 1
        if found:
            self.wrong[name] = found

    def _axe(self, page, width: int) -> list[str]:
        """A shape once in each language; its contrasts once, since the same elements have the same colours in any language."""
        shape = page.evaluate(SHAPE)
        told, coloured = (shape, width), (LANG.sub("", shape), width)
        if told in self.seen:
            return []
        found = violations(page, colours=coloured not in self.seen)
        self.seen |= {told, coloured}
        self.judged += 1
        return found

    @property
    def report(self) -> str:
        """What was found, a line each."""
        return "\n".join(f"{page}: {fault}" for page, found in self.wrong.items() for fault in found)
