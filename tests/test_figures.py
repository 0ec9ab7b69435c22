"""Figures as authors write them: value, print form, unit, and whether a text gives them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kzquiz.figures import figure_in, gives_figure
from kzquiz.load.figure_entry import FigureEntry
from kzquiz.model import Figure


def read(**fields: object) -> Figure:
    return FigureEntry.model_validate(fields).to_model()


@pytest.mark.parametrize(
    ("fields", "value", "amount", "with_unit"),
    [
        ({"value": 15000, "unit": "people"}, 15000, "15,000", "15,000 people"),
        ({"value": "15,000"}, 15000, "15,000", "15,000"),
        ({"value": "2.5"}, "2.5", "2.5", "2.5"),
        ({"value": -12, "unit": "degrees"}, -12, "-12", "-12 degrees"),
        ({"value": 0, "unit": "people"}, 0, "0", "0 people"),
        ({"value": "34.3%"}, "34.3", "34.3%", "34.3%"),
        ({"value": "34.3", "unit": "percent"}, "34.3", "34.3", "34.3 percent"),
        ({"value": "$2.5 million"}, 2_500_000, "$2.5 million", "$2.5 million"),
        ({"value": "2.5 million", "unit": "people"}, 2_500_000, "2.5 million",
         "2.5 million people"),
        ({"value": "3:1"}, 3, "3:1", "3:1"),
        ({"value": "1 in 5"}, "0.2", "1 in 5", "1 in 5"),
        ({"value": "45 minutes"}, 45, "45 minutes", "45 minutes"),
        ({"value": "9:30 am"}, 570, "9:30 am", "9:30 am"),
        ({"value": 2022, "unit": "year"}, 2022, "2022", "2022"),
        ({"value": 1500, "unit": "years"}, 1500, "1,500", "1,500 years"),
        ({"word": "dozens", "unit": "people"}, None, "dozens", "dozens"),
        ({"word": "two", "unit": "metres"}, None, "two", "two metres"),
        ({"word": "Twenty-five", "unit": "boats"}, None, "Twenty-five", "Twenty-five boats"),
        ({"word": "a few", "unit": "boats"}, None, "a few", "a few"),
    ],
)  # fmt: skip
def test_a_figure_prints_as_it_is_written(
    fields: dict[str, object], value: int | str | None, amount: str, with_unit: str
) -> None:
    figure = read(**fields)
    assert figure.value == (None if value is None else Decimal(value))
    assert (figure.amount(), figure.with_unit()) == (amount, with_unit)


def test_a_range_prints_as_its_ends_are_written() -> None:
    assert read(range=[3, 5]).amount() == "3 to 5"
    assert read(range=["2.5 million", "3 million"]).amount() == "2.5 million to 3 million"
    assert read(range=["9 am", "1 pm"]).unit == "clock"
    assert read(range=[1991, 2022], unit="year").amount() == "1991 to 2022"


def test_what_is_no_plain_number_is_no_figure() -> None:
    for text in ("about 200", "dozens", "2–1", "3 to 5", "5 January", "200 people", "abc"):
        assert figure_in(text) is None, text


@pytest.mark.parametrize(
    ("text", "value", "given"),
    [
        ("The gates opened at 9.30 a.m.", "9:30", True),
        ("The gates opened at 8:30.", "9:30", False),
        ("They won three to one, 3:1.", "3:1", True),
        ("The vote was 12 to 4.", "3:1", True),
        ("They won 3:2.", "3:1", False),
        ("No dead or wounded were counted.", "0", True),
        ("No one was hurt.", "0", True),
        ("It fell to 12.", "-12", False),
    ],
)
def test_a_text_gives_a_figure_or_not(text: str, value: str, *, given: bool) -> None:
    figure = read(value=value)
    assert figure.value is not None
    assert gives_figure(text, figure, figure.value) == given
