"""Numbers in prose: value and qualifier, however they are written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzquiz.numbers import gives_number, numbers, vague_quantities

pytestmark = pytest.mark.slow

WORDS = {
    "exact": ["", "exactly "],
    "about": ["about ", "around ", "some ", "roughly ", "nearly ", "an estimated ", "close to "],
    "at-least": ["at least ", "no fewer than ", "not less than ", "a minimum of "],
    "more-than": ["more than ", "over ", "above ", "in excess of "],
    "less-than": ["less than ", "fewer than ", "under ", "below "],
    "up-to": ["up to ", "at most ", "no more than ", "as many as "],
}
UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
UNITS += " fifteen sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def spelled(number: int) -> str:
    if number < 20:
        return UNITS.split()[number]
    if number < 100:
        ten, one = divmod(number, 10)
        return TENS.split()[ten - 2] + (f"-{spelled(one)}" if one else "")
    for value, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= value:
            head, rest = divmod(number, value)
            joint = " and " if value == 100 else " "
            return f"{spelled(head)} {name}" + (f"{joint}{spelled(rest)}" if rest else "")
    raise AssertionError


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


@given(
    number=st.integers(0, 9_999_999),
    qualifier=st.sampled_from(sorted(WORDS)),
    data=st.data(),
)
def test_a_number_keeps_value_and_qualifier_however_it_is_written(
    number: int, qualifier: str, data: st.DataObject
) -> None:
    written = data.draw(
        st.sampled_from(
            [
                grouped(number, ","),
                grouped(number, "\u00a0"),
                grouped(number, "\u202f"),
                spelled(number),
                spelled(number).replace("-", " "),
                spelled(number).capitalize(),
            ]
        )
    )
    before = data.draw(st.sampled_from(WORDS[qualifier]))
    text = f"The office spoke of {before}{written} people in the town."
    assert [(n.value, n.qualifier) for n in numbers(text)] == [(number, qualifier)]


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    for number in numbers(text):
        assert text[number.start :].startswith(number.raw)
    assert isinstance(vague_quantities(text), tuple)


@pytest.mark.parametrize(
    "text",
    ["9" * 309, "9" * 300 + " trillion", "1 000" + " 000" * 200],
)
def test_what_is_too_large_to_count_with_is_no_number(text: str) -> None:
    assert numbers(f"About {text} people") == ()
    assert not gives_number(f"About {text} people", 3)


@given(st.sampled_from(["dozens", "hundreds", "scores", "a few", "several", "tens of thousands"]))
def test_a_vague_quantity_is_never_a_number(words: str) -> None:
    assert numbers(f"Witnesses spoke of {words} people") == ()
    assert vague_quantities(f"Witnesses spoke of {words} people") == (words,)


@pytest.mark.parametrize(
    "text",
    ["Khabar-24", "paragraphs 5, 11 and 17", "par. 9", "on 7 January 2022", "January 07, 2022",
     "at 8:53", "in 1991", "in 2022 protests began", "the 1st of them", "2022-01-07",
     "question 12", "at 5 p.m.", "8 pm", "2 a.m.", "10 o’clock", "at 8.53",
     "two-thirds of it", "one third", "a quarter", "no one"],
)  # fmt: skip
def test_numbers_that_count_nothing_are_left_out(text: str) -> None:
    assert numbers(text) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [("$1.36 million", 1_360_000), ("4.1 million", 4_100_000), ("4.1bn", 4_100_000_000),
     ("at 4.35 per cent", "4.35"), ("2.45% of it", "2.45"), ("two and a half million", 2_500_000),
     ("half a million", 500_000), ("5 lakh", 500_000), ("two crore", 20_000_000),
     ("12,34,000", 1_234_000), ("1,00,000", 100_000), ("one hundred and fifty", 150)],
)  # fmt: skip
def test_large_numbers_are_read_as_news_write_them(text: str, value: int | str) -> None:
    assert [number.value for number in numbers(text)] == [Decimal(value)]


@pytest.mark.parametrize(
    ("text", "qualifier", "unsure"),
    [("talks about 12 boats", "about", True), ("a row over 12 boats", "more-than", True),
     ("more than 12 boats", "more-than", False), ("12-plus boats", "at-least", False),
     ("twelve-odd boats", "about", False), ("just shy of 12", "about", False),
     ("not quite 12", "less-than", False), ("well over 12", "more-than", True),
     ("≥ 12 boats", "at-least", False), ("≤12 boats", "up-to", False), ("> 12", "more-than", False),
     ("< $12", "less-than", False), ("~12 boats", "about", False), ("-> 12", "exact", False)],
)  # fmt: skip
def test_a_qualifier_may_be_a_preposition(text: str, qualifier: str, *, unsure: bool) -> None:
    assert [(n.qualifier, n.unsure) for n in numbers(text)] == [(qualifier, unsure)]


@pytest.mark.parametrize(
    ("text", "value"),
    [("It was -12 at noon", -12), ("It was −12.5 degrees", "-12.5"), ("minus 4 percent", -4),
     ("a loss of -$3 million", -3_000_000), ("a loss of $-3", -3), ("(-7)", -7), ("“–7”", -7)],
)  # fmt: skip
def test_a_sign_is_part_of_the_number(text: str, value: int | str) -> None:
    assert [number.value for number in numbers(text)] == [Decimal(value)]


@pytest.mark.parametrize("text", ["a score of 2-5", "2–5", "between 2 - 5", "the Boeing 7-5"])
def test_a_dash_between_numbers_is_no_sign(text: str) -> None:
    assert all(number.value > 0 for number in numbers(text))


def test_a_negative_number_may_be_written_in_words() -> None:
    assert gives_number("It was 12 degrees below zero.", -12)
    assert not gives_number("It was 12 degrees.", -12)
    assert not gives_number("It was -12 degrees.", 12)
