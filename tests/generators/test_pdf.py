"""PDF files, read by other programs: PDF/UA-1, fonts, order, sizes, equal bytes."""

from __future__ import annotations

import http.server
import importlib.util
import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice
from pathlib import Path

import html5lib
import pytest
from command_line import run
from example_unit import ROOT, read_unit
from folders import files
from msgspec.structs import replace

from kzquiz.generators import pdf, teacher, worksheet
from kzquiz.load import Unit
from kzquiz.model import Options, Paper, Quiz
from kzquiz.quiz.compose import FULL, compose, recipes

page_checker = pytest.importorskip("page", reason="the checker page-validation is not installed")
pikepdf = pytest.importorskip("pikepdf")
pytest.importorskip("pdfminer")

from pdfminer.converter import PDFPageAggregator  # noqa: E402 (if it is there)
from pdfminer.layout import LTChar, LTFigure  # noqa: E402
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager  # noqa: E402
from pdfminer.pdfpage import PDFPage  # noqa: E402

pytestmark = pytest.mark.slow

TEMPLATES = (ROOT / "templates",)
PAPERS = {
    "a4": Paper(),
    "letter": Paper("letter"),
    "18pt": Paper(large_print=18),
    "24pt": Paper("letter", 24),
}


@pytest.fixture(scope="module", autouse=True)
def _weasyprint() -> None:
    """Skip where it is missing; imported here, as it takes long and the fast tests need none."""
    try:
        import weasyprint  # noqa: F401, PLC0415
    except (ImportError, OSError) as error:
        pytest.skip(f"no PDF on this machine: {error}")


def made(quiz: Quiz, paper: Paper) -> dict[str, bytes]:
    options = Options(TEMPLATES, paper=paper)
    return {artifact.path: artifact.data for artifact in pdf.render(quiz, options)}


@pytest.fixture(scope="module")
def lesson(kazakhstan: Unit) -> Quiz:
    return compose(kazakhstan, next(each for each in kazakhstan.recipes if each.id == "lesson"))


@pytest.fixture(scope="module")
def printed(lesson: Quiz, example: Unit) -> dict[tuple[str, str], bytes]:
    """The lesson on both papers, and every kind of question in large print."""
    found = {}
    for name, paper in PAPERS.items():
        quiz = compose(example, FULL) if paper.large_print else lesson
        found |= {(name, path): data for path, data in made(quiz, paper).items()}
    return found


def test_sheet_key_and_cards_pass_an_independent_check_of_pdf_ua_1(printed):
    assert len(printed) == 14
    for name, data in printed.items():
        report = page_checker.validate_pdf_bytes(data, profile="ua1")
        assert report.rules.total > 100
        assert not [(each.rule_id, each.message) for each in report.failures], name


@pytest.mark.exhaustive
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("unit", [path.parent.name for path in ROOT.glob("content/*/unit.yaml")])
def test_every_file_of_every_unit_passes_an_independent_check_of_pdf_ua_1(unit, paper):
    whole = read_unit(ROOT / "content" / unit)
    for recipe in recipes(whole):
        if recipe.output == "sheet":
            for name, data in made(compose(whole, recipe), PAPERS[paper]).items():
                report = page_checker.validate_pdf_bytes(data, profile="ua1")
                assert not [(each.rule_id, each.message) for each in report.failures], name


def test_the_comparisons_for_the_teacher_pass_it_where_they_are_longer_than_a_page(kazakhstan):
    quiz = replace(compose(kazakhstan), glossary=(), figures=(), timeline=())
    with pdf.fonts() as config:
        (artifact,) = teacher.render(quiz, Options(TEMPLATES, paper=PAPERS["24pt"]))
        data, pages = pdf.pdf(artifact.data, config)
    assert pages > 20
    assert not page_checker.validate_pdf_bytes(data, profile="ua1").failures


def test_the_lesson_is_one_page_to_read_and_two_of_questions(printed):
    assert sizes(printed["a4", "lesson.pdf"]) == [(595, 842)] * 3
    assert sizes(printed["letter", "lesson.pdf"]) == [(612, 792)] * 3


def counting():
    """The script that counts the pages for docs/design-notes.md."""
    spec = importlib.util.spec_from_file_location("sheets", ROOT / "docs" / "sheets.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_lesson_fills_its_pages_with_no_line_alone_and_nothing_at_the_edge(
    printed, lesson, paper
):
    sheets = counting()
    (page,) = worksheet.render(lesson, Options(TEMPLATES, paper=PAPERS[paper]))
    data = printed[paper, "lesson.pdf"]
    made = sheets.read(sheets.File("lesson.pdf", data, page.data.decode(), page.facts["pages"]))
    assert made.faults == []
    assert len(made.fill) == page.facts["pages"]
    assert all(share > 0.5 for share in made.fill)


def test_the_last_line_of_a_paragraph_is_found_where_it_stands_on_top_of_the_next_column():
    sheets = counting()
    text = ("The troops of an alliance came", "to the town in the north", "on Thursday.")
    *before, last = [
        sheets.Line("".join(line.split()), y, 9)
        for line, y in zip(text, (100, 88, 76), strict=True)
    ]
    whole = ["".join("".join(text).split()), "Next."]
    assert list(sheets.alone([*before, last], whole)) == []
    moved = last._replace(y=700)
    assert list(sheets.alone([*before, moved], whole)) == [moved]


def sizes(data: bytes) -> list[tuple[int, int]]:
    """The sizes of the pages, in points."""
    boxes = [page.mediabox for page in pikepdf.open(BytesIO(data)).pages]
    return [(round(float(box[2])), round(float(box[3]))) for box in boxes]


def test_every_font_is_lato_and_within_the_file(printed):
    for data in printed.values():
        document = pikepdf.open(BytesIO(data))
        fonts = [each for each in document.objects if is_a(each, "/FontDescriptor")]
        assert fonts
        for font in fonts:
            assert "+Lato" in str(font.FontName)
            assert "/FontFile2" in font


def is_a(each: object, kind: str) -> bool:
    return isinstance(each, pikepdf.Dictionary) and each.get("/Type") == kind


def test_title_and_language_are_told(printed, lesson):
    for (name, path), data in printed.items():
        document = pikepdf.open(BytesIO(data))
        assert str(document.Root.Lang) == "en"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        if name == "a4":
            assert str(document.docinfo.Title).startswith(f"{lesson.title}: "), path


def letters(data: bytes) -> Iterator[tuple[str, float]]:
    """The letters in the order of the file, with their sizes on paper, in points."""

    def within(layout: Iterable[object]) -> Iterator[tuple[str, float]]:
        for each in layout:
            if isinstance(each, LTChar):
                yield each.get_text(), each.size
            elif isinstance(each, LTFigure):
                yield from within(each)

    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    reader = PDFPageInterpreter(resources, device)
    for page in PDFPage.get_pages(BytesIO(data)):
        reader.process_page(page)
        yield from within(device.get_result())


@pytest.mark.parametrize(("name", "least"), [("a4", 8), ("18pt", 18), ("24pt", 24)])
def test_nothing_is_smaller_than_the_print_that_was_asked_for(printed, name, least):
    for (paper, path), data in printed.items():
        if paper == name:
            smallest = min(letters(data), key=lambda letter: letter[1])
            assert smallest[1] >= least - 0.1, (path, smallest)


def test_the_order_of_the_text_is_the_order_of_reading(lesson, printed):
    (artifact,) = worksheet.render(lesson, Options(TEMPLATES))
    body = html5lib.parse(artifact.data.decode(), namespaceHTMLElements=False).find("body")
    wanted = [
        "".join("".join(each.itertext()).split())
        for each in body.iter()
        if each.tag in {"h1", "h2", "p", "li", "th", "td"} and not each.findall(".//li")
    ]
    text = "".join(text for text, _ in letters(printed["a4", "lesson.pdf"]) if not text.isspace())
    place, met = 0, 0
    for words in filter(None, wanted):
        found = text.find(words, place)
        if found >= 0:
            place, met = found, met + 1
        else:
            # A page may end in the middle of a text; the next text is never before it.
            assert words[:12] in text[place:] or words not in text, words
    assert met > 0.9 * len(list(filter(None, wanted)))


HEADS = {
    "answers": "Answerkey,fortheteacher",
    "teacher": "Fortheteacher",
    "cutouts": "Cardstocutout",
    "": "Worksheet",
}


def test_every_file_says_at_its_head_what_it_is(printed):
    for (name, path), data in printed.items():
        text = "".join(text for text, _ in islice(letters(data), 60) if not text.isspace())
        words = next(HEADS[kind] for kind in HEADS if kind in path)
        assert text.startswith(words), (name, path)


def test_two_builds_at_two_times_are_the_same_bytes(tmp_path: Path):
    command = ("build", "kazakhstan-2022", "-q", "--recipe", "starter", "--only", "pdf")
    found = []
    for number, zone in enumerate(("UTC", "Asia/Almaty")):
        folder = tmp_path / str(number)
        folder.mkdir()
        subprocess.run(
            [sys.executable, "-m", "kzquiz.cli", *command, "--content", str(ROOT / "content")],
            cwd=folder,
            env=os.environ | {"TZ": zone, "PYTHONHASHSEED": str(number), "LC_ALL": "C"},
            check=True,
        )
        found.append({p: d for p, d in files(folder / "decks").items() if p.endswith(".pdf")})
    assert set(found[0]) == {"kazakhstan-2022/starter.pdf", "kazakhstan-2022/starter-answers.pdf"}
    assert found[0] == found[1]


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """A local server, and the requests that it got."""
    requests: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", requests
        server.shutdown()


def test_nothing_is_loaded_from_the_network_or_the_disk(asked, tmp_path):
    address, requests = asked
    (tmp_path / "secret.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    html = f"""<!doctype html><html lang="en"><head><title>x</title>
    <link rel="stylesheet" href="{address}/a.css">
    <style>@import "{address}/b.css"; p {{ background: url({address}/c.png) }}</style></head>
    <body><p>Text</p><img alt="x" src="{address}/d.png">
    <img alt="y" src="{(tmp_path / "secret.svg").as_uri()}"></body></html>"""
    with pdf.fonts() as known:
        data, pages = pdf.pdf(html.encode(), known)
    assert pages == 1
    assert requests == []
    assert b"/Subtype /Image" not in data
    assert b"/Subtype /Form" not in data


@pytest.mark.parametrize(
    ("name", "error", "what"),
    [
        ("weasyprint", ImportError("no", name="weasyprint"), "the package weasyprint"),
        ("weasyprint", OSError("cannot load library 'libpango-1.0-0'"), "the library Pango"),
    ],
)
def test_a_machine_that_lacks_something_is_told_what_to_install(
    content, monkeypatch, name, error, what
):
    class Broken:
        def find_spec(self, wanted: str, *_: object) -> None:
            if wanted == name:
                raise error

    for module in [m for m in sys.modules if m.split(".")[0] == name]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    done = run(content.parent, "build", "--pdf")
    assert done.returncode == 2
    assert f"PDF needs {what}, which is not on this machine." in done.stderr
    for words in ("pip install 'kzquiz[pdf]'", "apt install", "brew install", "pacman -S"):
        assert words in done.stderr
    assert not list((content.parent / "decks").glob("*/*"))


def test_pdf_is_made_only_where_it_is_asked_for(content):
    assert run(content.parent, "build").returncode == 0
    assert not [path for path in files(content.parent / "decks") if path.endswith(".pdf")]
