"""Count the words of every card and measure it on a phone, for docs/design-notes.md.

    pip install -e '.[test,browser]' && python docs/cards.py [DECK.apkg] [--pictures FOLDER]

Counts what a student sees before a tap: details that are folded do not count. A screen is 360 × 640
CSS pixels, the smallest that phones of today have. Needs Chromium (or Chrome) on the machine, and
the Anki backend, which fills the card templates.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from pictures import ROOT, UNIT, browser
from playwright.sync_api import Browser

SCREEN = {"width": 360, "height": 640}
HEADING = "| note type | cards | words in front | words behind | higher than a screen |"


class Side(NamedTuple):
    """A side of a card as Anki fills it."""

    kind: str
    key: str
    name: str
    html: str


class Measured(NamedTuple):
    """A side with the words that are seen on it and its height in pixels."""

    side: Side
    words: int
    height: int


def main() -> None:
    """Print the table, then the names of cards that are higher than a screen."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    built = ROOT / "decks" / UNIT / f"{UNIT}.apkg"
    parser.add_argument("deck", nargs="?", type=Path, default=built)
    parser.add_argument("--pictures", type=Path, help="a folder for a picture of each side")
    given = parser.parse_args()
    with browser() as chromium:
        measured = list(measure(chromium, sides(given.deck), given.pictures))
    high = [one for one in measured if one.height > SCREEN["height"]]
    named = [f"{one.side.key} {one.side.name}: {one.height} px" for one in high]
    sys.stdout.write("\n".join([table(measured), *named]) + "\n")


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
            for name, html in (("front", card.question()), ("back", card.answer())):
                yield Side(kind, card.note()["Key"], name, html)
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


def table(measured: list[Measured]) -> str:
    """Lay the counts out in Markdown: median and maximum for each note type, then for all."""
    rows = [HEADING, "|---|---|---|---|---|"]
    for kind in (*sorted({one.side.kind for one in measured}), "all"):
        own = [one for one in measured if kind in {one.side.kind, "all"}]
        fronts = [one for one in own if one.side.name == "front"]
        backs = [one for one in own if one.side.name == "back"]
        high = sum(one.height > SCREEN["height"] for one in own)
        rows.append(f"| {kind} | {len(fronts)} | {spread(fronts)} | {spread(backs)} | {high} |")
    return "\n".join(rows)


def spread(measured: list[Measured]) -> str:
    """Give median and maximum of the words of some sides."""
    words = [one.words for one in measured]
    return f"median {statistics.median(words):.0f}, at most {max(words)}"


if __name__ == "__main__":
    main()
