"""Counts the pages of all sheets, keys and cards to cut out, for docs/measure.py.

A page is full as far as its lowest letter or line reaches down between the margins. The size of the
letters is that in which most of a file's text is set, in points. Two faults are looked for on every
page: the last line of a paragraph alone on top of a column, and what no printer prints.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import html5lib
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTComponent, LTContainer, LTCurve
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from kzquiz.generators import generator, pdf
from kzquiz.load import Recipe, Unit, load
from kzquiz.model import Options, Paper
from kzquiz.outputs import PAGES
from kzquiz.quiz.compose import compose, recipes

ROOT = Path(__file__).parents[1]
PAPERS = {"A4": Paper(), "Letter": Paper("letter")}
HEADING = """\
| file | letters (pt) | smallest (pt) | pages, A4 | full (%) | pages, Letter | full (%) |
|---|---|---|---|---|---|---|"""
FOOTER = 36.0
"""Points at the foot of a page that only its footer uses."""
EDGE = 17.0
"""Points at the edges of a page where printers cannot print: 6.4 mm, less what a border is wide."""
GAP = 8.0
"""Points between two letters of a line from which they are in two columns."""
LEAST = 20
"""Letters of the shortest line that a paragraph of two lines begins with."""
SOME = 6
"""So many pages have their shares told one by one."""
NO_FAULT = """\
On none of these pages a line stands alone on top of a column, and nothing reaches into the edge
that printers cannot print. The number of pages that `index.html` tells is right for every sheet on
both papers."""
BLOCKS = {
    *("p", "li", "dt", "dd", "ul", "ol", "dl", "div", "section", "figure"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}


class File(NamedTuple):
    """A printed file: its path, its bytes, the HTML it was made of, and the pages as estimated."""

    path: str
    data: bytes
    html: str
    estimate: int


class Printed(NamedTuple):
    """A file: how full each page is (0 to 1), how often each size occurs, and its faults."""

    fill: list[float]
    sizes: Counter[float]
    faults: list[str]


class Line(NamedTuple):
    """Letters of a page that stand side by side in a column; ``y`` is their base line."""

    text: str
    y: float
    size: float


def report(units: Iterable[str], keep: Path | None) -> Iterator[str]:
    """Give the table of all printed files of the units, then what is wrong with any.

    With a folder to ``keep`` them in, the files are written there.
    """
    yield HEADING
    faults: list[str] = []
    for name in units:
        unit = loaded(name)
        for recipe in recipes(unit):
            if recipe.output == "sheet":
                both = [list(files(unit, recipe, paper)) for paper in PAPERS.values()]
                for pair in zip(*both, strict=True):
                    printed = [read(file) for file in pair]
                    yield row(f"{name}/{pair[0].path}", printed)
                    for paper, file, made in zip(PAPERS, pair, printed, strict=True):
                        found = [*made.faults, *misjudged(file, made)]
                        faults += [f"{name}/{file.path}, {paper}: {one}" for one in found]
                        write(file, keep, f"{name}-{paper}")
    yield ""
    yield "\n".join(f"- {fault}" for fault in faults) or NO_FAULT


def loaded(name: str) -> Unit:
    """Load a unit, or stop with its problems."""
    unit, problems = load(ROOT / "content" / name)
    if unit is None:
        sys.exit("\n".join(map(str, problems)))
    return unit


def files(unit: Unit, recipe: Recipe, paper: Paper) -> Iterator[File]:
    """Print what a recipe makes of a unit."""
    quiz, options = compose(unit, recipe), Options((ROOT / "templates",), paper=paper)
    pages = {
        page.path.removesuffix("html"): page
        for output in PAGES
        if output.made_for == "sheet" or quiz.name == "full"
        for page in generator(output.name)(quiz, options)
    }
    for made in pdf.render(quiz, options):
        page = pages[made.path.removesuffix("pdf")]
        yield File(made.path, made.data, page.data.decode(), page.facts.get("pages", 0))


def write(file: File, keep: Path | None, name: str) -> None:
    """Keep a file, under its unit and paper."""
    if keep:
        (keep / f"{name}-{file.path}").write_bytes(file.data)


def read(file: File) -> Printed:
    """Measure the pages of a file."""
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    reader = PDFPageInterpreter(resources, device)
    printed, broken = Printed([], Counter(), []), [*paragraphs(file.html)]
    for number, page in enumerate(PDFPage.get_pages(BytesIO(file.data)), 1):
        reader.process_page(page)
        layout = device.get_result()
        drawn = [one for one in within(layout) if one.height < layout.height]
        found = [one for one in drawn if one.y0 > FOOTER]
        letters = [one for one in found if isinstance(one, LTChar)]
        lowest = min((one.y0 for one in found), default=layout.height)
        printed.fill.append((layout.height - lowest) / (layout.height - FOOTER))
        printed.sizes.update(round(one.size, 1) for one in letters)
        if any(one.x0 < EDGE or one.x1 > layout.width - EDGE for one in drawn):
            printed.faults.append(f"page {number} reaches into the edge")
        printed.faults.extend(
            f"page {number}: “{line.text}” stands alone"
            for line in alone([*lines(letters)], broken)
        )
    return printed


def within(layout: LTContainer[LTComponent]) -> Iterator[LTComponent]:
    """All letters and lines of a page."""
    for one in layout:
        if isinstance(one, LTContainer):
            yield from within(one)
        elif isinstance(one, LTChar | LTCurve):
            yield one


def lines(letters: Iterable[LTChar]) -> Iterator[Line]:
    """Put letters together that stand side by side, with no space between them."""
    placed = sorted((-round(one.matrix[5]), one.x0, one.get_text(), one) for one in letters)
    start = 0
    ends = [
        at
        for at, ((y, _, _, one), (below, x, _, _)) in enumerate(pairwise(placed), 1)
        if below != y or x - one.x1 > GAP
    ]
    for end in (*ends, len(placed)):
        text = "".join("".join(text for _, _, text, _ in placed[start:end]).split())
        if text:
            yield Line(text, -placed[start][0], placed[start][3].size)
        start = end


def paragraphs(html: str) -> Iterator[str]:
    """All texts of a page that a line break may divide, without spaces."""
    for one in html5lib.parse(html, namespaceHTMLElements=False).iter():
        if one.tag in BLOCKS and not any(each.tag in BLOCKS for each in one.iter() if each != one):
            yield "".join("".join(one.itertext()).split())


def alone(found: Sequence[Line], broken: Sequence[str]) -> Iterator[Line]:
    """Give last lines of paragraphs that have the line before them in another column."""
    for line in found:
        holders = [text for text in broken if line.text in text]
        before = [text.removesuffix(line.text) for text in holders if text.endswith(line.text)]
        if before and len(before) == len(holders) and min(map(len, before)) > LEAST:
            near = [each for each in found if 0 <= each.y - line.y < 2 * line.size]
            if not any(text.endswith(each.text[-3:]) for text in before for each in near):
                yield line


def misjudged(file: File, printed: Printed) -> Iterator[str]:
    """Say so where index.html tells another number of pages."""
    if file.estimate not in {0, len(printed.fill)}:
        yield f"index.html says {file.estimate} pages, and there are {len(printed.fill)}"


def row(path: str, printed: Sequence[Printed]) -> str:
    """Lay a file out as a row of the table: once for each paper."""
    sizes = printed[0].sizes
    most = max(sizes, key=lambda size: sizes[size])
    counts = " | ".join(f"{len(one.fill)} | {shares(one.fill)}" for one in printed)
    return f"| {path} | {most} | {min(sizes)} | {counts} |"


def shares(fill: Sequence[float]) -> str:
    """Give the share of each page; of many pages the least before the last, and the last."""
    each = [f"{100 * share:.0f}" for share in fill]
    return (
        ", ".join(each) if len(each) <= SOME else f"{min(each[:-1], key=int)} or more, {each[-1]}"
    )
