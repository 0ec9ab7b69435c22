"""PDF files in other languages: fonts from packages, no box for a letter, read back by OCR."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from example_unit import ROOT, read_unit
from units_by_language import LANGUAGES, write_unit_in

from kzquiz.generators import pdf, worksheet
from kzquiz.generators.pdf_fonts import MissingLetterError
from kzquiz.model import Options
from kzquiz.quiz.compose import compose

page_checker = pytest.importorskip("page", reason="the checker page-validation is not installed")
pikepdf = pytest.importorskip("pikepdf")
high_level = pytest.importorskip("pdfminer.high_level")

pytestmark = pytest.mark.slow

OPTIONS = Options((ROOT / "templates",))
TRAINED = {"ar": "ara", "de": "deu", "en": "eng", "kk": "kaz", "ru": "rus"}
_WORD = re.compile(r"[^\W\d_]{4,}")
_VOWELS = re.compile("[\u064b-\u065f\u0640]")  # text recognition leaves them out
DOTS = 150  # per inch
LEAST = 0.8  # of the words of a page


@pytest.fixture(scope="module", autouse=True)
def _weasyprint() -> None:
    try:
        import weasyprint  # noqa: F401, PLC0415
    except (ImportError, OSError) as error:
        pytest.skip(f"no PDF on this machine: {error}")


@pytest.fixture(scope="module", params=LANGUAGES)
def sheet(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """The sheet of a unit in a language, with its language."""
    unit = read_unit(write_unit_in(request.param, tmp_path_factory.mktemp(request.param)))
    first = next(iter(pdf.render(compose(unit), OPTIONS)))
    return request.param, first.data


def test_every_font_is_from_a_package_and_within_the_file(sheet) -> None:
    language, data = sheet
    document = pikepdf.open(BytesIO(data))
    found = {
        str(each.FontName).split("+")[1].partition("-")[0]
        for each in document.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
    }
    assert found == ({"Lato", "IBM"} if language == "ar" else {"Lato"})
    assert not page_checker.validate_pdf_bytes(data, profile="ua1").failures
    assert str(document.Root.Lang) == language


def words(text: str) -> set[str]:
    """The words of a text of four letters or more, each as people read it."""
    return {word.lower() for word in _WORD.findall(_VOWELS.sub("", text))}


def test_a_page_is_read_by_its_letters_and_not_by_its_text_layer(sheet, tmp_path: Path) -> None:
    language, data = sheet
    program = shutil.which("tesseract")
    if program is None:
        pytest.skip("not installed: tesseract")
    listed = subprocess.run(
        [program, "--list-langs"], capture_output=True, text=True, check=True
    ).stdout.split()
    if TRAINED[language] not in listed:
        pytest.skip(f"tesseract cannot read “{TRAINED[language]}” here")
    pdfium = pytest.importorskip("pypdfium2")
    picture = tmp_path / "page.png"
    pdfium.PdfDocument(data)[0].render(scale=DOTS / 72, grayscale=True).to_pil().save(picture)
    read = subprocess.run(
        [program, str(picture), "stdout", "-l", TRAINED[language], "--dpi", str(DOTS)],
        capture_output=True, text=True, check=True, timeout=120,
    ).stdout  # fmt: skip
    unit = read_unit(write_unit_in(language, tmp_path))
    source = unit.facts.sources["a"]
    printed = words(unit.texts[source.id])
    missing = printed - words(read)
    assert len(printed) > 15
    assert len(missing) <= (1 - LEAST) * len(printed), missing


@pytest.mark.parametrize(
    ("text", "named"), [("שלום", "hebrew letter shin"), ("雨", "cjk unified ideograph-96e8")]
)
def test_a_letter_that_no_font_has_is_named(text: str, named: str, tmp_path: Path) -> None:
    path = write_unit_in("en", tmp_path) / "unit.yaml"
    written = path.read_text("utf-8")
    path.write_text(re.sub("title: .*", f"title: The {text} flood", written, count=1), "utf-8")
    with pytest.raises(MissingLetterError) as raised:
        list(pdf.render(compose(read_unit(path.parent)), OPTIONS))
    assert f"“{text[0]}” ({named}) in “The {text} flood”" in str(raised.value)


def test_signs_that_nobody_sees_are_no_letters(tmp_path: Path) -> None:
    unit = read_unit(write_unit_in("ar", tmp_path))
    with pdf.fonts() as fonts:
        (page,) = worksheet.render(compose(unit), OPTIONS)
        with pytest.raises(MissingLetterError):
            pdf.pdf(page.data, fonts)  # the Arabic family was not asked for
        _, pages = pdf.pdf("<html><body>a\u00adb\u200dc\u2067d\u2069</body></html>".encode(), fonts)
    assert pages == 1


# --- from right to left ---------------------------------------------------------------------------

MARGIN = 12 / 25.4 * 72  # points


def printed(quiz, name: str = "worksheet.pdf"):
    """The pages of a PDF, by PDFium."""
    pdfium = pytest.importorskip("pypdfium2")
    made = {one.path: one.data for one in pdf.render(quiz, OPTIONS)}
    return list(pdfium.PdfDocument(made[name]))


def signs(page) -> list[tuple[str, float]]:
    """The signs of a page in the order of its text, each with the place of its left edge."""
    read = page.get_textpage()
    return [
        (read.get_text_range(at, 1), read.get_charbox(at, loose=True)[0])
        for at in range(read.count_chars())
    ]


@pytest.mark.parametrize("own", ["ar", "en"])
def test_lines_that_begin_on_the_right_stay_between_the_margins(own: str, tmp_path: Path) -> None:
    path = write_unit_in("ar", tmp_path) / "unit.yaml"
    recipe = f"recipes:\n  - {{id: full, title: Full, language: {own}}}\n"
    path.write_text(path.read_text("utf-8") + recipe, "utf-8")
    unit = read_unit(path.parent)
    for page in printed(compose(unit, unit.recipes[0])):
        places = [place for sign, place in signs(page) if sign.strip()]
        assert min(places) > MARGIN - 2
        assert max(places) < page.get_width() - MARGIN + 2


def test_a_page_in_arabic_has_its_number_on_the_left(tmp_path: Path) -> None:
    (first, *_) = printed(compose(read_unit(write_unit_in("ar", tmp_path))))
    read = first.get_textpage()
    found = read.search("صفحة")
    at, _ = found.get_next()
    assert read.get_charbox(at)[0] < first.get_width() / 4


def test_an_english_sentence_ends_on_its_right_on_a_page_in_arabic(tmp_path: Path) -> None:
    path = write_unit_in("en", tmp_path) / "unit.yaml"
    recipe = "recipes:\n  - {id: full, title: Full, language: ar}\n"
    path.write_text(path.read_text("utf-8") + recipe, "utf-8")
    unit = read_unit(path.parent)
    pages = printed(compose(unit, unit.recipes[0]))
    text = "".join(sign for page in pages for sign, _ in signs(page))
    assert "ورقة عمل" in text  # the words of the page are Arabic
    for page in pages:
        found = signs(page)
        line = "".join(sign for sign, _ in found)
        if (at := line.find("pump was in order")) >= 0:
            last = at + len("pump was in order") - 1
            points = [place for sign, place in found[last - 60 : last + 5] if sign == "."]
            assert any(0 < place - found[last][1] < 12 for place in points)
            return
    pytest.fail("the sentence is on no page")
