"""Word documents, read back with python-docx, and opened in LibreOffice where it is installed."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from html import unescape
from pathlib import Path
from typing import assert_never

import pytest
import word_file
from command_line import run
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from example_unit import ROOT, read_unit
from folders import files
from msgspec.structs import replace
from reading import page_lines
from units_by_language import write_unit_in

from kzquiz.generators import answers, cutouts, teacher, worksheet
from kzquiz.generators.word import render as word
from kzquiz.load import Unit
from kzquiz.model import Choice, Gap, Match, Options, Order, Paper, Quiz, Shape, Table, Text
from kzquiz.quiz.compose import FULL, compose, recipes
from kzquiz.text import to_plain

TEMPLATES = (ROOT / "templates",)
UNITS = [path.parent.name for path in sorted(ROOT.glob("content/*/unit.yaml"))]
PAPERS = {"a4": Paper(), "letter, 24 points": Paper("letter", 24)}


ORDINARY = Paper()


def made(quiz: Quiz, paper: Paper = ORDINARY) -> dict[str, bytes]:
    return {one.path: one.data for one in word.render(quiz, Options(TEMPLATES, paper=paper))}


@pytest.fixture(scope="module")
def sheet(example: Unit) -> bytes:
    return made(compose(example))["worksheet.docx"]


@pytest.fixture(scope="module")
def key(example: Unit) -> bytes:
    return made(compose(example))["answers.docx"]


def letters(text: str) -> Counter[str]:
    """How often each letter and sign occurs, without what Word writes: numbers and capitals."""
    return Counter(sign for sign in text if sign.islower() or sign in "“”‘’.,;?!—→◊*")


@pytest.mark.slow
@pytest.mark.parametrize("paper", PAPERS)
def test_no_word_of_a_page_is_lost_or_added(example, paper) -> None:
    quiz = replace(compose(example), address="https://example.org/ostervik")
    options = Options(TEMPLATES, paper=PAPERS[paper])
    documents = made(quiz, PAPERS[paper])
    for output in (worksheet, answers, teacher, cutouts):
        for page in output.render(quiz, options):
            shown = re.sub(r"<svg.*?</svg>|<footer>.*", "", page.data.decode(), flags=re.DOTALL)
            lines = re.sub(r"^<\w+>", "", page_lines(shown.encode()), flags=re.MULTILINE)
            document = documents[page.path.replace(".html", ".docx")]
            there = letters("".join(one.text for one in word_file.paragraphs(document)))
            lost = letters(lines) - there
            added = there - letters(lines)
            assert not lost or PAPERS[paper].large_print, page.path
            # In large print a row has the heads of its columns in place of the head of the table.
            assert not added or PAPERS[paper].large_print, page.path
            assert lost.total() < 200, page.path


def test_every_question_is_found_again_with_what_it_asks_and_its_marks(example, sheet) -> None:
    found = questions(sheet)
    items = compose(example).items
    assert len(found) == len(items)
    for item, (stem, *rest) in zip(items, found, strict=True):
        asked, _, marks = stem.text.rpartition("\t")
        assert asked == " ".join(filter(None, (to_plain(item.stem), to_plain(item.instruction))))
        assert marks.replace("\u00a0", " ") == (
            f"____ / {item.marks} mark" if item.marks == 1 else f"____ / {item.marks} marks"
        )
        texts = [one.text for one in rest]
        for style, text in fields(item.shape):
            assert any(one.style == style and text in one.text for one in rest), (item.id, text)
        assert all(to_plain(one.text) in "\n".join(texts) for one in item.stimulus)


def questions(data: bytes) -> list[list[word_file.Paragraph]]:
    """The paragraphs of each question, its stem first."""
    found: list[list[word_file.Paragraph]] = []
    for one in word_file.paragraphs(data):
        if one.style == "Question":
            found.append([])
        if found:
            found[-1].append(one)
    return found


def fields(shape: Shape) -> list[tuple[str, str]]:  # noqa: PLR0911 (one for each shape)
    """The styles and texts of what a sheet shows to answer with."""
    match shape:
        case Choice(fixed=True, multiple=False, options=options):
            return [
                ("Answer Row", f"☐\u00a0{to_plain(one.text)}".replace(" ", "\u00a0"))
                for one in options
            ]
        case Choice(options=options, multiple=multiple):
            style = "Option to Tick" if multiple else "Option"
            return [(style, to_plain(one.text)) for one in options]
        case Match(prompts=prompts, targets=targets, reuse=True):
            style = "Target" if len(targets) > 4 else "Cell"  # a list above the grid, or its head
            statements = [("Cell", to_plain(one.text)) for one in prompts]
            return [*statements, *((style, to_plain(one.text)) for one in targets)]
        case Match(prompts=prompts, targets=targets):
            statements = [("Statement", to_plain(one.text)) for one in prompts]
            return [*statements, *(("Target", to_plain(one.text)) for one in targets)]
        case Order(steps=steps):
            return [("Step", to_plain(one.text)) for one in steps]
        case Gap(pieces=pieces):
            return [("Text with Gaps", "________________")] * (len(pieces) > 1)
        case Table(columns=columns):
            return [("Cell", to_plain(one)) for one in columns]
        case Text(parts=parts):
            return [("Point" if parts > 1 else "Answer Line", "\t")]
        case _:
            assert_never(shape)


def test_the_key_gives_each_question_its_answer_and_marks_in_a_table(example, key) -> None:
    document = word_file.opened(key)
    rows = [row for table in document.tables for row in table.rows if len(row.cells) == 5]
    numbered = {row.cells[0].text: row for row in rows}
    for number, item in enumerate(compose(example).items, 1):
        row = numbered[str(number)]
        assert row.cells[4].text == str(item.marks)
        if isinstance(item.shape, Choice) and not item.shape.fixed and not item.shape.multiple:
            (right,) = (one for one in item.shape.options if one.correct)
            reason = f" + {item.shape.reason.lower()}" if item.shape.reason else ""
            assert row.cells[1].text.endswith(f"{to_plain(right.text)}{reason}")
    text = "\n".join(one.text for one in word_file.paragraphs(key)).replace("\u00a0", " ")
    for item in example.items:
        assert to_plain(item.feedback) in text
        assert all(f"{one.label}, {one.place}" in text for one in item.evidence)


def test_the_sheet_shows_no_answer(example, sheet) -> None:
    text = "\n".join(one.text for one in word_file.paragraphs(sheet))
    assert not [item.id for item in example.items if to_plain(item.feedback) in text]


def test_headings_lists_and_tables_are_those_of_word(sheet) -> None:
    document = word_file.opened(sheet)
    styles = {one.style.name for one in document.paragraphs}
    assert {"Title", "Heading 1", "Question", "Option", "Answer Line", "Name Line"} <= styles
    heading = document.styles["Heading 1"]
    assert heading.element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "0"
    question = document.styles["Question"].element.pPr
    formats = {
        one.get(qn("w:abstractNumId")): one.find(f"{qn('w:lvl')}/{qn('w:numFmt')}").get(qn("w:val"))
        for one in document.part.numbering_part.element.iter(qn("w:abstractNum"))
    }
    lists = {
        number.numId: str(number.abstractNumId.val)
        for number in document.part.numbering_part.element.num_lst
    }
    assert formats[lists[question.numPr.numId.val]] == "decimal"
    options = [one for one in document.paragraphs if one.style.name == "Option"]
    kinds = {formats[lists[one._p.pPr.numPr.numId.val]] for one in options}
    assert kinds == {"upperLetter"}
    first = [one._p.pPr.numPr.numId.val for one in options]
    assert len(set(first)) == len(
        [one for one in document.paragraphs if one.style.name == "Question" and follows(one)]
    )
    grids = [one for one in document.tables if one.style.name == "Grid"]
    assert grids
    for grid in grids:
        assert grid.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def follows(question) -> bool:
    """Whether options follow a question."""
    after = question._p.getnext()
    while after is not None and after.tag == qn("w:p") and word_file.style_of(after) == "Reference":
        after = after.getnext()
    return after is not None and after.tag == qn("w:p") and word_file.style_of(after) == "Option"


@pytest.mark.slow
def test_no_question_and_no_row_is_split_by_the_end_of_a_page(sheet) -> None:
    document = word_file.opened(sheet)
    blocks = [one for one in document.element.body if one.tag != qn("w:sectPr")]
    ends = {"Question", "Heading1"}
    within = False
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        style = word_file.style_of(block) if block.tag == qn("w:p") else ""
        within = style == "Question" or (within and style not in ends)
        last = after is None or (after.tag == qn("w:p") and word_file.style_of(after) in ends)
        if within and not last and style != "Question":
            kept = [one for one in block.iter(qn("w:p")) if one.pPr is not None]
            assert all(one.pPr.find(qn("w:keepNext")) is not None for one in kept)
    assert document.styles["Question"].paragraph_format.keep_with_next
    assert document.styles["Heading 1"].paragraph_format.keep_with_next
    for table in document.tables:
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_a_comparison_for_the_teacher_stays_on_one_page(example) -> None:
    document = word_file.opened(made(compose(example))["teacher.docx"])
    heads = [one for one in document.element.body if is_heading(one)]
    compared = [one for one in heads if one.getnext().tag == qn("w:tbl")]
    assert compared
    for head in compared:
        pair = head.getnext()
        kept = [one for one in pair.iter(qn("w:p")) if one.pPr is not None]
        assert all(one.pPr.find(qn("w:keepNext")) is not None for one in kept)
        assert pair.getnext().tag == qn("w:p")


def is_heading(block) -> bool:
    return block.tag == qn("w:p") and word_file.style_of(block) == "Heading2"


def test_no_word_at_the_head_of_a_column_is_broken(example) -> None:
    columns = grid_columns(example, 4)
    assert all(width > Pt(11.5 * 0.59 * 10 + 8) for width in columns)
    assert sum(columns) < Mm(210 - 28)


@pytest.mark.slow
def test_columns_with_long_heads_leave_room_for_what_is_read(example) -> None:
    first, *others = grid_columns(example, 6)
    assert first > 0.24 * sum((first, *others))
    assert max(others) - min(others) < Pt(1)


def grid_columns(example: Unit, count: int) -> list[int]:
    """The widths of the columns of a grid with so many long heads."""
    quiz = compose(example)
    grids = (one for one in quiz.items if isinstance(one.shape, Match) and one.shape.reuse)
    item = next(one for one in grids if len(one.shape.targets) == count)
    targets = tuple(replace(one, text="Сообщается") for one in item.shape.targets)
    item = replace(item, shape=replace(item.shape, targets=targets))
    section = replace(quiz.sections[0], items=(item,))
    data = made(replace(quiz, sections=(section,)))["worksheet.docx"]
    (table,) = (one for one in word_file.opened(data).tables if one.style.name == "Grid")
    return [one.width for one in table.columns]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_the_language_of_the_unit_is_set(example, language) -> None:
    quiz = replace(compose(example), language=language)
    for data in made(quiz).values():
        document = word_file.opened(data)
        (spoken,) = document.styles.element.iter(qn("w:lang"))
        assert {spoken.get(qn(f"w:{name}")) for name in ("val", "eastAsia", "bidi")} == {language}
        assert document.core_properties.language == language
        assert document.core_properties.title.startswith(quiz.title)


@pytest.mark.slow
def test_what_is_written_from_the_right_runs_from_the_right_in_word(example) -> None:
    for data in made(replace(compose(example), language="ar")).values():
        document = word_file.opened(data)
        sections = list(document.element.body.iter(qn("w:sectPr")))
        assert all(one.find(qn("w:bidi")) is not None for one in sections)
        written = [one for one in document.element.body.iter(qn("w:p")) if one.pPr is not None]
        assert all(one.pPr.find(qn("w:bidi")) is not None for one in written)
        assert all(one._tbl.tblPr.find(qn("w:bidiVisual")) is not None for one in document.tables)
        beside = document.styles["Reference"].element.pPr.find(qn("w:pBdr"))
        assert [one.tag for one in beside] == [qn("w:right")]
    for data in made(compose(example)).values():
        assert not list(word_file.opened(data).element.body.iter(qn("w:bidi")))


@pytest.mark.slow
def test_a_title_longer_than_a_property_may_be_is_whole_on_the_page(example) -> None:
    title = "water " * 60
    (data, *_) = made(replace(compose(example), title=title.strip())).values()
    assert len(word_file.opened(data).core_properties.title) == 255
    assert title.strip() in "".join(one.text for one in word_file.paragraphs(data))


@pytest.mark.slow
def test_a_text_of_a_thousand_hyphens_is_whole(example) -> None:
    quiz = compose(example)
    item = replace(quiz.items[0], stem="aa-" * 1000)
    section = replace(quiz.sections[0], items=(item,))
    data = made(replace(quiz, sections=(section,)))["worksheet.docx"]
    assert item.stem in "".join(one.text for one in word_file.paragraphs(data))


@pytest.mark.slow
def test_every_picture_has_its_data_as_alternative_text(kazakhstan) -> None:
    quiz = replace(compose(kazakhstan), address="https://example.org/a")
    found = made(quiz)
    options = Options(TEMPLATES)
    for path, output in {"teacher.docx": teacher, "worksheet.docx": worksheet}.items():
        (page,) = output.render(quiz, options)
        titles = re.findall(r"<svg[^>]*><title[^>]*>(.*?)</title>", page.data.decode())
        document = word_file.opened(found[path])
        pictures = [one.find(qn("wp:docPr")) for one in document.element.iter(qn("wp:inline"))]
        assert [one.get("descr") for one in pictures] == [unescape(one) for one in titles]
        assert pictures
        assert len({one.get("id") for one in pictures}) == len(pictures)
        with zipfile.ZipFile(io.BytesIO(found[path])) as package:
            drawn = [name for name in package.namelist() if name.startswith("word/media/")]
            assert all(package.read(name).startswith(b"\x89PNG") for name in drawn)
            assert drawn


@pytest.mark.slow
@pytest.mark.parametrize("large", [18, 24])
def test_large_print_has_no_smaller_letters(example, large) -> None:
    for data in made(compose(example), Paper(large_print=large)).values():
        document = word_file.opened(data)
        for part in (document.element, document.styles.element):
            for size in part.iter(qn("w:sz")):
                assert int(size.get(qn("w:val"))) >= 2 * large
        assert document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:sz')}") is not None


@pytest.mark.slow
def test_paper_and_page_numbers(example) -> None:
    sizes = {"a4": (Mm(210), Mm(297)), "letter": (Mm(215.9), Mm(279.4))}
    for name, (width, height) in sizes.items():
        document = word_file.opened(made(compose(example), Paper(name))["worksheet.docx"])
        for section in document.sections:
            assert abs(section.page_width - width) < Pt(1)
            assert abs(section.page_height - height) < Pt(1)
        codes = [one.text for one in document.sections[0].footer._element.iter(qn("w:instrText"))]
        assert codes == ["PAGE", "NUMPAGES"]


@pytest.mark.slow
@pytest.mark.exhaustive
@pytest.mark.parametrize("unit", UNITS)
def test_every_recipe_in_every_version_opens_and_has_every_stem(unit) -> None:
    whole = read_unit(ROOT / "content" / unit)
    for recipe in recipes(whole):
        if recipe.output != "sheet":
            continue
        for letter in ("", "A", "B"):
            quiz = compose(whole, recipe, letter)
            found = made(quiz)
            name = "worksheet" if recipe == FULL else recipe.id
            sheet = found[f"{name}{'-' if letter else ''}{letter.lower()}.docx"]
            stems = [one[0].text for one in questions(sheet)]
            assert len(stems) == len(quiz.items)
            for item, stem in zip(quiz.items, stems, strict=True):
                assert stem.startswith(to_plain(item.stem))


@pytest.mark.slow
def test_two_builds_at_two_times_are_the_same_bytes(tmp_path: Path) -> None:
    command = ("build", "kazakhstan-2022", "-q", "--recipe", "starter", "--only", "word")
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
        found.append({p: d for p, d in files(folder / "decks").items() if p.endswith(".docx")})
    assert set(found[0]) == {"kazakhstan-2022/starter.docx", "kazakhstan-2022/starter-answers.docx"}
    assert found[0] == found[1]
    for data in found[0].values():
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert b"dcterms" not in re.sub(rb"xmlns:\w+=", b"", package.read("docProps/core.xml"))


@pytest.mark.slow
def test_a_machine_without_the_extra_is_told_what_to_install(
    content, tmp_path, monkeypatch
) -> None:
    assert content.parent == tmp_path
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    for name in [name for name in sys.modules if name.startswith("kzquiz.generators.word.")]:
        monkeypatch.delitem(sys.modules, name)
    done = run(tmp_path, "build", "--only", "word")
    assert done.returncode == 2
    assert "Word needs the package resvg_py" in done.stderr
    assert "pip install 'kzquiz[word]'" in done.stderr


@pytest.fixture(scope="session")
def office() -> str:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    return program


@pytest.mark.slow
def test_libreoffice_opens_them_and_prints_every_question_whole(
    office, kazakhstan, tmp_path
) -> None:
    recipe = next(one for one in kazakhstan.recipes if one.id == "lesson")
    quiz = compose(kazakhstan, recipe)
    found = printed(office, made(quiz), tmp_path)
    for name in ("lesson.docx", "lesson-answers.docx"):
        flat = [" ".join(page.split()) for page in found[name]]
        for number, page in enumerate(flat, 1):
            assert f"{number} / {len(flat)}" in page
        for item in quiz.items:
            assert [to_plain(item.stem)[:30] in page for page in flat].count(True) == 1
    assert len(found["lesson.docx"]) <= 4


def printed(office: str, documents: dict[str, bytes], folder: Path) -> dict[str, list[str]]:
    """The text of each page of documents as LibreOffice prints them."""
    pdfium = pytest.importorskip("pypdfium2")
    for path, data in documents.items():
        (folder / path).write_bytes(data)
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    convert = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*convert, *map(str, folder.glob("*.docx"))], check=True, capture_output=True)
    return {
        path: [
            page.get_textpage().get_text_range()
            for page in pdfium.PdfDocument((folder / path).with_suffix(".pdf"))
        ]
        for path in documents
    }


@pytest.mark.slow
def test_libreoffice_prints_a_line_for_the_number_of_each_step(office, example, tmp_path) -> None:
    quiz = compose(example)
    item = next(item for item in quiz.items if isinstance(item.shape, Order))
    section = replace(quiz.sections[0], items=(item,))
    data = made(replace(quiz, sections=(section,)))["worksheet.docx"]
    (pages,) = printed(office, {"sheet.docx": data}, tmp_path).values()
    text = " ".join(" ".join(pages).split())
    for step in item.shape.steps:
        assert f"____ {to_plain(step.text)}" in text


@pytest.mark.slow
def test_two_tables_never_touch(example) -> None:
    quiz = compose(example)
    pair = next(item.stimulus for item in quiz.items if len(item.stimulus) == 2)
    grid = next(item for item in quiz.items if isinstance(item.shape, Match) and item.shape.reuse)
    section = replace(quiz.sections[0], items=(replace(grid, stimulus=pair),))
    body = word_file.opened(made(replace(quiz, sections=(section,)))["worksheet.docx"]).element.body
    tables = list(body.iterchildren(qn("w:tbl")))
    assert len(tables) >= 2
    assert not [one for one in tables if one.getnext().tag == qn("w:tbl")]


@pytest.mark.parametrize(("language", "rtl"), [("ar", True), ("ru", False)])
def test_a_document_runs_from_right_to_left_in_every_section_paragraph_table_and_run(
    language, rtl, tmp_path
) -> None:
    unit = read_unit(write_unit_in(language, tmp_path))
    for data in made(compose(unit)).values():
        body = word_file.opened(data).element.body
        for name, sign in (("sectPr", "bidi"), ("pPr", "bidi"), ("tblPr", "bidiVisual")):
            found = {one.find(qn(f"w:{sign}")) is not None for one in body.iter(qn(f"w:{name}"))}
            assert found <= {rtl}, name
        assert len([*body.iter(qn("w:sectPr"))]) > 0
        arabic = [one for one in body.iter(qn("w:r")) if re.search("[\u0621-\u064a]", text(one))]
        assert all(one.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None for one in arabic)
        assert bool(arabic) is rtl


def test_a_text_of_another_language_keeps_its_direction_in_a_document(tmp_path: Path) -> None:
    path = write_unit_in("en", tmp_path) / "unit.yaml"
    recipe = "recipes:\n  - {id: full, title: Full, language: ar}\n"
    path.write_text(path.read_text("utf-8") + recipe, "utf-8")
    unit = read_unit(path.parent)
    body = word_file.opened(made(compose(unit, unit.recipes[0]))["worksheet.docx"]).element.body
    spoken: dict[str, set[bool]] = {}
    for one in body.iter(qn("w:r")):
        tongue = one.find(f"{qn('w:rPr')}/{qn('w:lang')}")
        rtl = one.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None
        spoken.setdefault(tongue.get(qn("w:val")) if tongue is not None else "", set()).add(rtl)
    assert spoken["en"] == {False}
    assert True in spoken[""]


def text(one) -> str:
    return "".join(each.text or "" for each in one.iter(qn("w:t")))


def test_the_answers_of_a_key_in_arabic_keep_their_order(tmp_path: Path) -> None:
    unit = read_unit(write_unit_in("ar", tmp_path))
    texts = [one.text for one in word_file.paragraphs(made(compose(unit))["answers.docx"])]
    # The mark before the comma lets “1 A” and “2 C” stand in the direction of the page.
    assert any(re.fullmatch("1\xa0[A-C]\u200f، 2\xa0[A-C]", text) for text in texts)


def test_pictures_in_arabic_are_drawn_with_fonts_of_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import resvg_py  # noqa: PLC0415 (an extra)

    calls = []
    drawing = resvg_py.svg_to_bytes

    def noted(**options):
        calls.append(options)
        return drawing(**options)

    monkeypatch.setattr(resvg_py, "svg_to_bytes", noted)
    made(compose(read_unit(write_unit_in("ar", tmp_path))))
    assert len(calls) == 2  # the figures and the timeline
    for call in calls:
        assert call["skip_system_fonts"]
        assert any("Arabic" in file for file in call["font_files"])
        assert "المدينة.\u200f" in call["svg_string"] or "بيوتهم\u200f" in call["svg_string"]


@pytest.mark.slow
def test_libreoffice_keeps_the_numbers_of_lists_in_arabic_between_the_margins(
    office, tmp_path
) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    quiz = compose(read_unit(write_unit_in("ar", tmp_path)))
    printed(office, {"worksheet.docx": made(quiz)["worksheet.docx"]}, tmp_path)
    for page in pdfium.PdfDocument(tmp_path / "worksheet.pdf"):
        read = page.get_textpage()
        edges = [read.get_charbox(at)[2] for at in range(read.count_chars())]
        assert max(edges) < page.get_width() - Mm(14).pt + 4
