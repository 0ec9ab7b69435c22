"""Count the pages of every sheet and key and how full they are, for docs/design-notes.md.

    pip install -e '.[pdf,test,pdf-test]' && python docs/sheets.py [UNIT …] [--pdf FOLDER]

A page is full as far as its lowest letter or line reaches down between the margins. The size of the
letters is that in which most of a sheet's text is set, in points.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTComponent, LTContainer, LTCurve
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from kzquiz.generators import pdf
from kzquiz.load import load
from kzquiz.model import Options, Paper
from kzquiz.quiz.compose import compose, recipes

ROOT = Path(__file__).parents[1]
PAPERS = {"A4": Paper(), "Letter": Paper("letter")}
HEADING = "| file | paper | pages | full (%) | letters (pt) | smallest (pt) |"
FOOTER = 36.0
"""Points at the foot of a page that only its footer uses."""


class Printed(NamedTuple):
    """A file: how full each page is (0 to 1), and how often each size of letters occurs."""

    fill: list[float]
    sizes: Counter[float]


def main() -> None:
    """Print a row for every PDF file of the units: all recipes, both papers."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("unit", nargs="*", default=["kazakhstan-2022", "titanic-1912"])
    parser.add_argument("--recipe", action="append", help="only this one")
    parser.add_argument("--paper", action="append", choices=PAPERS, help="only this one")
    parser.add_argument("--pdf", type=Path, help="a folder for the files")
    given = parser.parse_args()
    sys.stdout.write(f"{HEADING}\n|---|---|---|---|---|---|\n")
    for unit in given.unit:
        for paper in given.paper or PAPERS:
            for path, data in files(unit, PAPERS[paper], given.recipe):
                sys.stdout.write(f"{row(f'{unit}/{path}', paper, read(data))}\n")
                sys.stdout.flush()
                if given.pdf:
                    kept = given.pdf / f"{unit}-{paper}-{path}"
                    kept.parent.mkdir(parents=True, exist_ok=True)
                    kept.write_bytes(data)


def files(name: str, paper: Paper, only: list[str] | None) -> Iterator[tuple[str, bytes]]:
    """Print every sheet of a unit with its key."""
    unit, problems = load(ROOT / "content" / name)
    if unit is None:
        sys.exit("\n".join(map(str, problems)))
    for recipe in recipes(unit):
        if recipe.output == "sheet" and (not only or recipe.id in only):
            made = pdf.render(compose(unit, recipe), Options((ROOT / "templates",), paper=paper))
            yield from ((artifact.path, artifact.data) for artifact in made)


def read(data: bytes) -> Printed:
    """Measure the pages of a PDF file."""
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    reader = PDFPageInterpreter(resources, device)
    fill, sizes = [], Counter[float]()
    for page in PDFPage.get_pages(BytesIO(data)):
        reader.process_page(page)
        layout = device.get_result()
        found = [one for one in within(layout) if one.y0 > FOOTER and one.height < layout.height]
        lowest = min((one.y0 for one in found), default=layout.height)
        fill.append((layout.height - lowest) / (layout.height - FOOTER))
        sizes.update(round(one.size, 1) for one in found if isinstance(one, LTChar))
    return Printed(fill, sizes)


def within(layout: LTContainer[LTComponent]) -> Iterator[LTComponent]:
    """All letters and lines of a page."""
    for one in layout:
        if isinstance(one, LTContainer):
            yield from within(one)
        elif isinstance(one, LTChar | LTCurve):
            yield one


def row(path: str, paper: str, printed: Printed) -> str:
    """Lay a file out as a row of the table."""
    fill = ", ".join(f"{share:.0%}".removesuffix("%") for share in printed.fill)
    most = max(printed.sizes, key=lambda size: printed.sizes[size])
    least = min(printed.sizes)
    return f"| {path} | {paper} | {len(printed.fill)} | {fill} | {most} | {least} |"


if __name__ == "__main__":
    main()
