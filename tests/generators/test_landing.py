"""The landing page has every unit in its folder, also if a build makes only one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import html5lib
import pytest
from command_line import run
from example_unit import QUESTIONS, cards, write_example_unit
from reading import output_files

from kzquiz import places
from kzquiz.generators import landing
from kzquiz.load import Unit
from kzquiz.model import Artifact
from kzquiz.outputs import OUTPUTS, Output
from kzquiz.quiz.compose import compose, recipes

UNITS = ("example", "other")


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = write_example_unit(tmp_path / "content")
    other = shutil.copytree(folder, tmp_path / "content" / "other")
    text = (other / "unit.yaml").read_text("utf-8")
    (other / "unit.yaml").write_text(
        text.replace("id: example", "id: other", 1).replace(
            "title: The flood in Ostervik", "title: Another <flood>", 1
        ),
        "utf-8",
    )
    return tmp_path


def links(folder: Path) -> dict[str, str]:
    """The links of the page with their words; the HTML must be valid."""
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
        (folder / "decks" / "index.html").read_text("utf-8")
    )
    return {a.get("href"): " ".join("".join(a.itertext()).split()) for a in page.iter("a")}


@pytest.mark.slow
def test_every_file_for_people_is_linked_and_is_there(work: Path, example: Unit) -> None:
    assert run(work, "build").returncode == 0
    found = links(work)
    assert found["example/worksheet.html"] == "Worksheet"
    assert found["other/answers.html"] == "Answer key"
    assert found["example/quiz.html"] == "Quiz page"
    assert found["other/teacher.html"] == "For the teacher"
    page = html5lib.parse((work / "decks/index.html").read_text("utf-8"))
    text = " ".join("".join(page.itertext()).split())
    assert f"Quiz page {QUESTIONS} questions" in text
    assert f"Anki deck {cards(example)} cards" in text
    assert "For ages 12 and over" in text
    assert set(found) == {f"{unit}/{name}" for unit in UNITS for name in output_files(unit)}
    assert all((work / "decks" / path).is_file() for path in found)
    assert "Another &lt;flood&gt;" in (work / "decks" / "index.html").read_text("utf-8")
    assert run(work, "build", "--check").returncode == 0


@pytest.mark.slow
def test_a_build_of_one_unit_keeps_the_others_on_the_page(work: Path) -> None:
    run(work, "build", "other")
    assert {path.split("/")[0] for path in links(work)} == {"other"}
    run(work, "build", "example")
    assert {path.split("/")[0] for path in links(work)} == {"example", "other"}
    before = (work / "decks" / "index.html").read_bytes()
    run(work, "build")
    assert (work / "decks" / "index.html").read_bytes() == before


@pytest.mark.slow
def test_a_build_of_a_part_keeps_the_rest_on_the_page(work: Path) -> None:
    run(work, "build", "example")
    before = links(work)
    run(work, "build", "example", "--recipe", "full", "--versions", "2")
    after = links(work)
    assert before.items() <= after.items()
    assert "example/answers-b.html" in after
    run(work, "build", "example")
    assert links(work) == before


@pytest.mark.slow
def test_a_page_that_was_deleted_comes_back(work: Path) -> None:
    run(work, "build")
    (work / "decks" / "index.html").unlink()
    run(work, "build")
    assert links(work)


@pytest.mark.slow
def test_a_list_of_contents_that_is_damaged_leaves_its_unit_out(work: Path) -> None:
    run(work, "build")
    (work / "decks" / "other" / "contents.json").write_text("{", "utf-8")
    assert run(work, "build", "example", "--versions", "2").returncode == 0
    assert {path.split("/")[0] for path in links(work)} == {"example"}


@pytest.mark.slow
def test_a_page_that_kzquiz_did_not_make_is_not_overwritten(work: Path) -> None:
    (work / "decks").mkdir()
    (work / "decks" / "index.html").write_text("mine", "utf-8")
    done = run(work, "build")
    assert done.returncode == 1
    assert "decks/index.html: kzquiz did not make this file" in done.stderr
    assert (work / "decks" / "index.html").read_text("utf-8") == "mine"


def test_an_output_without_facts_is_linked_too_for_those_it_is_for(
    example: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = Output(
        name="items", summary="Table of answers", module="items", made_for="full",
        audience="teacher", file="items", suffix=".tsv",
    )  # fmt: skip
    monkeypatch.setitem(OUTPUTS, "items", key)
    quiz = compose(example)
    sheet = Artifact("worksheet.html", b"", {"questions": 18})
    made = [("worksheet", quiz, [sheet]), ("items", quiz, [Artifact("items.tsv", b"")])]
    listed = landing.contents(made, 0, None).data
    page = landing.render({"example": listed}, (places.bundled("templates"),)).data.decode()
    assert 'href="example/items.tsv">Table of answers' in page


def test_sheets_stand_under_what_they_are_for_and_a_lesson_comes_first(kazakhstan: Unit) -> None:
    named = {recipe.id: compose(kazakhstan, recipe) for recipe in recipes(kazakhstan)}
    made = [
        ("worksheet", named[name], [Artifact(f"{name}.html", b"", {"minutes": 28, "questions": 9})])
        for name in ("full", "figures", "starter", "lesson")
    ]
    listed = landing.contents(made, 0, None).data
    page = landing.render({"k": listed}, (places.bundled("templates"),)).data.decode()
    order = [
        "Teach a lesson", "Start here", "k/lesson.html", "Ten minutes", "k/starter.html",
        "One skill", "k/figures.html", "Every question", "k/full.html",
    ]  # fmt: skip
    found = [page.index(words) for words in order]
    assert found == sorted(found)
    assert page.count("Start here") == 1
    assert "For ages 14 and over" in page


def test_a_pdf_stands_beside_its_page_with_the_number_of_its_pages(example: Unit) -> None:
    quiz = compose(example)
    made = [
        ("worksheet", quiz, [Artifact("worksheet.html", b"", {"questions": 18})]),
        ("teacher", quiz, [Artifact("teacher.html", b"")]),
        (
            "pdf",
            quiz,
            [Artifact(f"{name}.pdf", b"", {"pages": 3}) for name in ("worksheet", "teacher")],
        ),
    ]
    listed = landing.contents(made, 0, None).data
    page = landing.render({"example": listed}, (places.bundled("templates"),)).data.decode()
    for name, title in (("worksheet", "Worksheet"), ("teacher", "For the teacher")):
        assert f'example/{name}.html">{title}</a> <a href="example/{name}.pdf">PDF</a>' in page
    assert page.count("3 pages") == 2


def test_a_sheet_says_how_many_pages_it_has_about_and_with_a_pdf_exactly(example: Unit) -> None:
    quiz = compose(example)
    sheet = ("worksheet", quiz, [Artifact("worksheet.html", b"", {"marks": 9, "pages": 3})])
    printed = ("pdf", quiz, [Artifact("worksheet.pdf", b"", {"pages": 4})])
    for made, told in (
        ([sheet], "9 marks · about 3 pages"),
        ([sheet, printed], "9 marks · 4 pages"),
    ):
        listed = landing.contents(made, 0, None).data
        page = landing.render({"example": listed}, (places.bundled("templates"),)).data.decode()
        assert told in page
        assert page.count("pages") == 1


def test_two_files_with_one_name_and_two_endings_are_both_linked(
    example: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = Output(
        name="items", summary="Table of answers", module="items",
        file="worksheet", suffix=".tsv",
    )  # fmt: skip
    monkeypatch.setitem(OUTPUTS, "items", table)
    quiz = compose(example)
    made = [
        ("worksheet", quiz, [Artifact("worksheet.html", b"", {"questions": 18})]),
        ("pdf", quiz, [Artifact("worksheet.pdf", b"", {"pages": 3})]),
        ("items", quiz, [Artifact("worksheet.tsv", b"", {"questions": 18})]),
    ]
    listed = landing.contents(made, 0, None).data
    page = landing.render({"example": listed}, (places.bundled("templates"),)).data.decode()
    assert 'worksheet.html">Worksheet</a> <a href="example/worksheet.pdf">PDF</a>' in page
    assert 'href="example/worksheet.tsv">Table of answers' in page


def test_a_list_of_contents_of_an_older_release_is_still_read(example: Unit) -> None:
    quiz = compose(example)
    made = [("worksheet", quiz, [Artifact("worksheet.html", b"", {"questions": 18})])]
    listed = json.loads(landing.contents(made, 0, None).data)
    del (
        listed["age"],
        listed["sources"],
        listed["files"][0]["purpose"],
        listed["files"][0]["shapes"],
    )
    data = json.dumps(listed).encode()
    page = landing.render({"example": data}, (places.bundled("templates"),)).data.decode()
    assert 'href="example/worksheet.html">Worksheet' in page


def test_a_newcomer_is_sent_to_the_deck_and_not_to_the_update(example: Unit) -> None:
    made = [
        Artifact("example-update.apkg", b""),
        Artifact("example.apkg", b"", {"cards": 12}),
    ]
    listed = landing.contents([("deck", compose(example), made)], 0, None).data
    page = landing.render({"example": listed}, (places.bundled("templates"),)).data.decode()
    assert 'href="example/example.apkg"' in page
    assert "update" not in page
