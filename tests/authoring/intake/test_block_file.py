"""The file of blocks is what was taken in, and an author's change in it is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzquiz.authoring.intake import Block, Intake, IntakeError, Origin, block_file, take
from kzquiz.authoring.intake.blocks import PARTS

SAID = st.text(alphabet="ab \n#=\\[]", max_size=30).map(
    lambda text: "\n".join(line.strip() for line in text.split("\n") if line.strip())
)
BLOCKS = st.builds(
    Block, SAID.filter(bool), st.sampled_from(PARTS), st.sampled_from(["", "1:02:30"])
)


@given(st.lists(BLOCKS, max_size=6))
def test_reading_gives_what_was_written(blocks: list[Block]) -> None:
    intake = Intake(
        tuple(blocks), Origin(title="A title: with a colon", url="https://lode.example")
    )
    assert block_file.read(block_file.dump(intake, "a.html", "kzquiz …")) == intake


FILE = """\
# kzquiz blocks of a.html: what kzquiz takes each part of the article for.

== headline
Boats reach flooded Ostervik

== body
Water poured in.

A second paragraph that the author divided.

== navigation
Home
"""


def test_an_edited_file_is_taken_in_as_it_says() -> None:
    assert [(block.part, block.text) for block in take(FILE.encode()).blocks] == [
        ("headline", "Boats reach flooded Ostervik"),
        ("body", "Water poured in."),
        ("body", "A second paragraph that the author divided."),
        ("navigation", "Home"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("== body", "== bodi", "line 6: “bodi” is no part of an article; did you mean “body”"),
        ("== headline\n", "", "line 3: a text needs a line such as “== body” before it"),
    ],
)
def test_a_slip_in_it_is_named_with_its_line(old: str, new: str, message: str) -> None:
    with pytest.raises(IntakeError, match=message):
        take(FILE.replace(old, new).encode())


def test_blocks_are_kept_and_dropped_by_their_numbers() -> None:
    intake = take(FILE.encode())
    decided = intake.decided({1: "navigation", 4: "body"})
    assert [block.text for block in decided.paragraphs][-1] == "Home"
    assert len(decided.paragraphs) == 3
    with pytest.raises(IntakeError, match="there is no block 5: the last one is 4"):
        intake.decided({5: "body"})
