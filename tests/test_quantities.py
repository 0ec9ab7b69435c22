"""Quantities in a text: options are sorted by them."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzquiz.quantities import in_order, quantity

SCALES = {
    "scale": ["800", "900 thousand", "2 million", "1.5bn"],
    "decimals and signs": ["-12", "−2.5", "-1", "0", "2.5", "3.125", "12", "3125"],
    "clock": ["9 am", "10.30 a.m.", "noon", "1 pm", "13:20", "11.59 pm"],
    "durations": ["90 seconds", "45 minutes", "3 hours", "1 day", "two weeks", "1 year"],
    "lengths": ["90 feet", "5 km", "5 miles", "10 kilometres"],
    "percent": ["2%", "4.35 percent", "34 per cent"],
    "money": ["$5", "$1,200", "$2.5 million"],
    "ranges": ["2–3", "4–5", "6 to 10"],
    "dates": ["28 February", "1 March", "March 12"],
    "dates with years": ["December 30, 2021", "5 January 2022"],
    "times of a day": ["5 January, 9 am", "5 January, 1 pm"],
    "years": ["in 1991", "in 2004", "in 2022"],
    "qualifiers": ["less than 200", "about 200", "200", "more than 200"],
    "words": ["two boats", "nine boats", "12 boats"],
}


@pytest.mark.parametrize("texts", SCALES.values(), ids=SCALES)
def test_options_are_sorted_by_value_scale_unit_and_clock(texts: list[str]) -> None:
    shown = Random(7).sample(texts, len(texts))  # noqa: S311 (any order)
    order = in_order(shown)
    assert order is not None
    assert [shown[index] for index in order] == texts


@pytest.mark.parametrize(
    "texts",
    [["5 km", "$7", "9 kg"], ["$5", "€6"], ["10%", "25"], ["2 hours", "3"], ["2 to 3 million", "1"],
     ["30 December", "2 January"], ["one man left", "two of the women stayed"],
     ["5 and 7 and 9", "3"], ["no number", "3"], ["9 am", "10"], ["3", "3 January"]],
)  # fmt: skip
def test_an_order_that_is_not_certain_is_none(texts: list[str]) -> None:
    assert in_order(texts) is None


@given(st.decimals(-(10**9), 10**9, places=3), st.decimals(-(10**9), 10**9, places=3))
def test_any_two_numbers_are_sorted_by_value(one: Decimal, other: Decimal) -> None:
    order = in_order([f"{one:,}", f"{other:,}"])
    assert order == ([1, 0] if other < one else [0, 1])


@pytest.mark.slow
@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    found = quantity(text)
    assert found is None or found.low <= found.high
