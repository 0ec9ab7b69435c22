"""Counts the words of every card and measures it on a phone, for docs/measure.py.

What a student sees before a tap counts; details that are folded do not. A screen is 360 × 640
CSS pixels, the smallest that phones of today have.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from playwright.sync_api import Browser

SCREEN = {"width": 360, "height": 640}
HEADING = """\
| deck | note type | cards | words in front | words behind | higher than a screen |
|---|---|---|---|---|---|"""


class Side(NamedTuple):
    """A side of a card as Anki fills it. ``core``: the card is in no subdeck."""

    core: bool
    kind: str
    key: str
    name: str
    html: str


class Measured(NamedTuple):
    """A side with the words that are seen on it and its height in pixels."""

    side: Side
    words: int
    height: int


def report(chromium: Browser, decks: Iterable[Path], keep: Path | None) -> Iterator[str]:
    """Give the table of decks, then a line for each card that is higher than a screen.

    With a folder to ``keep`` them in, a picture is taken of each side by day and by night.
    """
    yield HEADING
    high, core = [], []
    for deck in decks:
        measured = list(measure(chromium, sides(deck), keep))
        yield from rows(deck.stem, measured)
        core.append(f"{sum(one.side.core for one in measured) // 2} of {deck.stem}")
        high += [one for one in measured if one.height > SCREEN["height"]]
    yield f"\nIn no subdeck are {' and '.join(core)}; the others are in *Challenge*."
    for one in high:
        yield f"\n{one.side.key} {one.side.name}: {one.height} px"


def sides(deck: Path) -> Iterator[Side]:
    """Render both sides of every card of a deck in the Anki backend."""
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder) / "collection.anki2"))
        collection.import_anki_package(
            ImportAnkiPackageRequest(package_path=str(deck), options=ImportAnkiPackageOptions())
        )
        for number in collection.find_cards(""):
            card = collection.get_card(number)
            kind = card.note_type()["name"].split()[1]
            core = "::" not in collection.decks.name(card.did)
            for name, html in (("front", card.question()), ("back", card.answer())):
                yield Side(core, kind, card.note()["Key"], name, html)
        collection.close()


def measure(chromium: Browser, found: Iterable[Side], pictures: Path | None) -> Iterator[Measured]:
    """Measure sides on a phone; with a folder for ``pictures`` also take them, day and night."""
    page = chromium.new_page(viewport=SCREEN)
    for side in found:
        page.set_content(f'<body class="card mobile" style="margin: 0">{side.html}</body>')
        words = len(page.inner_text("body").split())
        height = page.evaluate("document.documentElement.scrollHeight")
        yield Measured(side, words, height if height > SCREEN["height"] else 0)
        for night in ("", " nightMode") if pictures else ():
            page.evaluate(f"document.body.className = 'card mobile{night}'")
            name = f"{side.kind}-{side.key.replace('/', '_')}-{side.name}{night.strip()}.png"
            page.screenshot(path=(pictures or Path()) / name)


def rows(deck: str, measured: list[Measured]) -> Iterator[str]:
    """Give a row for each note type of a deck, then one for all."""
    for kind in (*sorted({one.side.kind for one in measured}), "all"):
        own = [one for one in measured if kind in {one.side.kind, "all"}]
        fronts = [one for one in own if one.side.name == "front"]
        backs = [one for one in own if one.side.name == "back"]
        high = sum(one.height > SCREEN["height"] for one in own)
        yield (f"| {deck} | {kind} | {len(fronts)} | {spread(fronts)} | {spread(backs)} | {high} |")


def spread(measured: list[Measured]) -> str:
    """Give median and maximum of the words of some sides."""
    words = [one.words for one in measured]
    return f"median {statistics.median(words):.0f}, at most {max(words)}"
