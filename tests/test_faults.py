"""After any fault at any moment, a folder of decks is the old one or the new one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import run
from example_unit import ROOT, write_example_unit
from folders import files

pytestmark = pytest.mark.slow
exhaustive = pytest.mark.exhaustive

SUPPORT = ROOT / "tests" / "support"
COMPILER = shutil.which("cc") or shutil.which("gcc")
linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can mount"
)
RECIPE = "\nrecipes:\n  - {{id: {}, title: A short sheet, kinds: [choice]}}\n"


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if COMPILER is None:
        pytest.skip("needs a C compiler")
    library = tmp_path_factory.mktemp("shim") / "faults.so"
    command = [COMPILER, "-shared", "-fPIC", "-o", library, SUPPORT / "faults.c", "-ldl"]
    built = subprocess.run(command, capture_output=True, check=False)
    if built.returncode:
        pytest.skip(f"the C compiler cannot: {built.stderr.decode()}")
    return library


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """All outputs of a unit, before and after a change of title, style and recipes."""
    work = tmp_path_factory.mktemp("project")
    unit = write_example_unit(work / "content") / "unit.yaml"
    plain = unit.read_text("utf-8")
    assert "title: The flood" in plain
    unit.write_text(plain + RECIPE.format("old"), "utf-8")
    assert run(work, "build").returncode == 0
    shutil.copytree(work / "decks/example", work / "old")
    title = plain.replace("title: The flood", "title: Again the flood", 1)
    unit.write_text(title + RECIPE.format("new"), "utf-8")
    assert run(work, "build").returncode == 0
    before, after = files(work / "old"), files(work / "decks/example")
    assert before.keys() ^ after.keys() == {
        "old.html", "old-answers.html", "new.html", "new-answers.html",
    }  # fmt: skip
    assert all(before[path] != after[path] for path in before.keys() & after.keys())
    return work / "old", work / "decks/example"


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder in memory, if there is one, because a sync takes no time there."""
    place = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 (a folder in it is ours)
    with tempfile.TemporaryDirectory(prefix="kzquiz-", dir=place) as folder:
        yield Path(folder)


@linux
@pytest.mark.parametrize(
    ("fault", "lasting", "first"),
    [
        ("ENOSPC", True, False),
        pytest.param("EDQUOT", False, False, marks=exhaustive),
        pytest.param("EIO", False, False, marks=exhaustive),
        pytest.param("EIO", True, False, marks=exhaustive),
        pytest.param("EACCES", False, False, marks=exhaustive),
        pytest.param("EINTR", False, False, marks=exhaustive),
        pytest.param("short", False, False, marks=exhaustive),
        pytest.param("kill before", False, False, marks=exhaustive),
        ("kill after", False, False),
        pytest.param("ENOSPC", True, True, marks=exhaustive),
        pytest.param("EIO", False, True, marks=exhaustive),
        pytest.param("kill after", False, True, marks=exhaustive),
    ],
)
def test_a_fault_at_any_system_call_leaves_all_old_or_all_new_and_no_litter(
    shim: Path, states: tuple[Path, Path], memory: Path, fault: str, *, lasting: bool, first: bool
) -> None:
    old, new = states
    shutil.copytree(new, memory / "new")
    if first:
        (memory / "old").mkdir()
    else:
        shutil.copytree(old, memory / "old")
    done = subprocess.run(
        [sys.executable, SUPPORT / "faulting.py", memory, fault, "lasting" if lasting else "once"],
        env={**os.environ, "LD_PRELOAD": str(shim)},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    *wrong, met = done.stdout.splitlines()
    assert wrong == [], done.stderr
    calls = dict(entry.split("=") for entry in met.removeprefix("met: ").split())
    outputs = len(list(new.iterdir()))
    assert int(calls["write"]) >= outputs
    assert int(calls["fsync"]) >= outputs
    assert int(calls["rename"]) >= outputs
    assert {"flock", "mkdir", "rmdir", "unlink", "close"} <= set(calls)


# --- the same for real ----------------------------------------------------------------------------


@pytest.fixture
def work(tmp_path: Path) -> Path:
    write_example_unit(tmp_path / "content")
    return tmp_path


def mounted(*command: str | Path) -> bool:
    """Mount or unmount, if this machine allows it."""
    program = shutil.which(command[0])
    if program is None:
        return False
    done = subprocess.run([program, *command[1:]], capture_output=True, check=False)
    return not done.returncode


def _change(work: Path) -> None:
    for folder in ("quiz", "worksheet"):
        style = work / "templates" / folder / "style.css"
        style.parent.mkdir(parents=True)
        style.write_text(f"/* {'our own ' * 20_000} */", "utf-8")


@linux
@root
def test_a_full_disk_leaves_the_old_files_and_is_told(work: Path) -> None:
    decks = work / "decks"
    decks.mkdir()
    if not mounted("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", decks):
        pytest.skip("may not mount here")
    try:
        assert run(work, "build").returncode == 0
        before = files(decks)
        _change(work)
        room = os.statvfs(decks)
        filler = bytes(room.f_bavail * room.f_frsize - 50_000)  # too little for a second build
        (decks / "filler").write_bytes(filler)
        done = run(work, "build")
        assert done.returncode == 2
        assert "No space left on device; nothing was written" in done.stderr
        assert done.stderr.startswith("decks/example/")
        assert files(decks) == before | {"filler": filler}
        (decks / "filler").unlink()
        assert run(work, "build").returncode == 0
        assert set(files(decks)) == set(before)
    finally:
        mounted("umount", decks)


@linux
@pytest.mark.parametrize("place", ["decks", "decks/example"])
def test_a_folder_that_cannot_be_written_leaves_the_old_files_and_is_told(
    work: Path, place: str
) -> None:
    assert run(work, "build").returncode == 0
    before = files(work / "decks")
    _change(work)
    folder = work / place
    if os.geteuid() == 0:
        mounts = (["mount", "--bind", folder, folder], ["mount", "-o", "remount,ro,bind", folder])
        if any(
            subprocess.run(mount, capture_output=True, check=False).returncode for mount in mounts
        ):
            pytest.skip("may not mount here")
    else:
        folder.chmod(0o555)
    try:
        done = run(work, "build")
        assert done.returncode == 2
        assert "decks/" in done.stderr
        assert "Traceback" not in done.stderr
        assert files(work / "decks") == before
    finally:
        if os.geteuid() == 0:
            mounted("umount", folder)
        else:
            folder.chmod(0o755)
    assert run(work, "build").returncode == 0
    assert set(files(work / "decks")) == set(before)


def test_a_read_only_folder_in_which_nothing_is_to_be_done_is_no_problem(work: Path) -> None:
    assert run(work, "build").returncode == 0
    for path in (work / "decks", work / "decks/example"):
        path.chmod(0o555)
    try:
        assert run(work, "build").returncode == 0
        assert run(work, "build", "--check").returncode == 0
    finally:
        for path in (work / "decks", work / "decks/example"):
            path.chmod(0o755)


@pytest.mark.exhaustive
@linux
def test_builds_that_are_killed_leave_whole_files_and_the_next_build_is_right(work: Path) -> None:
    """The whole program, killed at moments from its start to its end."""
    assert run(work, "build").returncode == 0
    old = files(work / "decks")
    again = Path(shutil.copytree(work, work.parent / "again"))
    _change(work)
    _change(again)
    assert run(again, "build").returncode == 0
    new = files(again / "decks")
    for hundredths in range(10, 100, 6):
        process = subprocess.Popen(
            [sys.executable, "-m", "kzquiz.cli", "build"], cwd=work, stdout=subprocess.DEVNULL
        )
        try:
            process.wait(hundredths / 100)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for path, data in files(work / "decks").items():
            if ".kzquiz-staged" not in path:
                assert data in (old.get(path), new.get(path)), path
    assert run(work, "build").returncode == 0
    assert files(work / "decks") == new


@linux
def test_builds_at_once_and_a_reader_meet_whole_files_only(work: Path) -> None:
    """Three builds with two styles write to one folder; every file is from one of them."""
    (work / "content").rename(work / "a-content")
    projects = []
    for name in ("a", "b"):
        project = work / name
        project.mkdir()
        (project / "content").symlink_to(work / "a-content")
        projects.append(project)
    _change(projects[1])
    known: list[dict[str, bytes]] = []
    for project in projects:
        assert run(project, "build", "-o", str(work / "decks")).returncode == 0
        known.append(files(work / "decks"))
    builds = [
        subprocess.Popen(
            [sys.executable, "-m", "kzquiz.cli", "build", "-o", work / "decks"],
            cwd=project,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        for project in projects * 2
    ]
    while any(build.poll() is None for build in builds):
        for path in known[0]:
            data = (work / "decks" / path).read_bytes()
            assert data in (known[0][path], known[1][path]), path
    for build in builds:
        printed, _ = build.communicate()
        assert build.returncode == 0, printed
    assert files(work / "decks") in known
