"""``kzquiz build --check`` reports whether an output folder is up to date."""

from __future__ import annotations

import io
import shutil
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from command_line import run
from example_unit import write_example_unit
from folders import everything
from reading import output_files


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    write_example_unit(folder / "content")
    assert run(folder, "build").returncode == 0
    return folder


@pytest.fixture
def work(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "work"))


def differences(work: Path) -> dict[str, str]:
    """The findings of a check, by file; it must write nothing."""
    before = everything(work)
    done = run(work, "build", "--check")
    assert everything(work) == before
    assert "Traceback" not in done.stderr
    if done.returncode == 0:
        assert (done.stdout, done.stderr) == ("decks is what the sources give\n", "")
        return {}
    *lines, last = done.stderr.splitlines()
    assert (done.returncode, last) == (1, "decks is not what the sources give")
    return dict(line.removeprefix("decks/example/").split(": ", 1) for line in lines)


def test_what_was_built_is_what_the_sources_give(work: Path) -> None:
    assert differences(work) == {}


def test_nothing_is_there_before_the_first_build(work: Path) -> None:
    shutil.rmtree(work / "decks")
    assert set(differences(work).values()) == {"is missing"}
    assert not (work / "decks").exists()


@pytest.mark.slow
def test_every_file_that_differs_is_named_and_the_notes_of_the_deck(work: Path) -> None:
    path = work / "content/example/questions/choice.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("  stem: ", "  stem: Once more. ", 1), "utf-8")
    name = text.split("- id: ", 1)[1].split("\n", 1)[0]
    found = differences(work)
    assert found["example.apkg"] == f"differs in note {name}"
    assert found["worksheet.html"].startswith("differs, first in line ")
    changed = output_files("example") - {"cutouts.html", "teacher.html"}  # they have no choice
    assert set(found) == changed | {"lock.json", "CHANGES.md"}


def test_files_missing_left_over_edited_or_with_other_line_ends_are_told_apart(work: Path) -> None:
    decks = work / "decks/example"
    (decks / "quiz.html").unlink()
    (decks / "answers.html").write_bytes((decks / "answers.html").read_bytes() + b"my note")
    sheet = (decks / "worksheet.html").read_bytes()
    (decks / "worksheet.html").write_bytes(sheet.replace(b"\n", b"\r\n"))
    (decks / "old.html").write_bytes(b"old")
    (decks / "mine.html").write_bytes(b"mine")
    with (decks / "manifest.sha256").open("a", encoding="utf-8") as manifest:
        manifest.write(f"{sha256(b'old').hexdigest()}  ./././old.html\n")
    found = differences(work)
    assert found.pop("answers.html").startswith(("differs, first in line", "has another end"))
    assert found == {
        "quiz.html": "is missing",
        "worksheet.html": "differs in its line ends",
        "old.html": "nothing makes this file any more",
    }


@pytest.mark.slow
def test_a_stale_manifest_is_told(work: Path) -> None:
    (work / "decks/example/manifest.sha256").write_text(f"{'0' * 64}  quiz.html\n", "utf-8")
    assert differences(work) == {
        "manifest.sha256": "does not list the files that lie beside it",
    }


@pytest.mark.slow
def test_a_deck_of_another_sqlite_is_the_same_deck(work: Path) -> None:
    """Bytes 24 to 27 and 92 to 99 of a database count its changes and name the version."""
    path = work / "decks/example/example.apkg"
    old = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(old)) as package:
        data = bytearray(package.read("collection.anki2"))
        media = package.read("media")
    data[24:28] = data[92:96] = (7).to_bytes(4)
    data[96:100] = (3034001).to_bytes(4)
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("collection.anki2", bytes(data))
        package.writestr("media", media)
    manifest = work / "decks/example/manifest.sha256"
    digests = [sha256(deck).hexdigest() for deck in (old, path.read_bytes())]
    manifest.write_text(manifest.read_text("utf-8").replace(*digests), "utf-8")
    assert differences(work) == {}


@pytest.mark.slow
def test_a_quiz_page_that_explains_otherwise_differs(work: Path) -> None:
    path = work / "decks/example/quiz.html"
    page = path.read_text("utf-8")
    other = page.replace("The radio is the carrier", "The radio is the origin")
    path.write_text(other, "utf-8", newline="\n")
    assert differences(work)["quiz.html"].startswith("differs, first in line ")


@pytest.mark.slow
def test_a_deck_that_is_none_is_told(work: Path) -> None:
    (work / "decks/example/example.apkg").write_bytes(b"PK but no package")
    assert differences(work)["example.apkg"].startswith("this is no deck")


@pytest.mark.slow
def test_an_interrupted_build_is_told(work: Path) -> None:
    (work / "decks/.kzquiz/journal.json").write_text("[]", "utf-8")
    assert differences(work) == {"decks": "a build was interrupted here, and waits to be finished"}
