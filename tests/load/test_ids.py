"""Ids are refused where two sheets would be written into one file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from example_unit import write_example_unit

from kzquiz.load import load
from kzquiz.outputs import OUTPUTS, Output

RECIPE = "  - {{id: {}, title: A sheet}}\n"


def problems(tmp_path: Path, *recipes: str) -> list[str]:
    """The codes of the problems of the example unit with sheets of these ids."""
    folder = write_example_unit(tmp_path)
    with (folder / "unit.yaml").open("a", encoding="utf-8") as file:
        file.write("recipes:\n" + "".join(map(RECIPE.format, recipes)))
    return [problem.code for problem in load(folder)[1]]


def pairs() -> Iterator[tuple[Output, Output]]:
    """An output that every sheet has, and one that the sheet of all questions has, of one sort."""
    whole = [output for output in OUTPUTS.values() if output.made_for != "deck" and output.file]
    sheets = [output for output in whole if output.made_for == "sheet"]
    return ((one, other) for one, other in product(sheets, whole) if one.suffix == other.suffix)


OF_THE_WHOLE = {
    other.file.removesuffix(one.ending) for one, other in pairs() if other.file.endswith(one.ending)
}
ENDINGS = {
    longer.ending.removesuffix(one.ending)
    for longer, one in pairs()
    if longer.ending != one.ending and longer.ending.endswith(one.ending)
}


@pytest.mark.parametrize("name", sorted(OF_THE_WHOLE))
def test_a_sheet_may_not_take_the_file_of_the_sheet_of_all_questions(tmp_path, name):
    assert problems(tmp_path, name) == ["file-name"]


@pytest.mark.parametrize("ending", sorted(ENDINGS))
def test_a_sheet_may_not_take_the_file_of_another_sheet(tmp_path, ending):
    assert problems(tmp_path, "words", f"words{ending}") == ["file-name"]


def test_sheets_with_files_of_their_own_are_fine(tmp_path):
    assert problems(tmp_path, "words", "words-cards", "full") == []
