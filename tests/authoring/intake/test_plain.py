"""Plain text is divided into paragraphs that can be cited."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzquiz.authoring.intake import take
from kzquiz.authoring.intake.plain import blocks
from kzquiz.evidence.article import paragraphs

LINE = "The grid company said on Tuesday that crews were on their way."


def texts(text: str) -> list[str]:
    return [raw.text for raw in blocks(text)[0]]


@pytest.mark.parametrize("space", ["", " \t", "\u00a0", "\u3000", "\u2003 "])
def test_a_blank_line_may_hold_any_kind_of_space(space: str) -> None:
    assert texts(f"One.\n{space}\nTwo.\n") == ["One.", "Two."]
    assert paragraphs(f"One.\n{space}\nTwo.\n") == ("One.", "Two.\n")


def test_without_empty_lines_every_line_of_whole_sentences_is_a_paragraph() -> None:
    assert texts(f"{LINE}\n{LINE}\n{LINE}") == [LINE] * 3


def test_lines_that_a_program_broke_stay_one_paragraph() -> None:
    wrapped = "The grid company said on\nTuesday that crews were on\ntheir way."
    assert texts(f"{wrapped}\n\n{LINE}") == [wrapped, LINE]


def test_one_long_paragraph_is_pointed_out_with_what_to_do() -> None:
    found, doubts = blocks(" ".join([LINE] * 20))
    assert len(found) == 1
    assert "put an empty line after each paragraph" in doubts[0]


def test_long_lines_between_empty_ones_are_paragraphs() -> None:
    long = " ".join([LINE] * 3)
    assert texts(f"{long}\n{long}\n\n{LINE}") == [long, long, LINE]


def test_every_item_of_a_list_is_a_paragraph() -> None:
    text = f"{LINE}\n\n- Do not touch cables.\n- Stay indoors,\n  and warm.\n\n1. One.\n2) Two."
    assert texts(text) == [
        LINE, "- Do not touch cables.", "- Stay indoors,\nand warm.", "1. One.", "2) Two.",
    ]  # fmt: skip


def test_every_row_of_a_table_is_a_paragraph() -> None:
    table = "| Day | Level |\n|---|---|\n| Monday | 3.2 m |"
    assert texts(f"{LINE}\n\n{table}") == [LINE, "Day | Level", "Monday | 3.2 m"]
    assert texts(f"{LINE}\n\nDay\tLevel\nMonday\t3.2 m")[1:] == ["Day | Level", "Monday | 3.2 m"]


def test_a_transcript_has_a_paragraph_for_each_time_code() -> None:
    text = (
        "Harbour film\n[00:00] Reporter: We are at the harbour.\n(00:14) Woman: The lights\n"
        "went out at nine.\n1:02:30 - Back to you."
    )
    found = blocks(text)[0]
    assert [raw.at for raw in found] == ["", "0:00", "0:14", "1:02:30"]
    assert found[2].text == "Woman: The lights\nwent out at nine."
    assert found[3].text == "Back to you."


SUBTITLES = """WEBVTT

1
00:00:01.000 --> 00:00:04.000
The lights went out

2
00:00:04.000 --> 00:00:06.000
<i>at nine.</i>

3
00:12:30.000 --> 00:12:34.000
Nobody came.
"""


@pytest.mark.parametrize(
    "text", [SUBTITLES, SUBTITLES.replace(".000", ",000").replace("WEBVTT\n\n", "")]
)
def test_subtitles_are_joined_into_sentences_that_can_be_cited_by_time(text: str) -> None:
    found = [(raw.at, raw.text) for raw in blocks(text)[0]]
    assert found == [("0:01", "The lights went out at nine."), ("12:30", "Nobody came.")]


def test_a_clock_time_in_a_text_is_no_time_code() -> None:
    text = (
        "12:30 was the hour.\n\nAt 12:40 the siren came.\n\nIt rained.\n\nNobody slept.\n\nThe end."
    )
    assert [raw.at for raw in blocks(text)[0]] == [""] * 5


@given(st.text(alphabet="ab.\n\t |-1:\u00a0\u3000\u200b#=\\", max_size=80))
def test_the_paragraphs_of_the_working_copy_are_the_blocks_that_are_kept(text: str) -> None:
    found = take(f"Begin {text}".encode())
    assert [part.strip("\n") for part in paragraphs(found.text)] == [
        block.text for block in found.paragraphs
    ]
