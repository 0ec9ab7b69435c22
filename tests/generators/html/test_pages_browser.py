"""Every built page in a real browser: accessible, fit for a phone, valid, without messages."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from browsing import axe_problems, needs_axe, open_details
from example_unit import ROOT

pytestmark = pytest.mark.slow

PAGES = sorted((ROOT / "decks").glob("**/*.html"))
NAMES = [path.relative_to(ROOT / "decks").as_posix() for path in PAGES]
# W3C's Nu Html Checker from npm, as .ci/run installs it.
CHECKER = ROOT / ".venv" / "vnu" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

each_page = pytest.mark.parametrize("path", PAGES, ids=NAMES)


def test_there_are_pages():
    assert {Path(name).stem for name in NAMES} > {"worksheet", "answers", "lesson", "quiz"}


@needs_axe
@each_page
@pytest.mark.parametrize("media", ["screen", "print"])
def test_axe_finds_nothing(visits, path, media):
    page = visits.open(path)
    page.emulate_media(media=media)
    open_details(page)
    assert axe_problems(page) == []


@each_page
def test_nothing_has_to_be_scrolled_sideways_on_a_small_phone(visits, path):
    page = visits.open(path, width=320)
    open_details(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


# The lines that each paragraph to read has in each column that it stands in.
LINES = """() => [...document.querySelectorAll(".reading p")].map((paragraph) => {
  const box = paragraph.closest(".reading").getBoundingClientRect();
  const indent = parseFloat(getComputedStyle(paragraph).paddingInlineStart);
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  const columns = [new Set(), new Set()];
  for (const line of range.getClientRects()) {
    const second = line.left + indent > box.left + box.width / 2;
    if (line.width > 2) columns[Number(second)].add(Math.round(line.bottom / 6));
  }
  return columns.map((lines) => lines.size);
})"""


def test_no_line_of_a_text_to_read_stands_alone_on_top_of_a_column(visits):
    broken = []
    for path in PAGES:
        page = visits.open(path, width=703)
        page.emulate_media(media="print")
        broken += [lines for lines in page.evaluate(LINES) if all(lines)]
    assert broken
    assert [lines for lines in broken if lines[1] < 2] == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_landing_page_prints_a_page_for_each_unit(visits, paper):
    pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")
    page = visits.open(ROOT / "decks" / "index.html")
    titles = page.locator("h2").all_text_contents()
    printed = [
        one.get_textpage().get_text_bounded() for one in pdfium.PdfDocument(page.pdf(format=paper))
    ]
    assert len(printed) == len(titles) > 1
    assert all(title in text for title, text in zip(titles, printed, strict=True))


@pytest.mark.skipif(not shutil.which("java"), reason="the checker runs on Java")
@pytest.mark.skipif(not CHECKER.exists(), reason="npm install --prefix .venv/vnu vnu-jar")
def test_the_html_is_valid():
    # The checker knows no hashes in a policy: it takes the one style and script for forbidden.
    known = ".*violates Content Security Policy.*"
    command = ["java", "-jar", CHECKER, "--stdout", "--format", "gnu", "--filterpattern", known]
    found = subprocess.run([*command, *PAGES], check=False, capture_output=True, text=True)
    assert found.stdout == ""
    assert found.returncode == 0, found.stderr
