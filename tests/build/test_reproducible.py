"""The bytes of a build depend only on content, templates, options and the lock file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from example_unit import write_example_unit
from folders import files

pytestmark = pytest.mark.slow

BACKWARDS = """
import os
listdir, scandir = os.listdir, os.scandir
os.listdir = lambda *args: sorted(listdir(*args), reverse=True)
class scandir:
    def __init__(self, *args, _scandir=scandir):
        with _scandir(*args) as found:
            self._entries = iter(sorted(found, key=lambda entry: entry.name, reverse=True))
    def __iter__(self): return self
    def __next__(self): return next(self._entries)
    def __enter__(self): return self
    def __exit__(self, *args): pass
    def close(self): pass
os.scandir = scandir
"""


def build(folder: Path, *, umask: int = -1, user: str | None = None, **environment: str) -> None:
    kept = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    subprocess.run(
        [sys.executable, "-m", "kzquiz.cli", "build"],
        cwd=folder,
        env=kept | environment,
        capture_output=True,
        check=True,
        umask=umask,
        user=user,
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose deck was published once."""
    folder = tmp_path_factory.mktemp("project")
    write_example_unit(folder / "content")
    build(folder, SOURCE_DATE_EPOCH="1700000000")
    return folder


def lay(project: Path, folder: Path) -> None:
    shutil.copytree(project / "content", folder / "content")
    (folder / "decks/example").mkdir(parents=True)
    shutil.copy(project / "decks/example/lock.json", folder / "decks/example/lock.json")


def rebuilt(project: Path, folder: Path, **settings: object) -> dict[str, bytes]:
    """The files of a build in another folder, which has only the content and the lock file."""
    lay(project, folder)
    build(folder, **settings)  # type: ignore[arg-type]
    return files(folder / "decks")


# The environments of two machines that differ from each other and from this one.
HERE: dict[str, object] = {
    "SOURCE_DATE_EPOCH": "1", "TZ": "Asia/Almaty", "PYTHONHASHSEED": "1", "umask": 0o077,
    "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
    "HOME": "/nonexistent", "USER": "someone", "LOGNAME": "someone",
    "COLUMNS": "20", "TERM": "dumb", "NO_COLOR": "1",
}  # fmt: skip
THERE: dict[str, object] = {
    "SOURCE_DATE_EPOCH": "4000000000", "TZ": "America/St_Johns", "PYTHONHASHSEED": "4294967295",
    "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "umask": 0,
    "PYTHONOPTIMIZE": "1", "PYTHONDONTWRITEBYTECODE": "1",
}  # fmt: skip


@pytest.mark.parametrize("settings", [HERE, THERE], ids=["here", "there"])
def test_a_build_does_not_depend_on_clock_zone_locale_hashes_user_terminal_or_umask(
    project: Path, tmp_path: Path, settings: dict[str, object]
) -> None:
    assert rebuilt(project, tmp_path, **settings) == files(project / "decks")


def test_a_build_does_not_depend_on_its_folder(project: Path, tmp_path: Path) -> None:
    far = tmp_path / "far away" / "Қазақстан" / "it's"
    far.mkdir(parents=True)
    assert rebuilt(project, far) == files(project / "decks")


def test_a_build_does_not_depend_on_the_order_of_files(project: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(BACKWARDS, "utf-8")
    (tmp_path / "work").mkdir()
    built = rebuilt(project, tmp_path / "work", PYTHONPATH=str(tmp_path / "site"))
    assert built == files(project / "decks")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be someone else"
)
def test_a_build_does_not_depend_on_the_user(project: Path) -> None:
    try:
        subprocess.run([sys.executable, "-c", "import kzquiz"], check=True, user="nobody")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this Python can be run by its owner alone")
    with tempfile.TemporaryDirectory() as name:
        lay(project, Path(name))
        for folder in (Path(name), *Path(name).rglob("*")):
            shutil.chown(folder, "nobody")
        build(Path(name), user="nobody")
        assert files(Path(name) / "decks") == files(project / "decks")


def test_another_template_or_lock_makes_another_build(project: Path, tmp_path: Path) -> None:
    """The comparison above must be able to fail."""
    style = tmp_path / "templates/worksheet/style.css"
    style.parent.mkdir(parents=True)
    style.write_text("/* our own */", "utf-8")
    assert rebuilt(project, tmp_path) != files(project / "decks")
