"""Sheet, key and quiz page printed from a browser at a hundred lengths, and the PDF read back."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from example_unit import ROOT
from lengths import quiz_of_length

from kzquiz.generators import generator
from kzquiz.model import Options, Paper
from kzquiz.quiz.compose import compose

pytestmark = pytest.mark.slow

SEEDS = 100
PAPERS = [Paper("a4"), Paper("letter"), Paper("a4", 18), Paper("letter"), Paper("a4", 24)]
# In points: the margins of a page, and a heading that has to stay with a question.
MARGINS, HEADING = 76, 40
# A word at the top and at the bottom of each question, and at the top of each heading and of the
# element after it. The words lie over the page, so that the layout is the same.
MARK = """() => {
  const mark = (element, edge, word) => {
    const span = document.createElement("span");
    span.textContent = ` ${word} `;
    span.setAttribute("style", `position: absolute; ${edge}: 0; left: 0; white-space: nowrap;
      font: 1px/1 monospace; text-indent: 0; letter-spacing: 0; color: #000`);
    element.style.position = "relative";
    element.append(span);
  };
  const first = (element) => {
    const inner = [...element.children].find((one) => one.getClientRects().length);
    const holds = "ol ul dl div section table thead tbody tr form details fieldset".split(" ");
    const goes = inner && inner.localName !== "svg" && holds.includes(element.localName);
    return goes ? first(inner) : element;
  };
  const follower = (element) =>
    element.nextElementSibling || (element.parentElement && follower(element.parentElement));
  const shown = (element) => first(element).getClientRects().length > 0;
  const heads = "h1, h2, h3, .section-head, .item-head, thead, dt, legend";
  [...document.querySelectorAll(heads)].filter(shown).forEach((head, place) => {
    let next = follower(head);
    while (next && !shown(next)) next = follower(next);
    if (!next || next.localName === "footer") return;
    mark(first(head), "bottom", `head${place}top`);
    mark(first(next), "top", `head${place}next`);
  });
  document.querySelectorAll(".item, #quiz .items > li").forEach((item, place) => {
    mark(item, "top", `item${place}top`);
    mark(item, "bottom", `item${place}end`);
  });
}"""


class Mark(NamedTuple):
    page: int
    y: float  # points from the foot of the page


@pytest.fixture(scope="module")
def sheet(chromium):
    """A page without script and policy, to lay marks over it."""
    context = chromium.new_context(bypass_csp=True, java_script_enabled=False)
    yield context.new_page()
    context.close()


def printed(sheet, html: str) -> tuple[list[str], dict[str, Mark], float]:
    """The text of each page of the PDF, the marks in it, and the height of a page."""
    pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")
    sheet.set_content(html)
    sheet.emulate_media(media="print")
    sheet.locator("details").evaluate_all("all => all.forEach((one) => (one.open = true))")
    sheet.evaluate(MARK)
    pdf = pdfium.PdfDocument(sheet.pdf(prefer_css_page_size=True))
    texts, marks = [], {}
    for place, page in enumerate(pdf):
        text = page.get_textpage()
        texts.append(text.get_text_range())
        for found in re.finditer(r"(?:item|head)\d+(?:top|end|next)", texts[-1]):
            # A table's head is printed again on each page that the table goes on to.
            marks.setdefault(found[0], Mark(place, text.get_charbox(found.start())[1]))
    height = pdf[0].get_height()
    pdf.close()
    return texts, marks, height


def faults(texts: list[str], marks: dict[str, Mark], title: str) -> list[str]:
    """Pages without a footer, headings at the foot of a page."""
    found = []
    for place, text in enumerate(texts, 1):
        line = " ".join(text.split())
        if f"page {place} of {len(texts)}" not in line or title not in line:
            found.append(f"no footer on page {place}")
    for name, top in marks.items():
        if name.startswith("head") and name.endswith("top"):
            after = marks[name.removesuffix("top") + "next"]
            if after.page != top.page:
                found.append(f"{name}: left behind on page {top.page + 1}")
    return found


def splits(marks: dict[str, Mark], height: float) -> list[str]:
    """Questions that are broken over two pages although they fit on one."""
    found = []
    for name, top in marks.items():
        if name.startswith("item") and name.endswith("top"):
            end = marks[name.removesuffix("top") + "end"]
            length = (end.page - top.page) * (height - MARGINS) + top.y - end.y
            if end.page > top.page and length < height - MARGINS - HEADING:
                found.append(f"{name}: split from page {top.page + 1}, {length:.0f} points long")
    return found


@pytest.mark.parametrize("output", ["worksheet", "answers", "quiz"])
def test_no_question_is_split_no_heading_left_behind_and_every_page_has_its_footer(
    sheet, example, output
):
    whole = compose(example)
    counts, found = set(), {}
    for seed in range(SEEDS):
        made = quiz_of_length(whole, seed)
        paper = PAPERS[seed % len(PAPERS)]
        options = Options((ROOT / "templates",), paper=paper)
        (artifact,) = generator(output)(made, options)
        texts, marks, height = printed(sheet, artifact.data.decode())
        assert len([name for name in marks if name.startswith("item")]) == 2 * len(made.items)
        counts.add(len(texts))
        wrong = faults(texts, marks, made.title)
        if not paper.large_print:  # there a question may well be longer than a page
            wrong += splits(marks, height)
        if wrong:
            found[seed] = wrong
    assert found == {}
    assert len(counts) > 5
