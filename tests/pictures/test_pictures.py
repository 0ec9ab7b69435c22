"""Charts and timeline: a mark for each qualifier, the data in words, no text that overflows."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzquiz.languages import language
from kzquiz.model import Figure, Moment, Qualifier
from kzquiz.pictures import FigureRow, chart, figures, timeline
from kzquiz.quiz.compose import compose

pytestmark = pytest.mark.slow

SVG = "{http://www.w3.org/2000/svg}"
NUMBERS = st.integers(-(10**7), 10**12) | st.decimals(-(10**7), 10**7, places=3)
FIGURES = st.builds(
    Figure,
    value=NUMBERS,
    qualifier=st.sampled_from(get_args(Qualifier)),
    unit=st.sampled_from(("", "people")),
    place=st.sampled_from(("", "Almaty")),
) | st.builds(
    lambda ends, qualifier: Figure(range=(min(ends), max(ends)), qualifier=qualifier),
    st.tuples(NUMBERS, NUMBERS),
    st.sampled_from(("exact", "about")),
) | st.builds(Figure, word=st.sampled_from(("dozens", "a few days or weeks")))  # fmt: skip
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
)
ROWS = st.builds(FigureRow, TEXTS, TEXTS, TEXTS, FIGURES)

ENGLISH = language("en")


def row(figure, label="Source A, par. 1", as_of=""):
    return FigureRow(label, "the police", as_of, figure)


def draw(*figures):
    rows = {"People detained": [row(figure) for figure in figures]}
    return ET.fromstring(chart(rows, "c", ENGLISH))  # noqa: S314


def shapes(figure):
    """Name what marks a figure: without the texts, the track and the axis."""
    found = []
    for element in draw(figure, Figure(value=100)).iter():
        name = element.tag.removeprefix(SVG)
        if name == "circle":
            found.append("open" if element.get("fill") == "none" else "filled")
        elif name == "rect":
            found.append("band")
        elif name == "path" and element.get("stroke-width") in (None, "3"):
            found.append("bar" if element.get("stroke-width") else _head(element.get("d")))
    assert found.pop() == "filled"  # the hundred
    return found


def _head(path):
    tip, back = map(int, re.match(r"M(\d+) \d+L(\d+) ", path).groups())
    return "right" if tip > back else "left"


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (Figure(value=50), ["filled"]),
        (Figure(value=50, qualifier="about"), ["open"]),
        (Figure(value=50, qualifier="at-least"), ["right", "filled"]),
        (Figure(value=50, qualifier="more-than"), ["right", "filled"]),
        (Figure(value=50, qualifier="up-to"), ["left", "filled"]),
        (Figure(value=50, qualifier="less-than"), ["left", "filled"]),
        (Figure(range=(20, 50)), ["bar"]),
        (Figure(word="dozens"), ["band"]),
    ],
    ids=str,
)
def test_the_qualifier_is_the_shape(figure, expected):
    assert shapes(figure) == expected


def test_the_data_stands_in_words_in_the_title():
    figures = (
        row(Figure(value=2000, qualifier="about", unit="people", place="Almaty"), as_of="Thursday"),
        row(Figure(word="dozens", unit="people"), "Source B, par. 5"),
    )
    root = ET.fromstring(chart({"People detained": figures}, "kz-7", ENGLISH))  # noqa: S314
    title = root[0]
    assert title.tag == f"{SVG}title"
    assert title.text == (
        "People detained. "
        "Source A, par. 1: about 2,000 people (Almaty), according to the police; Thursday. "
        "Source B, par. 5: dozens, according to the police; time not stated."
    )
    assert title.get("id") == root.get("aria-labelledby") == "kz-7-words"


def test_a_word_is_never_turned_into_digits():
    texts = [element.text for element in draw(Figure(word="dozens")).iter(f"{SVG}text")]
    assert texts == [
        "People detained",
        "Source A, par. 1",
        "the police · time not stated",
        "dozens",
    ]


def test_it_is_about_two_kilobytes_and_has_no_colour_of_its_own():
    figures = (Figure(value=2000, qualifier="about"), Figure(value=3000, qualifier="more-than"))
    svg = chart({"People detained": [row(figure) for figure in figures]}, "c", ENGLISH)
    assert len(svg) < 2300
    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', svg)) == {"currentColor", "none"}
    assert not re.search(r"style=|class=|<image|href|url\(", svg)


@given(TEXTS, st.lists(ROWS, min_size=1, max_size=6))
def test_any_figures_make_a_chart_that_keeps_within_itself(title, rows):
    svg = chart({title: rows}, "c", ENGLISH)
    assert svg == chart({title: rows}, "c", ENGLISH)
    root = ET.fromstring(svg)  # noqa: S314
    width, height = map(int, root.get("viewBox").split()[2:])
    for element in root.iter():
        for name, limit in (("x", width), ("cx", width), ("y", height), ("cy", height)):
            assert 0 <= int(element.get(name, "0")) <= limit
        numbers = [int(number) for number in re.findall(r"-?\d+", element.get("d", ""))]
        assert all(0 <= number <= max(width, height) for number in numbers)


def test_a_range_from_below_zero_to_a_decimal_begins_on_its_scale():
    ends = draw(Figure(range=(-5, Decimal("0.001")))).iter(f"{SVG}path")
    lowest = min(int(x) for path in ends for x in re.findall(r"M(-?\d+)", path.get("d", "")))
    assert lowest >= 0


def test_large_numbers_on_the_axis_do_not_run_into_each_other():
    root = draw(Figure(value=9_000_000_000))
    axis = [element.text for element in root.iter(f"{SVG}text") if element.get("font-size")]
    assert axis[-2:] == ["0", "10,000,000,000"]


@given(st.lists(NUMBERS, min_size=2, max_size=5, unique=True))
def test_a_larger_value_never_stands_further_left(values):
    places = [
        int(dot.get("cx"))
        for dot in draw(*(Figure(value=value) for value in sorted(values))).iter(f"{SVG}circle")
    ]
    assert places == sorted(places)


# --- the timeline -------------------------------------------------------------------------------

MOMENTS = (
    Moment("on Monday", "The river rises.", ("Source A",), ("a1",)),
    Moment("on Tuesday", "The boats come.", ("Source A", "Source B"), ("a2", "b1"), inferred=True),
    Moment("on Friday", "The bridge falls.", ("Source B",), ("b2",)),
)


def test_each_source_that_tells_of_an_event_has_a_dot_in_its_column():
    root = ET.fromstring(timeline(MOMENTS, "t", ENGLISH))  # noqa: S314
    dots = [(dot.get("cx"), dot.get("fill")) for dot in root.iter(f"{SVG}circle")][2:]
    a, b = "11", "33"
    assert dots == [(a, None), (a, "none"), (b, "none"), (b, None)]


def test_sources_with_names_of_their_own_are_numbered_over_their_columns():
    labels = ("The Harbour Times", "Radio Lode", "A resident")
    moments = [Moment(f"at {hour}", "Rain.", (label,), ()) for hour, label in enumerate(labels)]
    drawn = timeline(moments, "t", ENGLISH)
    for number, label in enumerate(sorted(labels), 1):
        assert f">{number}</text>" in drawn
        assert f"{number}: {label}</text>" in drawn


def test_the_timeline_tells_in_words_what_it_shows():
    root = ET.fromstring(timeline(MOMENTS, "t-1", ENGLISH))  # noqa: S314
    assert root[0].text == (
        "What happened when. On Monday: The river rises. (Source A) "
        "On Tuesday: The boats come. (Source A, Source B; the time is inferred) "
        "On Friday: The bridge falls. (Source B)"
    )
    assert root.get("aria-labelledby") == root[0].get("id") == "t-1-words"
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert [text for text in texts if text.startswith("On ")] == [
        "On Monday",
        "On Tuesday",
        "On Friday",
    ]


@given(st.lists(st.builds(Moment, TEXTS, TEXTS, st.just(("A", "B")), st.just(()), st.booleans())))
def test_any_events_make_a_timeline_that_keeps_within_itself(moments):
    root = ET.fromstring(timeline(moments, "t", ENGLISH))  # noqa: S314
    width, height = map(int, root.get("viewBox").split()[2:])
    for element in root.iter():
        for name, limit in (("x", width), ("cx", width), ("y", height), ("cy", height)):
            assert 0 <= int(element.get(name, "0")) <= limit


# --- what a unit has to show --------------------------------------------------------------------


def test_figures_of_one_category_or_one_difference_are_seen_together(kazakhstan):
    groups = compose(kazakhstan).figures
    names = [tuple(claim.claim for claim in group) for group in groups]
    assert ("a13-detained", "b5-arrested", "b11-detained") in names
    assert ("a3-security-killed", "b5-security-killed") in names
    assert all(len({claim.figure.unit for claim in group}) == 1 for group in groups)


def test_figures_have_their_units_where_every_row_has_room():
    def drawn(label: str) -> list[str]:
        rows = [
            FigureRow(label, "Ann", "", Figure(value=Decimal("1.4"), qualifier="about", unit="m")),
            FigureRow("C", "Bo", "", Figure(word="two", unit="m")),
        ]
        root = ET.fromstring(chart({"Water": rows}, "f", ENGLISH, 300))  # noqa: S314
        return [element.text for element in root.iter(f"{SVG}text")]

    assert {"about 1.4 m", "two m"} <= set(drawn("A"))
    assert {"about 1.4", "two"} <= set(drawn("A source with a long name, p. 4"))


def test_claims_of_different_counts_stand_in_panels_of_their_own(kazakhstan):
    (group,) = (g for g in compose(kazakhstan).figures if g[0].claim == "a13-detained")
    root = ET.fromstring(figures(group, "f", ENGLISH))  # noqa: S314
    texts = [element.text for element in root.iter(f"{SVG}text")]
    wanted = ["People detained", "about 2,000", "more than 3,000", "People arrested"]
    assert [text for text in texts if text in wanted] == wanted
    assert root[0].text.startswith(
        "People detained. Source A, par. 13: about 2,000 people (Almaty)"
    )
