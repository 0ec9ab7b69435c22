"""The file of an article is any file that someone names: no hang, no gigabytes, a message."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import run
from example_unit import ARTICLE_FILES, write_example_unit
from folders import everything

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


@pytest.fixture
def work(tmp_path: Path) -> Path:
    write_example_unit(tmp_path / "content")
    (tmp_path / "articles").mkdir()
    return tmp_path


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2**40)


KINDS: dict[str, tuple[Callable[[Path], object], str]] = {
    "FIFO": (os.mkfifo, "is no file with a text; name the file of the article"),
    "folder": (Path.mkdir, "is no file with a text; name the file of the article"),
    "device": (lambda path: path.symlink_to("/dev/zero"), "is no file with a text"),
    "huge": (_huge, "has more than 2 MB, and no article is so long"),
    "missing": (lambda _: None, "is not there; check how it is named"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("command", ["fingerprint", "unit"])
def test_an_article_that_is_none_is_told_and_nothing_is_written(
    work: Path, kind: str, command: str
) -> None:
    make, told = KINDS[kind]
    make(work / "articles/a.txt")
    before = set(everything(work / "content"))
    named = {
        "fingerprint": ["fingerprint", "articles/a.txt"],
        "unit": ["new", "unit", "flood", "--article", "articles/a.txt", "--article"],
    }[command]
    done = run(work, *named, *([str(ARTICLE_FILES[1])] if command == "unit" else []))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"articles/a.txt: {told}")
    assert set(everything(work / "content")) == before


@pytest.mark.parametrize(
    ("kind", "name", "code"),
    [
        ("FIFO", "a.txt", 0),
        ("folder", "a.txt", 0),
        ("device", "a.txt", 0),
        ("huge", "a.txt", 2),
        ("huge", "flood-a.txt", 2),
        ("huge", "other.txt", 0),
    ],
)
def test_a_folder_of_articles_may_have_any_files(
    work: Path, kind: str, name: str, code: int
) -> None:
    KINDS[kind][0](work / "articles" / name)
    done = run(work, "check", "--articles", "articles", "--select", "EV01")
    assert done.returncode == code, done.stderr
    if code:
        assert done.stderr.startswith(f"articles/{name}: {KINDS[kind][1]}")


@pytest.mark.parametrize("kind", ["FIFO", "device", "huge"])
def test_a_lock_file_that_is_none_does_not_stop_a_new_question_for_ever(
    work: Path, kind: str
) -> None:
    (work / "decks/example").mkdir(parents=True)
    KINDS[kind][0](work / "decks/example/lock.json")
    done = run(work, "new", "question", "choice")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("decks/example/lock.json: ")
