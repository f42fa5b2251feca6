"""The pictures: exact in what they show, escaped, well-formed, and silent where a table says it all."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from selection import pictures
from selection.icons import ICONS

AXES = [("Samenwerken", "7.17", "7,17"), ("Visie", Fraction(31, 6), "5,17"), ("Coachen", Decimal("6.67"), "6,67")]
WHO = ["4", "6.5", "7.5"]


def tree(picture: Markup) -> ElementTree.Element:
    return ElementTree.fromstring(str(picture))  # noqa: S314 (our own text)


def dot_plot(**changes: object) -> Markup:
    given: dict[str, object] = {"title": "Spreiding", "description": "4; 6,5; 7,5.", "ratings": WHO, "tolerance": "2", "mean": "6"}
    return pictures.dots("d1", **(given | changes))  # type: ignore[arg-type]


def test_a_bar_shows_the_share_and_the_mark() -> None:
    rects = tree(pictures.bar("44.92", 70, 35))
    assert [(r.get("class"), r.get("width"), r.get("x")) for r in rects] == [("track", "100%", None), ("fill", "64.17%", None), ("mark", "2", "50%")]


@pytest.mark.parametrize(("value", "width"), [("-1", "0%"), ("0", "0%"), (Fraction(35), "50%"), ("70", "100%"), ("90", "100%")])
def test_a_bar_stays_on_its_track(value: pictures.Number, width: str) -> None:
    assert tree(pictures.bar(value, 70))[1].get("width") == width


def test_a_bar_without_maximum_is_empty() -> None:
    assert tree(pictures.bar(5, 0, bad=True))[1].attrib == {"class": "fill-bad", "y": "3", "width": "0%", "height": "8", "rx": "4"}


@pytest.mark.parametrize("name", sorted(ICONS))
def test_every_icon_is_well_formed_and_decorative(name: str) -> None:
    drawn = tree(pictures.icon(name))
    assert drawn.get("aria-hidden") == "true"
    assert len(drawn) >= 1


def test_an_unknown_icon_is_a_fault() -> None:
    with pytest.raises(KeyError):
        pictures.icon("unicorn")


def test_dots_say_and_draw_each_rating_in_its_own_lane() -> None:
    drawn = tree(dot_plot())
    assert [child.text for child in drawn[:2]] == ["Spreiding", "4; 6,5; 7,5."]
    assert re.findall(r'class="(m\d)"', str(dot_plot())) == ["m0", "m1", "m2"]
    assert len({m.get("cy") for m in drawn.iter("circle")}) == 1


@pytest.mark.parametrize(("tolerance", "css"), [("3.49", "span-wide"), ("3.5", "span"), (None, "span")])
def test_a_span_is_wide_only_beyond_the_tolerance(tolerance: str | None, css: str) -> None:
    assert tree(dot_plot(tolerance=tolerance)).find("rect").get("class") == css  # type: ignore[union-attr]


def test_not_observed_leaves_its_lane_empty() -> None:
    assert re.findall(r'class="(m\d)"', str(dot_plot(ratings=["6", None, "7"]))) == ["m0", "m2"]
    assert "span" not in str(dot_plot(ratings=[None, None], mean=None))


def test_dots_on_another_scale_use_its_ends() -> None:
    drawn = tree(dot_plot(ratings=["0", "100"], lowest=0, highest=100, tolerance=None, mean=None, large=True))
    assert [t.text for t in drawn.iter("text")] == [str(n) for n in range(0, 101, 10)]
    assert 'd="M16 4' in str(dot_plot(ratings=["0", "100"], lowest=0, highest=100, mean=None))


def test_a_radar_has_a_point_per_axis_and_a_ring_at_half() -> None:
    drawn = tree(pictures.radar("r", title="Profiel", description="Drie.", axes=AXES))
    assert len(list(drawn.iter("circle"))) == 3
    assert [t.text for t in drawn.iter("text") if t.get("class") == "k"] == ["7,17", "5,17", "6,67"]
    assert 'class="half"' in str(pictures.radar("r", title="", description="", axes=AXES))
    assert 'class="half"' not in str(pictures.radar("r", title="", description="", axes=AXES, half=False))


@pytest.mark.parametrize("count", [0, 2, 11])
def test_a_radar_with_too_few_or_too_many_axes_says_nothing(count: int) -> None:
    assert pictures.radar("r", title="", description="", axes=[("a", 1, "1")] * count) == ""


def test_a_long_name_breaks_between_words() -> None:
    words = [t.text for t in tree(pictures.radar("r", title="", description="", axes=[*AXES, ("Plannen en organiseren", 5, "5")])).iter("text")]
    assert "Plannen en" in words
    assert "organiseren" in words


def test_life_shows_the_days_gone_by() -> None:
    days = {"start": date(2024, 7, 1), "end": date(2027, 6, 30)}
    at = [tree(pictures.life("l", title="", description="", today=today, **days))[3].get("width") for today in (date(2024, 7, 1), date(2027, 7, 1))]
    assert at == ["0%", "100%"]
    labelled = pictures.life(
        "l", title="", description="", today=date(2025, 10, 15), warn_from=date(2026, 12, 30), labels=[(date(2027, 6, 30), "30 juni", "einde")], **days
    )
    assert 'class="late"' in labelled
    assert [(t.get("x"), t.get("text-anchor")) for t in tree(labelled).iter("text")] == [("100%", "end")] * 2


def test_tiles_are_the_same_for_the_same_seed() -> None:
    assert pictures.tiles(4, 2, 3) == pictures.tiles(4, 2, 3) != pictures.tiles(4, 2, 4)
    assert tree(pictures.tiles(4, 2)).get("aria-hidden") == "true"


@pytest.mark.parametrize("kind", [0, 1, 2, 3, 4, 5, "mean"])
def test_every_mark_is_well_formed(kind: int | str) -> None:
    assert len(tree(pictures.mark(kind))) == 1


def test_words_are_escaped_everywhere() -> None:
    evil = '"><script>alert(1)</script>'
    drawn = [
        pictures.radar(evil, title=evil, description=evil, axes=[(evil, 5, evil)] * 3),
        dot_plot(title=evil, description=evil),
        pictures.life(
            evil, title=evil, description=evil, start=date(2024, 1, 1), end=date(2024, 2, 1), today=date(2024, 1, 5), labels=[(date(2024, 1, 3), evil, evil)]
        ),
    ]
    for picture in drawn:
        assert "<script" not in picture
        assert tree(picture).tag == "svg"


def test_painted_gives_every_drawn_class_its_colours() -> None:
    for picture in (dot_plot(), pictures.radar("r", title="", description="", axes=AXES), pictures.bar(5, 10, 5, bad=True)):
        left = set(re.findall(r'class="([a-z0-9-]+)"', str(pictures.painted(picture)))) - {"bar", "chart"}
        assert left == set()


def test_nothing_carries_a_style() -> None:
    assert "style=" not in str(dot_plot()) + str(pictures.tiles(3, 3)) + str(pictures.bar(1, 2))
