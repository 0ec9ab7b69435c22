"""Rules on the numbers, units and times of claims find planted defects and pass sound claims."""

# ruff: noqa: E501 (a table of cases reads best with its cases in a row)

from __future__ import annotations

import pytest
from rule_cases import RuleCases, each_case

from kzquiz.check.engine.timed import days_and_clocks, units_of

SLOW = pytest.mark.slow

CASES = [
    RuleCases("EV36", "claim a3-inspected", "as_of", ["in April", "in May, before the flood"], ["in March", "during the night"], article=True),
    RuleCases("EV34", "claim a2-crowd", "says",
        ["Some 40 residents came.", "Residents broke 12 windows.", "Twenty residents came.", "Residents broke two hundred windows."],
        ["Two windows were broken.", "In 2022, residents came.", "Three of the residents came.", "On 6 January 2 windows broke."],
        article=True),
    RuleCases("EV34", "claim a1-left", "says",
        ["Of 5,000 residents 200 had left, the fire service said."],
        ["About 200 had left, the fire service said.", "Some two hundred had left, the fire service said."],
        article=True),
    RuleCases("EV35", "claim a5-repairs", "",
        [{"figure": {"value": 2, "unit": unit, "qualifier": "at-least"}} for unit in ("days", "months", "miles", "dollars")]
        + [{"says": "The water board expects 2 years of repairs."}],
        [{"figure": {"value": 2, "unit": unit, "qualifier": "at-least"}} for unit in ("weeks", "week", "gates", "stages")]
        + [{"says": "The water board expects 2 weeks of repairs."}],
        article=True),
    RuleCases("EV36", "claim b2-left", "as_of", ["since Tuesday", "after Tuesday evening", "from Tuesday"], ["by Tuesday evening", "on Tuesday", "until Tuesday"], article=True),
    RuleCases("EV36", "claim b2-left", "as_of",
        ["by Thursday evening", "Monday", "at noon on Thursday"],
        ["by Tuesday evening", "at 20:10", "at 8:10 pm on Tuesday", "in the evening"]),
    RuleCases("EV36", "claim b7-stamp", "as_of",
        ["20:15", "10:20", "8:15 pm", "8:10 am"], ["20:10", "8:10 pm", "8:10"], article=True),
]  # fmt: skip


test_a_planted_defect_is_found_and_a_harmless_variant_passes = SLOW(each_case(CASES))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("15 miles", "10 miles (15 kilometres)", False),
        ("15 km", "10 miles (15 kilometres)", True),
        ("570 dollars a month", "$570 a month", True),
        ("570 euros a month", "$570 a month", False),
        ("40 percent", "40% of it", True),
        ("3 hours", "3 minutes later", False),
    ],
)
def test_a_number_has_the_unit_that_stands_with_it(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    from decimal import Decimal  # noqa: PLC0415

    value = Decimal(one.split(maxsplit=1)[0])
    assert bool(units_of(one, value) & units_of(other, value)) == same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("5 p.m.", "3 p.m.", False),
        ("5 p.m.", "17:00", True),
        ("5 p.m.", "5 a.m.", False),
        ("8:10", "20:10", True),
        ("8:10 am", "20:10", False),
        ("8 o’clock", "8 p.m.", True),
        ("Monday", "Friday", False),
        ("noon", "12:00", True),
    ],
)
def test_two_times_are_one_if_the_clock_may_show_both(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    (first,), (second,) = days_and_clocks(one), days_and_clocks(other)
    assert first.same(second) == same == second.same(first)
