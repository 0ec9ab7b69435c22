"""The simplest way to a deck, to measure against: cards from JSON, packed by genanki.

python benchmarks/genanki_json.py deck.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import genanki

MODEL = genanki.Model(
    1607392319,
    "Choice",
    fields=[{"name": "Front"}, {"name": "Back"}],
    templates=[{"name": "Card", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr>{{Back}}"}],
)


def main() -> None:
    """Write ``genanki.apkg`` into the working folder."""
    deck = genanki.Deck(2059400110, "Generated")
    for front, back in json.loads(Path(sys.argv[1]).read_text("utf-8")):
        deck.add_note(genanki.Note(MODEL, [front, back]))
    genanki.Package(deck).write_to_file("genanki.apkg")


if __name__ == "__main__":
    main()
