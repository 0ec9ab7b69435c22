"""The rule on reading level finds long words and sentences, and leaves short ones alone."""

from __future__ import annotations

import pytest
from planting import cases, found_in_stem

from kzquiz.load import Unit

pytestmark = pytest.mark.slow

STEMS = {
    "RD01": (
        [
            "Considering institutional responsibilities, which numerical approximation regarding"
            f" residential evacuation did municipal representatives {verb}, according to Source A?"
            for verb in ("communicate", "disseminate", "articulate", "authenticate", "reiterate")
        ],
        [
            "On Monday night the fire service gave a count. How many were they, says Source A?",
            "Who said so? The mayor, the board or the shops? Look at the end of Source A, par. 4.",
            "How many had left, says Source A?",
            "Source A gives a count. It has a word in front of it. What does this word do to it?",
            "Who counted the people that had left their homes on Monday night, as Source A has it?",
        ],
    ),
}


@pytest.mark.parametrize(("code", "stem", "speaks"), cases(STEMS))
def test_stems(example: Unit, code: str, stem: str, *, speaks: bool) -> None:
    assert bool(found_in_stem(example, code, stem)) == speaks
