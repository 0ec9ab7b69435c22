"""Five successive words of an article that a unit prints are counted once."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from example_unit import ARTICLES, write_example_unit
from overlay import overlay

from kzquiz.check.engine.reprinted import reprints
from kzquiz.check.engine.subjects import UnitView

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("feedback", "more"),
    [
        ("Water from the river Lode poured into the old town.", 10),
        ("“Water from the river Lode poured into the old town”, it says.", 10),
        ("WATER FROM THE RIVER\u00a0LODE poured", 6),
        ("It says: a sluice gate failed, and the fire service said about it.", 6),
        ("two windows were broken, and two windows were broken", 0),
        ("Water from a river called Lode poured into an old town.", 0),
        ("The river came into the old part on Monday night.", 0),
        ("the old town and the fire service", 0),
        ("after a sluice gate failed", 0),  # the claim's quotation has it already
    ],
)
def test_every_printed_run_of_five_words_counts_once(
    feedback: str, more: int, tmp_path: Path
) -> None:
    def printed(given: str) -> int:
        folder = write_example_unit(tmp_path / str(more) / given[:5].strip("“ "))
        base = yaml.dump({"question": {"id": "tfn-gate", "feedback": given}})
        view = UnitView(overlay(folder, base), ARTICLES)
        parts = reprints(view).questions["tfn-gate"]
        return len({place for part in parts for source, place in part if source == "a"})

    assert printed(feedback) - printed("Nothing of it is said here at all.") == more
