"""A suppression that suppresses nothing any more is reported, in every kind of entry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from example_unit import write_example_unit
from overlay import overlay
from planting import cases

from kzquiz.check import check

pytestmark = pytest.mark.slow

OPINION = "Should the fire service of Source A have moved more people on Monday night?"
SILENCES: dict[str, Any] = {
    "SC06": (
        [
            {"question": {"id": "choice-left", "lint_ok": {"EV01": "it is shortened"}}},
            {"question": {"id": "choice-left", "lint_ok": {"IW99": "no rule has this code"}}},
            {"claim": {"id": "a1-left", "lint_ok": {"EV09b": "the speaker is plain"}}},
            {"difference": {"id": "people-left", "lint_ok": {"EV23": "the times are clear"}}},
            {"source": {"id": "b", "lint_ok": {"EV29": "it is to come"}}},
            {"unit": {"lint_ok": {"ST01": "it is chance"}}},
        ],
        [
            {"question": {"id": "choice-left", "stem": OPINION, "lint_ok": {"IW24": "a trial"}}},
            {"question": {"id": "choice-left", "lint_ok": {}}},
            {
                "claim": {
                    "id": "a1-left",
                    "says": "Some 200 residents were no longer at home.",
                    "lint_ok": {"EV09b": "the speaker is plain"},
                }
            },
            {
                "difference": {
                    "id": "people-left",
                    "claims": ["b2-left", "a1-left"],
                    "lint_ok": {"EV23": "the times are those of the reports"},
                }
            },
            {"source": {"id": "b", "fingerprint": None, "lint_ok": {"EV29": "it is to come"}}},
            {"unit": {"summary": "A flood flood.", "lint_ok": {"IW29": "that is its name"}}},
        ],
    )
}


@pytest.mark.parametrize(("code", "example", "speaks"), cases(SILENCES))
def test_a_silence_is_told_where_it_silences_nothing(
    code: str, example: dict[str, Any], tmp_path: Path, *, speaks: bool
) -> None:
    unit = overlay(write_example_unit(tmp_path), yaml.dump(example, allow_unicode=True))
    found = check(unit)
    silenced = {name for entry in example.values() for name in entry.get("lint_ok", {})}
    assert (code in {problem.code for problem in found}) == speaks
    assert not silenced & {problem.code for problem in found}
