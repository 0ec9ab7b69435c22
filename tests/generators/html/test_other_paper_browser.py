"""Sheets and keys that were made for one paper and printed on the other: nothing is cut off."""

from __future__ import annotations

import pytest
from example_unit import ROOT, read_unit

from kzquiz.generators import generator
from kzquiz.model import Options, Paper
from kzquiz.outputs import PAGES
from kzquiz.quiz.compose import compose, recipes

pytestmark = pytest.mark.slow

UNITS = sorted(path.parent.name for path in ROOT.glob("content/*/unit.yaml"))
OTHER = {"a4": "Letter", "letter": "A4"}
EDGE = 18  # points, 6.4 mm: printers cannot print beyond


def beyond(pdf) -> list[tuple[int, str]]:
    """The texts and lines of a PDF that begin or end where no printer prints, by page."""
    found = []
    for number, page in enumerate(pdf, 1):
        width = page.get_width()
        drawn = [("line", *one.get_bounds()) for one in page.get_objects()]
        text = page.get_textpage()
        drawn += [
            (text.get_text_bounded(*box), *box)
            for box in (text.get_rect(place) for place in range(text.count_rects()))
        ]
        found += [
            (number, name)
            for name, left, _, right, _ in drawn
            if left < EDGE - 1 or (right > width - EDGE + 1)
        ]
    return found


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("size", OTHER)
def test_no_table_and_no_text_is_cut_at_the_edge_of_the_other_paper(chromium, tmp_path, unit, size):
    pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")
    whole = read_unit(ROOT / "content" / unit)
    options = Options((ROOT / "templates",), paper=Paper(size))
    cut, pages = {}, 0
    page = chromium.new_page()
    for recipe in recipes(whole):
        if recipe.output != "sheet":
            continue
        quiz = compose(whole, recipe)
        outputs = [page for page in PAGES if page.made_for == "sheet" or quiz.name == "full"]
        for artifact in (one for page in outputs for one in generator(page.name)(quiz, options)):
            path = tmp_path / artifact.path
            path.write_bytes(artifact.data)
            page.goto(path.as_uri())
            pdf = pdfium.PdfDocument(page.pdf(format=OTHER[size], prefer_css_page_size=False))
            pages += len(pdf)
            if wrong := beyond(pdf):
                cut[artifact.path] = wrong[:5]
            pdf.close()
    page.close()
    assert cut == {}
    assert pages > 30
