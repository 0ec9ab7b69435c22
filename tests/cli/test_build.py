"""The command line, as a teacher runs it: whole processes in folders of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
from pathlib import Path

import pytest
from command_line import run
from example_unit import QUESTIONS, ROOT, cards, write_example_unit
from folders import files, line_of
from reading import deck_dump, output_files

from kzquiz.load import Unit
from kzquiz.quiz.compose import compose


def assert_same(built: dict[str, bytes], committed: dict[str, bytes]) -> None:
    """Pages by their bytes, decks by their rows, because bytes differ with SQLite versions."""
    assert set(built) == set(committed)
    for path, data in built.items():
        if path.endswith(".apkg"):
            assert deck_dump(data) == deck_dump(committed[path]), path
        elif path.endswith("manifest.sha256"):
            assert other_than_deck(data) == other_than_deck(committed[path])
        else:
            assert data == committed[path], f"{path} is stale: run kzquiz build and commit decks/"


def other_than_deck(manifest: bytes) -> list[str]:
    return [line for line in manifest.decode().splitlines() if not line.endswith(".apkg")]


@pytest.fixture
def work(tmp_path: Path) -> Path:
    write_example_unit(tmp_path / "content")
    return tmp_path


def test_build_writes_deck_sheet_key_and_lock_and_says_so(work: Path, example: Unit) -> None:
    done = run(work, "build")
    assert (done.returncode, done.stderr) == (0, "")
    beside = ("lock.json", "CHANGES.md", "contents.json", "manifest.sha256")
    made = {f"example/{name}" for name in (*output_files("example"), *beside)}
    assert set(files(work / "decks")) == made | {"index.html", "manifest.sha256"}
    lines = done.stdout.splitlines()
    assert lines[0] == f"The flood in Ostervik (example): {QUESTIONS} questions"
    rows = [line.split("\t") for line in lines[1:]]
    assert rows[0][0] == "decks/example/example.apkg"
    assert all(row[-1] == "written" for row in rows)
    assert f"{cards(example)} notes, {cards(example)} cards" in rows[0][1]
    quiz = compose(example)
    marks = sum(item.marks for item in quiz.items)
    assert f"{QUESTIONS} questions, {marks} marks, {quiz.minutes} minutes" in done.stdout


def test_a_unit_of_one_question_has_one_question(work: Path) -> None:
    for path in (work / "content" / "example" / "questions").iterdir():
        if path.stem != "open":
            path.unlink()
    done = run(work, "build", "--only", "worksheet")
    assert done.stdout.startswith("The flood in Ostervik (example): 1 question\n"), done.stderr


def test_an_unchanged_build_rewrites_nothing(work: Path) -> None:
    run(work, "build", SOURCE_DATE_EPOCH="1700000000")
    before = files(work / "decks")
    times = {path: (work / "decks" / path).stat().st_mtime_ns for path in before}
    done = run(work, "build", SOURCE_DATE_EPOCH="1800000000")
    assert done.returncode == 0
    assert "written" not in done.stdout
    assert files(work / "decks") == before
    assert {path: (work / "decks" / path).stat().st_mtime_ns for path in before} == times


@pytest.mark.parametrize("time", ["1700000000000", "²", "-1", "9" * 5000, "today", " 1700000000"])
def test_a_wrong_time_is_told_at_the_start_and_nothing_is_written(work: Path, time: str) -> None:
    for options in ([], ["--check"]):
        done = run(work, "build", *options, SOURCE_DATE_EPOCH=time)
        assert done.returncode == 2
        assert done.stderr.startswith(f"SOURCE_DATE_EPOCH is “{time[:20]}")
        assert done.stderr.count("\n") == 1
        assert len(done.stderr) < 200
    assert not (work / "decks").exists()


@pytest.mark.slow
def test_bad_content_stops_the_build_and_leaves_what_stood_there(work: Path) -> None:
    run(work, "build")
    before = files(work / "decks")
    questions = work / "content" / "example" / "questions"
    for file, old, new in (
        ("choice.yaml", "evidence: [a2-request]", "evidence: [a2-demand]"),
        ("cloze.yaml", "  feedback: >-", "  feedbck: >-"),
        ("open.yaml", "  level: challenge\n", ""),
        ("order.yaml", "- id: order-flood", "- id: open-inspection"),
        ("missing.yaml", "skill: context", "skill: [context"),
    ):
        path = questions / file
        assert old in path.read_text("utf-8")
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    unknown = line_of(questions / "choice.yaml", "evidence: [a2-demand]")
    done = run(work, "build")
    assert done.returncode == 1
    assert done.stdout == ""
    places = [line.split(" ", 1)[0] for line in done.stderr.splitlines() if ": error: " in line]
    assert len(places) == 5
    folder = "content/example/questions"
    for place in (
        f"{folder}/choice.yaml:{unknown}:14:",
        f"{folder}/cloze.yaml:7:3:",
        f"{folder}/order.yaml:1:7:",
    ):
        assert place in places
    assert all(place.count(":") == 3 for place in places)
    assert "did you mean “feedback”?" in done.stderr
    assert "5 problems; nothing was written" in done.stderr
    assert "Traceback" not in done.stderr
    assert files(work / "decks") == before


def test_a_folder_without_units_and_an_unknown_unit_are_usage_errors(work: Path) -> None:
    (work / "empty").mkdir()
    done = run(work, "build", "--content", "empty")
    assert done.returncode == 2
    assert "has no unit" in done.stderr
    done = run(work, "build", "exampel")
    assert done.returncode == 2
    assert "did you mean “example”?" in done.stderr


def test_a_folder_that_cannot_be_written_is_named_without_a_traceback(work: Path) -> None:
    (work / "decks").write_text("a file in the way", "utf-8")
    done = run(work, "build")
    assert done.returncode == 2
    assert "decks" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_project_template_wins_over_the_bundled_one(work: Path) -> None:
    style = work / "templates" / "worksheet" / "style.css"
    style.parent.mkdir(parents=True)
    style.write_text("/* our own look */", "utf-8")
    run(work, "build")
    assert "/* our own look */" in (work / "decks/example/worksheet.html").read_text("utf-8")


def test_what_is_not_understood_is_told_in_plain_words(work: Path) -> None:
    done = run(work, "list", "kindz")
    assert done.returncode == 2
    assert "Invalid value for 'WHAT': 'kindz' is not one of 'units', 'kinds'," in done.stderr


def test_help_has_no_word_of_python(work: Path) -> None:
    for command in ("build", "check", "list", "stats", "preview", "explain"):
        assert "<list[str]>" not in run(work, command, "--help").stdout


def test_help_names_the_commands() -> None:
    done = run(ROOT, "--help")
    assert done.returncode == 0
    assert "build" in done.stdout
    assert "check" in done.stdout


@pytest.mark.slow
def test_what_lies_in_decks_is_what_the_content_builds(tmp_path: Path) -> None:
    committed = files(ROOT / "decks")
    for path, data in committed.items():
        if path.endswith("lock.json"):
            (tmp_path / path).parent.mkdir(parents=True)
            (tmp_path / path).write_bytes(data)
    done = run(ROOT, "build", "--content", "content", "-o", str(tmp_path))
    assert done.returncode == 0, done.stderr
    built = files(tmp_path)
    assert_same(built, committed)


@pytest.mark.slow
@pytest.mark.exhaustive
def test_the_wheel_of_the_source_archive_builds_the_published_deck_in_an_empty_folder(
    tmp_path: Path,
) -> None:
    # Without options “build” makes the source archive, and the wheel from that archive.
    subprocess.run([sys.executable, "-m", "build", "--outdir", tmp_path, ROOT], check=True)
    (archive,) = tmp_path.glob("kzquiz-*.tar.gz")
    with tarfile.open(archive) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    assert {"LICENSE", "content/LICENSE", "SECURITY.md", "docs/licences.md"} <= names
    (wheel,) = tmp_path.glob("kzquiz-*.whl")
    venv.create(tmp_path / "fresh", with_pip=True)
    scripts = tmp_path / "fresh" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([scripts / "python", "-m", "pip", "install", "--quiet", wheel], check=True)
    empty = tmp_path / "empty"
    empty.mkdir()
    for command in ("check", "build"):
        subprocess.run([scripts / "kzquiz", command], cwd=empty, check=True, capture_output=True)
    built, committed = files(empty / "decks"), files(ROOT / "decks")
    assert_same(built, committed)


@pytest.mark.slow
def test_a_recipe_can_be_built_alone_and_in_versions(work: Path) -> None:
    (work / "content" / "example" / "unit.yaml").write_text(
        (work / "content" / "example" / "unit.yaml").read_text("utf-8")
        + "\nrecipes:\n  - {id: numbers, title: Numbers, skills: [figures]}\n"
        + "  - {id: words, title: Words, skills: [language]}\n",
        "utf-8",
    )
    names = {"numbers-a.html", "numbers-a-answers.html", "numbers-b.html", "numbers-b-answers.html"}
    done = run(work, "build", "--recipe", "numbers", "--versions", "2")
    assert (done.returncode, done.stderr) == (0, "")
    built = set(files(work / "decks" / "example"))
    assert {"manifest.sha256", "contents.json"} <= built
    assert {name for name in built if name.endswith(".html")} == names
    # A build of one recipe keeps the other files; a build of everything removes old ones.
    run(work, "build", "--recipe", "words")
    assert names | {"words.html", "words-answers.html"} <= set(files(work / "decks" / "example"))
    again = run(work, "build")
    assert "numbers-a.html\tremoved" in again.stdout
    assert not names & set(files(work / "decks" / "example"))
    assert run(work, "build", "--check").returncode == 0
    wrong = run(work, "build", "--recipe", "number")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr == "there is no recipe “number”\nhelp: did you mean “numbers”?\n"


@pytest.mark.slow
def test_several_outputs_are_named_with_commas_or_one_by_one(content: Path) -> None:
    here = content.parent
    for folder, words in (("one", "--only gift,answers"), ("two", "--only gift --only answers")):
        done = run(here, "build", "-o", folder, *words.split())
        assert done.returncode == 0, done.stderr
    names = {path.name for path in (here / "one" / "example").iterdir()}
    assert names == {path.name for path in (here / "two" / "example").iterdir()}
    assert {"answers.html", "gift.txt"} <= names
    assert "worksheet.html" not in names


def test_an_output_that_is_named_after_a_space_is_not_taken_for_a_unit(content: Path) -> None:
    done = run(content.parent, "build", "--only", "gift", "moodle")
    assert done.returncode == 2
    assert "“moodle” is an output, and no unit; write “--only gift,moodle”" in done.stderr


@pytest.mark.slow
def test_only_the_outputs_asked_for_are_built_and_the_others_stay(content: Path) -> None:
    here = content.parent
    assert run(here, "build").returncode == 0
    before = files(here / "decks" / "example")
    done = run(here, "build", "--only", "answers", "--paper", "letter")
    assert done.returncode == 0, done.stderr
    after = files(here / "decks" / "example")
    changed = {name for name in after if after[name] != before[name] and name.endswith(".html")}
    assert changed == {"answers.html"}
    assert after.keys() == before.keys()


def test_an_output_that_does_not_exist_is_refused_with_the_nearest_one(content: Path) -> None:
    done = run(content.parent, "build", "--only", "anwsers")
    assert done.returncode == 2
    assert "did you mean “answers”?" in done.stderr
