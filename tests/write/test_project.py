"""What commands write to a project: nothing elsewhere, no device, and nothing is lost at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import run
from example_unit import ARTICLE_FILES, ROOT, write_example_unit
from folders import everything

from kzquiz.write import edit, replace

links = pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
QUESTIONS = "content/example/questions"
TWO_ARTICLES = ("--article", str(ARTICLE_FILES[0]), "--article", str(ARTICLE_FILES[1]))


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A project with the example unit, and a folder of its owner's beside it."""
    write_example_unit(tmp_path / "work/content")
    (tmp_path / "home").mkdir()
    (tmp_path / "home/diary").write_text("# my diary\n", "utf-8")
    return tmp_path / "work"


COMMANDS = {
    "fingerprint": (
        "content/example/fingerprints/a.txt",
        ["fingerprint", str(ARTICLE_FILES[0])],
    ),
    "question": (f"{QUESTIONS}/cloze.yaml", ["new", "question", "cloze"]),
    "question in a file": (
        f"{QUESTIONS}/more.yaml",
        ["new", "question", "cloze", "--file", f"{QUESTIONS}/more.yaml"],
    ),
    "schema": ("content/schemas/unit.json", ["schema"]),
    "schema elsewhere": ("here/unit.json", ["schema", "-o", "here"]),
    "unit": ("articles/flood/a.txt", ["new", "unit", "flood", *TWO_ARTICLES]),
    "schemas of a unit": ("content/schemas/unit.json", ["new", "unit", "flood", *TWO_ARTICLES]),
}


@links
@pytest.mark.slow
@pytest.mark.parametrize("whole", [False, True], ids=["file", "folder"])
@pytest.mark.parametrize("name", COMMANDS)
def test_a_link_out_of_the_project_is_not_written_to(work: Path, name: str, *, whole: bool) -> None:
    place, command = COMMANDS[name]
    path = (work / place).parent if whole else work / place
    path.parent.mkdir(parents=True, exist_ok=True)
    if name == "schema elsewhere" and whole:
        pytest.skip("the folder to write to is the one that was named")
    if path.exists():
        path.rename(work.parent / "home/was")
        path.symlink_to(work.parent / "home/was")
    else:
        path.symlink_to(work.parent / ("home" if whole else "home/diary"))
    before = everything(work.parent)
    done = run(work, *command)
    assert done.returncode in {1, 2}
    assert "link" in done.stderr
    assert "Traceback" not in done.stderr
    assert everything(work.parent) == before


@links
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["folder", "FIFO", "device"])
@pytest.mark.parametrize("name", [name for name in COMMANDS if "unit" not in name])
def test_only_plain_files_are_written_to(work: Path, name: str, kind: str) -> None:
    place, command = COMMANDS[name]
    path = work / place
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "folder":
        path.mkdir()
    elif kind == "FIFO":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    done = run(work, *command)
    assert done.returncode in {1, 2}
    assert "Traceback" not in done.stderr
    assert path.is_dir() or path.is_fifo() or path.is_char_device()


@links
def test_the_null_device_is_no_file_for_a_question(work: Path) -> None:
    done = run(work, "new", "question", "cloze", "--file", "/dev/null")
    assert (done.returncode, done.stdout) == (2, "")
    assert "/dev/null: is no plain file" in done.stderr
    assert Path("/dev/null").is_char_device()


def test_a_question_in_a_file_that_the_unit_does_not_have_is_told(work: Path) -> None:
    done = run(work, "new", "question", "cloze", "--file", "drafts/later.yaml")
    assert done.returncode == 0
    assert "drafts/later.yaml is no file of the unit" in done.stderr
    assert "content/example/questions/*.yaml" in done.stderr
    assert "cloze" in (work / "drafts/later.yaml").read_text("utf-8")


def test_a_file_that_is_no_schema_of_kzquiz_is_never_overwritten(work: Path) -> None:
    (work / "unit.json").write_text('{"name": "my own"}', "utf-8")
    before = everything(work)
    done = run(work, "schema", "-o", ".")
    assert (done.returncode, done.stdout) == (2, "")
    assert "unit.json: this is no schema that kzquiz wrote" in done.stderr
    assert everything(work) == before


def test_schemas_of_an_older_kzquiz_are_written_anew(work: Path) -> None:
    shutil.copytree(ROOT / "content/schemas", work / "content/schemas")
    old = work / "content/schemas/unit.json"
    new = old.read_bytes()
    old.write_bytes(new.replace(b"Printed on every sheet", b"Shown"))
    assert old.read_bytes() != new
    assert run(work, "schema").returncode == 0
    assert old.read_bytes() == new


@links
def test_a_link_inside_a_project_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_bytes(b"old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    with edit(tmp_path) as project:
        replace(project, {tmp_path / "link.txt": b"new"})
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_bytes() == b"new"
    assert set(everything(tmp_path)) == {"link.txt", "real.txt"}


# --- several at once ------------------------------------------------------------------------------


@pytest.mark.slow
def test_questions_that_are_begun_at_once_are_all_there(work: Path) -> None:
    (work / f"{QUESTIONS}/cloze.yaml").unlink()
    command = [sys.executable, "-m", "kzquiz.cli", "new", "question", "cloze"]
    started = [
        subprocess.Popen(command, cwd=work, stdout=subprocess.PIPE, encoding="utf-8")
        for _ in range(4)
    ]
    said = {process.communicate(timeout=60)[0] for process in started}
    assert [process.returncode for process in started] == [0] * 4
    assert len(said) == 4
    text = (work / f"{QUESTIONS}/cloze.yaml").read_text("utf-8")
    assert [f"id: cloze-{number}\n" in text for number in range(1, 5)] == [True] * 4
    assert not list(work.rglob(".kzquiz*"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ["new", "question", "cloze"],
        ["new", "unit", "flood", *TWO_ARTICLES],
        ["fingerprint", str(ARTICLE_FILES[0])],
        ["schema"],
        ["check", "--fix"],
    ],
    ids=lambda command: command[-1] if len(command) < 4 else "unit",
)
def test_a_command_that_changes_content_waits_for_another_and_says_so(
    work: Path, command: list[str]
) -> None:
    slip = work / f"{QUESTIONS}/choice.yaml"
    slip.write_text(slip.read_text("utf-8").replace("  stem: ", "  stem:", 1), "utf-8")
    if command[0] != "check":
        slip.write_text(slip.read_text("utf-8").replace("  stem:", "  stem: ", 1), "utf-8")
    with edit(work / "content"):
        process = subprocess.Popen(
            [sys.executable, "-m", "kzquiz.cli", *command],
            cwd=work,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        assert process.stderr is not None
        waiting = "another command changes content; waiting for it …\n"
        assert waiting in iter(process.stderr.readline, "")
        assert process.poll() is None
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert not list(work.rglob(".kzquiz*"))
