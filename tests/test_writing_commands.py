"""What holds for every command that writes: faults, signals, and that none was forgotten."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import run
from example_unit import ROOT, write_example_unit
from folders import everything
from writing import BUILD, READS, WRITES, Command, commands, of_the_author, project

from kzquiz.write import disk, edit
from kzquiz.write.manifest import digest

SUPPORT = ROOT / "tests" / "support"
HANG = 60  # seconds; a command ends within one second on a machine with nothing else to do
COMPILER = shutil.which("cc") or shutil.which("gcc")
exhaustive = pytest.mark.exhaustive


def test_every_command_of_the_program_is_among_those_that_write_or_those_that_read() -> None:
    known = {*READS, *BUILD, *(name.partition(" --")[0] for name in WRITES)}
    assert set(commands()) == known


@pytest.mark.parametrize("name", [name for name in READS if name != "preview"])
def test_a_command_that_only_reads_changes_nothing(tmp_path: Path, name: str) -> None:
    project(tmp_path, READS[name])
    before = everything(tmp_path)
    assert run(tmp_path, *READS[name].args).returncode == 0
    assert everything(tmp_path) == before


# --- faults ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if COMPILER is None or sys.platform != "linux":
        pytest.skip("needs Linux and a C compiler")
    library = tmp_path_factory.mktemp("shim") / "faults.so"
    command = [COMPILER, "-shared", "-fPIC", "-o", library, SUPPORT / "faults.c", "-ldl"]
    built = subprocess.run(command, capture_output=True, check=False)
    if built.returncode:
        pytest.skip(f"the C compiler cannot: {built.stderr.decode()}")
    return library


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder in memory, if there is one, because a sync takes no time there."""
    place = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 (a folder in it is ours)
    with tempfile.TemporaryDirectory(prefix="kzquiz-", dir=place) as folder:
        yield Path(folder)


@pytest.mark.slow
@exhaustive
@pytest.mark.parametrize(
    ("fault", "lasting"),
    [
        ("ENOSPC", True),
        ("EACCES", False),
        ("EIO", False),
        ("kill before", False),
        ("kill after", False),
    ],
)
@pytest.mark.parametrize("name", WRITES)
def test_a_fault_at_any_system_call_leaves_all_old_or_all_new_and_the_next_run_puts_it_right(
    shim: Path, memory: Path, name: str, fault: str, *, lasting: bool
) -> None:
    script, how = SUPPORT / "faulting_commands.py", "lasting" if lasting else "once"
    done = subprocess.run(
        [sys.executable, script, memory, name, fault, how],
        env={**os.environ, "LD_PRELOAD": str(shim)},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    *wrong, met = done.stdout.splitlines()
    assert wrong == [], done.stderr
    assert {"write=", "fsync=", "rename="} <= {word.rstrip("0123456789") for word in met.split()}


def test_an_interrupted_change_is_told_and_completed_by_the_next_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = project(tmp_path, WRITES["check --fix"])
    real = disk.move

    def move(source: Path, target: Path) -> None:
        if target.name == "cloze.yaml":
            raise OSError(5, "Input/output error", str(target))
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(disk, "move", move)
        done = run(work, "check", "--fix")
    assert done.returncode == 2
    assert "the change is not complete yet" in done.stderr
    told = run(work, "check")
    assert "a change of content was interrupted" in told.stderr
    done = run(work, "check", "--fix")
    assert done.returncode == 0, done.stderr
    assert "is complete now" in done.stderr
    assert run(work, "check").returncode == 0
    assert not list(work.rglob(".kzquiz*"))


@pytest.mark.parametrize("spoilt", [b"", b"{}", b"[" * 9999, b'[{"path": 1}]'])
def test_a_damaged_journal_of_a_change_is_set_aside(tmp_path: Path, spoilt: bytes) -> None:
    work = project(tmp_path, WRITES["schema"])
    journal = work / "content/.kzquiz-change.json"
    journal.write_bytes(spoilt)
    done = run(work, "schema")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("content/.kzquiz-change.json: was damaged")
    assert run(work, "schema").returncode == 0
    assert (work / "content/.kzquiz-change-damaged.json").read_bytes() == spoilt


def test_a_journal_of_a_change_that_came_with_a_download_writes_nothing_of_its_own(
    tmp_path: Path,
) -> None:
    work = project(tmp_path / "work", WRITES["schema"])
    diary = tmp_path / "diary"
    diary.write_text("mine", "utf-8")
    (work / "content/.kzquiz-staged").mkdir()
    (work / "content/.kzquiz-staged/diary").write_text("harm", "utf-8")
    digests = [digest(b"mine"), digest(b"harm")]
    journal = f'[{{"path": "../../diary", "old": "{digests[0]}", "new": "{digests[1]}"}}]'
    (work / "content/.kzquiz-change.json").write_text(journal, "utf-8")
    assert run(work, "schema").returncode == 0
    assert diary.read_text("utf-8") == "mine"


# --- signals --------------------------------------------------------------------------------------


def started(work: Path, command: Command) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "kzquiz.cli", *command.args],
        cwd=work,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


@pytest.mark.slow
@exhaustive
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("name", [*WRITES, *READS, *BUILD])
def test_a_command_that_is_told_to_end_does_so_with_all_old_or_all_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1643673600")  # a new deck notes when it was made
    command = (WRITES | READS | BUILD)[name]
    base = project(tmp_path / "base", command)
    new = Path(shutil.copytree(base, tmp_path / "new"))
    if name != "preview":
        assert run(new, *command.args).returncode == 0
    states = [of_the_author(everything(folder)) for folder in (base, new)]
    for twentieths in range(1, 40, 4):
        work = Path(shutil.copytree(base, tmp_path / f"work-{twentieths}"))
        process = started(work, command)
        time.sleep(twentieths / 20)
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=HANG)
        assert process.returncode in {0, 128 + signal.SIGTERM, -signal.SIGTERM}, told
        assert b"Traceback" not in told
        found = everything(work)
        assert of_the_author(found) in states
        litter = [path for path in found if ".kzquiz" in path and not path.startswith("decks/")]
        assert litter == []


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_a_signal_counts_even_where_its_exception_is_dropped(tmp_path: Path) -> None:
    write_example_unit(tmp_path / "content")
    done = subprocess.run(
        [sys.executable, SUPPORT / "dropped_signal.py", "check"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        timeout=HANG,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout, done.stderr) == (128 + signal.SIGTERM, "", "")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_a_command_that_waits_for_another_ends_when_it_is_told_to(tmp_path: Path) -> None:
    write_example_unit(tmp_path / "content")
    with edit(tmp_path / "content"):
        process = started(tmp_path, WRITES["schema"])
        assert process.stderr is not None
        assert b"waiting for it" in process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=HANG)
    assert process.returncode == 128 + signal.SIGTERM
    assert not (tmp_path / "content/schemas").exists()
