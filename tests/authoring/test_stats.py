"""``kzquiz stats`` says how many claims are proved, by what, and which are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from example_unit import ARTICLES, write_example_unit
from overlay import overlay

from kzquiz.authoring.stats import tables

pytestmark = pytest.mark.slow
LOOSE = "claim: {id: a2-request, quote: null, says: The mayor turned to the soldiers for help.}"


def test_the_share_of_proved_claims_is_counted_and_the_others_are_listed(tmp_path: Path) -> None:
    unit = overlay(write_example_unit(tmp_path), LOOSE)
    found = {table.title: table.counts for table in tables(unit, ARTICLES)}
    assert found["claims proved (94%)"] == {
        "by quotation, figure or text": 15,
        "quotation": 15,
        "figure": 6,
        "speaker": 9,
        "time": 6,
        "text": 0,
        "unproved": 1,
    }
    assert found["unproved claims, each with its paragraph"] == {"a2-request": 2}


def test_without_the_article_only_quotations_and_their_figures_are_proved(tmp_path: Path) -> None:
    unit = overlay(write_example_unit(tmp_path), LOOSE)
    (proved,) = (t.counts for t in tables(unit) if t.title.startswith("claims proved"))
    assert [proved[by] for by in ("speaker", "time", "text")] == [0, 0, 0]
    assert proved["quotation"] == 15
