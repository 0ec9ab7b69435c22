"""Every card of the published decks, measured on the smallest phone as the real Anki fills it."""

from __future__ import annotations

import statistics

import pytest
from example_unit import ROOT
from learner import Learner

pytestmark = pytest.mark.slow

SCREEN = {"width": 360, "height": 640}
# A student reads 200 words a minute: a front of 40 words takes twelve seconds.
MOST = {"front": 40, "back": 60}
DECKS = sorted((ROOT / "decks").glob("*/*.apkg"))


@pytest.mark.parametrize(
    "path", [path for path in DECKS if path.stem == path.parent.name], ids=lambda path: path.stem
)
def test_cards_are_short_and_no_side_is_higher_than_a_screen_before_a_tap(
    chromium, path, tmp_path_factory
):
    learner = Learner(tmp_path_factory.mktemp("learner"))
    learner.take(path.read_bytes())
    page = chromium.new_page(viewport=SCREEN)
    words: dict[str, list[int]] = {"front": [], "back": []}
    high = []
    for card in learner.cards():
        for name, html in (("front", card.question()), ("back", card.answer())):
            page.set_content(f'<body class="card mobile" style="margin: 0">{html}</body>')
            words[name].append(len(page.inner_text("body").split()))
            height = page.evaluate("document.documentElement.scrollHeight")
            if height > SCREEN["height"]:
                high.append((card.note()["Key"], name, height))
    page.close()
    assert high == []
    assert len(words["front"]) > 40
    for name, counts in words.items():
        assert statistics.median(counts) <= MOST[name], name
