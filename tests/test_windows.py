"""What is different on Windows, tested without Windows: paths, encodings, line ends."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from example_unit import ROOT, write_example_unit
from folders import files
from reading import deck_dump

from kzquiz.load.files import unstorable

SUPPORT = ROOT / "tests" / "support"
COMMANDS = [
    "build",
    "build --check",
    "build -o other/place",
    "build nothing",
    "build --content no/where",
    "check",
    "list units",
    "list recipes",
    "stats",
    "schema -o made/schemas",
    "new unit flood",
    "new question open",
    "fingerprint no/article.txt",
    "source list example",
    "source add example no/article.txt",
    "source replace example a no/article.txt",
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_example_unit(tmp_path / "content")
    return tmp_path


def start(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000", **environment},
        capture_output=True,
        check=False,
    )


def ran(done: subprocess.CompletedProcess) -> list[str]:
    """The commands that were run."""
    return [line[2:] for line in done.stderr.decode().splitlines() if line.startswith("$ ")]


@pytest.mark.slow
def test_no_message_and_no_output_has_a_path_with_backslashes(project: Path) -> None:
    spoilt = project / "content" / "example" / "questions" / "cloze.yaml"
    whole = spoilt.read_text("utf-8")
    for text in (whole, whole.replace("level: core", "level: cor")):
        spoilt.write_text(text, "utf-8")
        done = start(project, str(SUPPORT / "windows.py"), *COMMANDS)
        output = (done.stdout + done.stderr).decode()
        assert "mistake of its own" not in output
        assert [line for line in output.splitlines() if "\\" in line] == []
        assert ran(done) == COMMANDS
    for path, data in files(project / "decks").items():
        assert "\\" not in path
        if path.endswith((".json", ".md", ".sha256")):
            assert b"\\\\" not in data, path
        if path.endswith(".apkg"):
            assert zipfile.ZipFile(BytesIO(data)).namelist() == ["collection.anki2", "media"]


@pytest.mark.slow
def test_no_file_is_opened_in_the_encoding_of_the_system(project: Path) -> None:
    options = ("-X", "warn_default_encoding", "-W", "error::EncodingWarning")
    done = start(project, *options, str(SUPPORT / "several.py"), *COMMANDS)
    output = done.stderr.decode()
    assert "EncodingWarning" not in output
    assert "mistake of its own" not in output
    assert ran(done) == COMMANDS


@pytest.mark.slow
@pytest.mark.parametrize(
    "command", ["build", "check --hints", "list rules", "stats", "explain EV07"]
)
@pytest.mark.parametrize("encoding", ["cp1252", "cp437"])
def test_a_console_that_lacks_letters_shows_others_and_no_error(
    project: Path, command: str, encoding: str
) -> None:
    path = project / "content" / "example" / "unit.yaml"
    path.write_text(path.read_text("utf-8").replace("Ostervik", "Өстервік ≈ 洪水"), "utf-8")
    done = start(
        project,
        *("-m", "kzquiz.cli"),
        *command.split(),
        PYTHONIOENCODING=encoding,
        PYTHONUTF8="0",
        LC_ALL="C",
    )
    assert done.returncode in {0, 1}
    assert b"Traceback" not in done.stderr
    assert b"mistake of its own" not in done.stderr
    done.stdout.decode(encoding)


@pytest.mark.slow
def test_line_ends_and_marks_of_windows_editors_change_no_output(project: Path) -> None:
    assert start(project, "-m", "kzquiz.cli", "build").returncode == 0
    before = files(project / "decks")
    for path in (project / "content").rglob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert start(project, "-m", "kzquiz.cli", "build", "-o", "again").returncode == 0
    after = files(project / "again")
    assert set(after) == set(before)
    for path, data in after.items():
        if path.endswith(".apkg"):
            assert deck_dump(data) == deck_dump(before[path])
        else:
            assert data == before[path], path


@pytest.mark.slow
def test_outputs_are_named_so_that_windows_can_store_them(project: Path) -> None:
    assert start(project, "-m", "kzquiz.cli", "build").returncode == 0
    paths = [path.relative_to(project).as_posix() for path in (project / "decks").rglob("*")]
    assert len({path.casefold() for path in paths}) == len(paths)
    assert all(re.fullmatch(r"[A-Za-z0-9./-]+", path) for path in paths)
    assert not any(unstorable(path.rpartition("/")[2]) for path in paths)
