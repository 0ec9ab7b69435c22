"""Rules on what a sheet gives away find planted defects and let harmless variants pass."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from example_unit import write_example_unit
from overlay import overlay
from planting import cases

from kzquiz.check import check

pytestmark = pytest.mark.slow


GIVEN_AWAY = {
    "EV16": (
        [
            ("through a local broadcaster", "It spoke through a local broadcaster. Why?"),
            ("through a local broadcaster", "“Through a local broadcaster” it went. Why?"),
            ("through a local broadcaster", "Through a local broadcaster: why?"),
            ("seventeen dyke wardens", "Seventeen dyke wardens came. What for?"),
            ("17 wardens", "17 wardens came. What for?"),
            ("rubber boats and ropes", "They had rubber boats and ropes, why?"),
        ],
        [
            ("through a local broadcaster", "A broadcaster spoke. Was it local?"),
            ("the water board", "What does the water board do?"),
            ("Radio Lode", "What does Radio Lode do?"),
            ("17 wardens", "18 wardens came. What for?"),
            ("ropes", "They had ropes. Why?"),
        ],
    )
}


@pytest.mark.parametrize(("code", "pair", "speaks"), cases(GIVEN_AWAY))
def test_an_answer_given_away_elsewhere_is_found(
    code: str, pair: tuple[str, str], tmp_path: Path, *, speaks: bool
) -> None:
    key, stem = pair
    example = {
        "questions": [
            {"id": "short-basis", "stem": "What is it, in Source A?", "key": key},
            {"id": "open-inspection", "stem": f"{stem} Compare both sources."},
        ]
    }
    unit = overlay(write_example_unit(tmp_path), yaml.dump(example, allow_unicode=True))
    assert bool(check(unit, select=[code])) == speaks
