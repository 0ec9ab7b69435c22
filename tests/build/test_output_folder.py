"""An output folder that came from elsewhere: read as carefully as content."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from command_line import run
from example_unit import write_example_unit

RECORDS = ("contents.json", "lock.json", "example.apkg", "manifest.sha256", "answers.html")
STATE = ("journal.json", "cache.json")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    write_example_unit(folder / "content")
    assert run(folder, "build").returncode == 0
    return folder


@pytest.fixture
def work(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "work"))


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize("kind", ["FIFO", "device", "huge"])
@pytest.mark.parametrize(
    "name", [*(f"example/{name}" for name in RECORDS), *(f".kzquiz/{name}" for name in STATE)]
)
def test_what_is_no_file_of_a_build_is_not_read(work: Path, name: str, kind: str) -> None:
    path = work / "decks" / name
    path.unlink(missing_ok=True)
    if kind == "FIFO":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        with path.open("wb") as file:
            file.truncate(2**40)
    for command in (["build"], ["build", "--force"], ["build", "--check"]):
        done = run(work, *command)
        assert "Traceback" not in done.stderr
        assert "mistake of its own" not in done.stderr
        told = (f"decks/{name}: ", "decks: a build was interrupted here")
        assert done.returncode == 0 or any(each in done.stderr for each in told), done.stderr
        assert done.returncode or name == ".kzquiz/cache.json" or "--check" in command


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        b"[" * 100_000,
        b'{"unit": 1}',
        {"files": None},
        {"title": 7},
        {"summary": None},
        {"files": [[]]},
        {"files": [{"path": "answers.html"}]},
        {"path": "../../../secret.html"},
        {"path": "javascript:alert(1)"},
        {"output": 3},
        {"large_print": "x"},
        {"questions": -1},
        {"cards": [1]},
    ],
    ids=range(13),
)
def test_a_list_of_contents_that_kzquiz_did_not_write_is_told_and_left_out(
    work: Path, change: bytes | dict[str, object]
) -> None:
    shutil.copytree(work / "decks/example", work / "decks/other")
    path = work / "decks/other/contents.json"
    if isinstance(change, bytes):
        path.write_bytes(change)
    else:
        listed = json.loads(path.read_bytes())
        listed["files"][0] |= {key: value for key, value in change.items() if key not in listed}
        listed |= {key: value for key, value in change.items() if key in listed}
        path.write_text(json.dumps(listed), "utf-8")
    for _ in range(2):
        done = run(work, "build")
        assert done.returncode == 0, done.stderr
        assert "decks/other/contents.json: warning: this is no list of contents" in done.stderr
    page = (work / "decks/index.html").read_text("utf-8")
    assert "secret" not in page
    assert "javascript" not in page
    assert 'href="other/' not in page
    assert 'href="example/answers.html"' in page


@pytest.mark.slow
def test_a_unit_with_no_files_is_on_the_page(work: Path) -> None:
    shutil.copytree(work / "decks/example", work / "decks/other")
    path = work / "decks/other/contents.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {"files": [], "title": "Bare"}))
    done = run(work, "build")
    assert (done.returncode, done.stderr) == (0, "")
    assert "<h2>Bare</h2>" in (work / "decks/index.html").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        ('"format": 1', '"format": ' + "9" * 5000),
        ('"mod": ', '"mod": ' + "9" * 5000),
        ('"id": ', '"id": ' + "9" * 30),
        ('"releases": [', '"releases": 7, "more": ['),
        ('"notes": {', '"notes": [], "more": {'),
        ('"format": 1', '"format": 1e999'),
    ],
    ids=range(6),
)
def test_a_lock_file_of_another_sort_is_a_message(work: Path, change: tuple[str, str]) -> None:
    path = work / "decks/example/lock.json"
    text = path.read_text("utf-8")
    path.write_text(text.replace(*change, 1), "utf-8")
    assert path.read_text("utf-8") != text
    done = run(work, "build")
    assert done.returncode == 1, done.stderr
    assert "lock file" in done.stderr
    assert "mistake of its own" not in done.stderr
    assert len(done.stderr) < 1000
