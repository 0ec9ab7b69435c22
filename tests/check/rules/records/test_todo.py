"""A TODO that is left is reported, in every kind of entry."""

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

UNFINISHED: dict[str, Any] = {
    "SC08": (
        [
            {"question": {"id": "choice-left", "stem": "TODO: what does Source A say about …?"}},
            {"question": {"id": "choice-left", "feedback": "The figure keeps TODO."}},
            {"claim": {"id": "a1-left", "says": "The fire service said: TODO."}},
            {"difference": {"id": "people-left", "why": "TODO"}},
            {"source": {"id": "b", "about": "TODO: what it says about itself."}},
            {"question": {"id": "choice-left", "feedback": "The figure keeps it (???)."}},
            {"question": {"id": "choice-left", "feedback": "The figure keeps it [shorter!!]."}},
        ],
        [
            {"question": {"id": "choice-left", "feedback": "The to-do list is no part of it."}},
            {"question": {"id": "choice-left", "feedback": "The “todo” is no part of the count."}},
            {
                "claim": {
                    "id": "a1-left",
                    "says": "The fire service has nothing to do.",
                }
            },
            {"difference": {"id": "people-left", "why": "Todos los años: a later count."}},
            {"question": {"id": "choice-left", "feedback": "Really? It keeps it [as printed]."}},
            {"source": {"id": "b", "about": "MASTODON and TODOS are no such word."}},
        ],
    )
}


@pytest.mark.parametrize(("code", "example", "speaks"), cases(UNFINISHED))
def test_what_is_left_to_write_is_told(
    code: str, example: dict[str, Any], tmp_path: Path, *, speaks: bool
) -> None:
    unit = overlay(write_example_unit(tmp_path), yaml.dump(example, allow_unicode=True))
    assert (code in {problem.code for problem in check(unit)}) == speaks
