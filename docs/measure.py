"""Take the pictures of the docs and count what docs/design-notes.md tells, all with one command.

    pip install -e '.[test,browser,pdf,pdf-test]' && python docs/measure.py
    python docs/measure.py cards taps  # these tables alone: cards, sheets, taps, pictures
    python docs/measure.py cards sheets --keep FOLDER  # every card side as a picture, every PDF

Each table is written between its two marks in docs/design-notes.md. All of it is made from the
files in decks/, except the PDF files, which are made anew. Needs Chromium (or Chrome) on the
machine, the Anki backend, and WeasyPrint; the PDF files take some minutes.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from pathlib import Path

import cards
import pictures
import sheets
import taps

DECKS = pictures.ROOT / "decks"
NOTES = pictures.ROOT / "docs" / "design-notes.md"
TABLES = ("cards", "sheets", "taps", "pictures")


def main() -> None:
    """Make everything, or what was named."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("named", nargs="*", metavar="|".join(TABLES), help="only these")
    parser.add_argument("--keep", type=Path, help="a folder for card sides and PDF files")
    given = parser.parse_args()
    if unknown := {*given.named} - {*TABLES}:
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
    for name in given.named or TABLES:
        make(name, given.keep)


def make(name: str, keep: Path | None) -> None:
    """Make one table and write it into the notes, or take all pictures."""
    units = sorted(path.parent.name for path in DECKS.glob("*/lock.json"))
    if name == "sheets":
        put(name, sheets.report(units, keep))
        return
    with pictures.browser() as chromium:
        if name == "pictures":
            pictures.take(chromium, [])
        elif name == "taps":
            put(name, taps.report(chromium, DECKS))
        else:
            decks = [DECKS / unit / f"{unit}.apkg" for unit in units]
            put(name, cards.report(chromium, decks, keep))


def put(name: str, lines: Iterable[str]) -> None:
    """Replace what stands between the two marks of a table."""
    start, end = f"<!-- {name}: made by docs/measure.py -->\n", f"<!-- end of {name} -->"
    table = "\n".join(lines).rstrip()
    between = re.compile(f"(?<={re.escape(start)}).*?(?={re.escape(end)})", re.DOTALL)
    text, found = between.subn(lambda _: f"\n{table}\n\n", NOTES.read_text("utf-8"))
    if found != 1:
        message = f"docs/design-notes.md has no place for {name}"
        raise ValueError(message)
    NOTES.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
