"""Which files a build writes to an output folder, and which it must not change."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pytest
from command_line import run
from example_unit import ROOT, write_example_unit
from folders import everything, files

from kzquiz.model import Artifact
from kzquiz.write import InTheWayError, disk, hold, write

RECIPE = """
recipes:
  - id: {}
    title: A short sheet
    kinds: [choice]
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the example unit, built."""
    folder = tmp_path_factory.mktemp("project")
    write_example_unit(folder / "content")
    assert run(folder, "build").returncode == 0
    return folder


@pytest.fixture
def work(made: Path, tmp_path: Path) -> Path:
    """The built project, for one test, which may change it."""
    return Path(shutil.copytree(made, tmp_path / "work"))


def build(decks: Path, pages: dict[str, bytes], *, force: bool = False) -> None:
    with hold(decks) as held:
        artifacts = [Artifact(path, data) for path, data in pages.items()]
        write(held, {"unit": artifacts}, force=force)


# --- whose a file is ------------------------------------------------------------------------------


def test_the_manifest_has_the_hash_of_every_file_and_of_nothing_else(work: Path) -> None:
    built = files(work / "decks" / "example")
    lines = built.pop("manifest.sha256").decode().splitlines()
    assert lines == [f"{sha256(data).hexdigest()}  ./././{path}" for path, data in built.items()]


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
def test_sha256sum_checks_a_download_with_the_manifest(work: Path) -> None:
    check = ["sha256sum", "--check", "--strict", "--quiet", "manifest.sha256"]
    for folder in (work / "decks", work / "decks/example"):
        done = subprocess.run(check, cwd=folder, capture_output=True, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def sums(folder: Path, names: Iterable[str], before: str = "") -> bytes:
    """What ``sha256sum`` prints of some files of a folder."""
    digests = {name: sha256((folder / name).read_bytes()).hexdigest() for name in names}
    return "".join(f"{digests[name]}  {before}{name}\n" for name in names).encode()


@pytest.mark.slow
@pytest.mark.parametrize("before", ["", "./"])
@pytest.mark.parametrize("unit", ["example", ""])
def test_a_manifest_that_someone_else_made_is_left_alone_with_all_that_it_lists(
    made: Path, tmp_path: Path, before: str, unit: str
) -> None:
    """``sha256sum * > manifest.sha256`` and ``find . -type f -exec sha256sum {} +``."""
    shutil.copytree(made / "content", tmp_path / "content")
    mine = tmp_path / "o" / unit
    mine.mkdir(parents=True)
    for name in ("essay.txt", "index.html", "contents.json"):
        (mine / name).write_text(f"my own {name}", "utf-8")
    (mine / "manifest.sha256").write_bytes(sums(mine, ["index.html"], before))
    if unit:
        names = ("contents.json", "essay.txt", "index.html")
        (mine / "manifest.sha256").write_bytes(sums(mine, names, before))
    found = everything(mine)
    done = run(tmp_path, "build", "-o", "o")
    assert done.returncode == 1
    shown = f"o/{unit}/manifest.sha256" if unit else "o/manifest.sha256"
    assert f"{shown}: kzquiz did not make this file" in done.stderr
    assert "nothing was written" in done.stderr
    assert found.items() <= everything(mine).items()
    if unit:
        assert run(tmp_path, "build", "-o", "o", "--force").returncode == 0
        assert (mine / "essay.txt").read_bytes() == b"my own essay.txt"
        assert (mine / "index.html").read_bytes() == b"my own index.html"


def test_a_line_that_someone_added_to_a_manifest_gives_no_file_away(tmp_path: Path) -> None:
    build(tmp_path, {"a.html": b"old"})
    (tmp_path / "unit/essay.txt").write_bytes(b"mine")
    with (tmp_path / "unit/manifest.sha256").open("ab") as manifest:
        manifest.write(sums(tmp_path / "unit", ["essay.txt"]))
    build(tmp_path, {"a.html": b"new"})
    assert files(tmp_path)["unit/essay.txt"] == b"mine"


def of_before(decks: Path) -> None:
    """Write the manifests as kzquiz did before its lines had a sign."""
    for manifest in decks.rglob("manifest.sha256"):
        manifest.write_bytes(manifest.read_bytes().replace(b"  ./././", b"  "))


def test_a_manifest_of_before_it_had_a_sign_is_still_believed(work: Path) -> None:
    of_before(work / "decks")
    _own_style(work)
    done = run(work, "build")
    assert (done.returncode, done.stderr) == (0, "")
    assert "decks/example/worksheet.html\t" in done.stdout
    built = files(work / "decks")
    assert (
        built["example/manifest.sha256"].count(b"  ./././")
        == len([path for path in built if path.startswith("example/")]) - 1
    )


@pytest.mark.parametrize("more", ["essay.txt", "manifest.sha256"])
def test_a_manifest_made_anew_in_a_folder_of_kzquiz_is_someone_elses(work: Path, more: str) -> None:
    """It names the essay beside the sheets, or the manifest itself, which lay there."""
    example = work / "decks/example"
    (example / "essay.txt").write_bytes(b"mine")
    (example / "answers.html").write_bytes(b"with my remarks")
    names = sorted({path for path in files(example) if path != "essay.txt"} - {"manifest.sha256"})
    (example / "manifest.sha256").write_bytes(sums(example, [*names, more]))
    before = everything(work / "decks")
    done = run(work, "build")
    assert done.returncode == 1
    assert "decks/example/manifest.sha256: kzquiz did not make this file" in done.stderr
    assert everything(work / "decks") == before


@pytest.mark.slow
def test_files_of_others_and_edited_files_stay_and_are_all_named_at_once(work: Path) -> None:
    (work / "decks/example/answers.html").write_text("my own notes", "utf-8")
    (work / "decks/example/manifest.sha256").write_text(
        "\n".join(
            line
            for line in (work / "decks/example/manifest.sha256").read_text("utf-8").splitlines()
            if not line.endswith("quiz.html")
        ),
        "utf-8",
    )
    (work / "decks/example/quiz.html").write_text("a quiz of my own", "utf-8")
    (work / "decks/example/worksheet.html").unlink()
    (work / "decks/example/worksheet.html").mkdir()
    before = everything(work / "decks")
    done = run(work, "build")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[:3] == [
        "decks/example/worksheet.html: is no plain file",
        "decks/example/answers.html: was edited since kzquiz made it",
        "decks/example/quiz.html: kzquiz did not make this file",
    ]
    assert "nothing was written" in done.stderr
    assert "Move these files away or delete them" in done.stderr
    assert everything(work / "decks") == before
    (work / "decks/example/worksheet.html").rmdir()
    assert run(work, "build", "--force").returncode == 0
    assert b"my own notes" not in files(work / "decks")["example/answers.html"]


@pytest.mark.slow
def test_what_is_moved_away_is_built_again(work: Path) -> None:
    built = files(work / "decks")
    (work / "decks/example/answers.html").write_text("my own notes", "utf-8")
    (work / "decks/example/answers.html").rename(work / "decks/example/notes.html")
    assert run(work, "build").returncode == 0
    assert files(work / "decks") == built | {"example/notes.html": b"my own notes"}


@pytest.mark.slow
def test_files_that_nothing_makes_any_more_are_removed_unless_they_were_edited(work: Path) -> None:
    unit = work / "content/example/unit.yaml"
    plain = unit.read_text("utf-8")
    unit.write_text(plain + RECIPE.format("short"), "utf-8")
    assert run(work, "build").returncode == 0
    (work / "decks/example/short-answers.html").write_text("with my remarks", "utf-8")
    unit.write_text(plain, "utf-8")
    done = run(work, "build")
    assert done.returncode == 0
    assert "decks/example/short.html\tremoved" in done.stdout
    assert "short-answers.html: nothing makes this file any more; it stays" in done.stderr
    left = files(work / "decks/example")
    assert "short.html" not in left
    assert left["short-answers.html"] == b"with my remarks"
    assert run(work, "build").stderr == ""


def test_two_files_of_one_name_are_refused_also_where_only_some_systems_see_one(
    tmp_path: Path,
) -> None:
    build(tmp_path, {"a.html": b"old"})
    with pytest.raises(InTheWayError, match=r"A\.html: two outputs would have this name"):
        build(tmp_path, {"a.html": b"new", "A.html": b"new"})
    assert files(tmp_path)["unit/a.html"] == b"old"


def test_two_outputs_whose_names_differ_in_capitals_only_are_refused(tmp_path: Path) -> None:
    twice = [Artifact("key.html", b"one"), Artifact("Key.html", b"other")]
    with hold(tmp_path) as held, pytest.raises(InTheWayError) as refused:
        write(held, {"example": twice})
    ((path, why),) = refused.value.found
    assert path == tmp_path / "example" / "Key.html"
    assert "two outputs would have this name" in why
    assert not (tmp_path / "example").exists()


@pytest.mark.slow
def test_the_line_ends_that_git_writes_on_windows_are_no_edit(work: Path) -> None:
    built = files(work / "decks")
    for path, data in built.items():
        if not path.endswith(".apkg"):
            (work / "decks" / path).write_bytes(data.replace(b"\n", b"\r\n"))
    done = run(work, "build")
    assert done.returncode == 0, done.stderr
    assert files(work / "decks") == built


@pytest.mark.slow
def test_a_clone_builds_over_what_was_committed(tmp_path: Path) -> None:
    """Files that came with git are kzquiz's, also after a template changed."""
    shutil.copytree(ROOT / "decks", tmp_path / "decks", ignore=shutil.ignore_patterns(".kzquiz"))
    shutil.copytree(ROOT / "content", tmp_path / "content")
    _own_style(tmp_path)
    done = run(tmp_path, "build")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\twritten" in done.stdout


def _own_style(project: Path) -> None:
    style = project / "templates/worksheet/style.css"
    style.parent.mkdir(parents=True)
    style.write_text("/* our own */", "utf-8")


def test_after_a_merge_the_files_of_either_branch_are_ours(tmp_path: Path) -> None:
    decks = tmp_path / "decks"
    build(decks, {"a.html": b"of my branch", "b.html": b"of my branch"})
    mine = files(decks)
    build(decks, {"a.html": b"of yours", "b.html": b"of yours"})
    yours = files(decks)
    (decks / "unit/a.html").write_bytes(mine["unit/a.html"])
    (decks / "unit/manifest.sha256").write_bytes(
        b"<<<<<<< HEAD\n%b=======\n%b>>>>>>> branch\n"
        % (mine["unit/manifest.sha256"], yours["unit/manifest.sha256"])
    )
    build(decks, {"a.html": b"of both", "b.html": b"of both"})
    assert files(decks)["unit/a.html"] == b"of both"
    assert files(decks)["unit/manifest.sha256"].count(b"\n") == 2


def test_a_lock_merged_by_hand_is_carried_on(work: Path) -> None:
    lock = work / "decks/example/lock.json"
    data = json.loads(lock.read_text("utf-8"))
    merged = lock.read_text("utf-8").replace(f'"mod": {_newest(data)}', f'"mod": {_newest(data)} ')
    assert merged != lock.read_text("utf-8")
    lock.write_text(merged, "utf-8")
    done = run(work, "build")
    assert done.returncode == 0, done.stderr
    assert json.loads(lock.read_text("utf-8"))["notes"] == data["notes"]


def _newest(data: dict[str, dict[str, dict[str, int]]]) -> int:
    return max(entry["mod"] for entry in data["notes"].values())


@pytest.mark.slow
def test_decks_without_a_manifest_are_taken_over_where_they_are_what_is_built(work: Path) -> None:
    built = files(work / "decks")
    (work / "decks/example/manifest.sha256").unlink()
    assert run(work, "build").returncode == 0
    assert files(work / "decks") == built
    (work / "decks/example/manifest.sha256").unlink()
    (work / "decks/example/quiz.html").write_text("of an older kzquiz", "utf-8")
    done = run(work, "build")
    assert done.returncode == 1
    assert "quiz.html: kzquiz did not make this file" in done.stderr
    assert run(work, "build", "--force").returncode == 0
    assert files(work / "decks") == built


# --- where a file may go --------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize("link", ["unit", "unit/a.html", ".kzquiz"])
def test_links_in_an_output_folder_are_not_followed(tmp_path: Path, link: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.html").write_bytes(b"not yours")
    decks = tmp_path / "decks"
    (decks / link).parent.mkdir(parents=True)
    (decks / link).symlink_to(elsewhere / "a.html" if link.endswith("html") else elsewhere)
    before = everything(elsewhere)
    with pytest.raises((InTheWayError, FileExistsError)):
        build(decks, {"a.html": b"new"}, force=True)
    assert everything(elsewhere) == before


@pytest.mark.parametrize("path", ["../victim", "unit/../../victim", "/tmp/victim", "victim"])  # noqa: S108
def test_a_journal_that_came_with_a_download_cannot_write_elsewhere(
    tmp_path: Path, path: str
) -> None:
    decks = tmp_path / "decks"
    build(decks, {"a.html": b"old"})
    (decks / "unit/.kzquiz-staged").mkdir()
    (decks / "unit/.kzquiz-staged/victim").write_bytes(b"harm")
    step = {"path": path, "old": None, "new": sha256(b"harm").hexdigest()}
    (decks / ".kzquiz/journal.json").write_text(json.dumps([step]), "utf-8")
    with pytest.raises(InTheWayError, match="damaged"):
        build(decks, {"a.html": b"new"})
    assert not list(tmp_path.glob("victim"))
    build(decks, {"a.html": b"new"})
    assert files(decks)["unit/a.html"] == b"new"


def test_a_manifest_that_came_with_a_download_cannot_remove_files_elsewhere(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    decks = tmp_path / "decks"
    build(decks, {"a.html": b"old"})
    manifest = decks / "unit/manifest.sha256"
    line = f"{sha256(b'mine').hexdigest()}  ../../victim\n".encode()
    manifest.write_bytes(manifest.read_bytes() + line)
    build(decks, {"a.html": b"new"})
    assert victim.read_bytes() == b"mine"


# --- ended in the middle --------------------------------------------------------------------------


def interrupted(decks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Build with a disk that fails when the second file is renamed."""
    moves = []
    real = disk.move

    def move(source: Path, target: Path) -> None:
        if target.suffix == ".html":
            moves.append(target)
        if len(moves) > 1:
            raise OSError(5, "Input/output error", str(target))
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(disk, "move", move)
        build(decks, {"a.html": b"new", "b.html": b"new", "c.html": b"new"})


def test_a_build_that_could_not_end_says_so_and_the_next_one_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decks = tmp_path / "decks"
    build(decks, {"a.html": b"old", "b.html": b"old", "gone.html": b"old"})
    with pytest.raises(OSError, match=r"everything is built.* run “kzquiz build” again"):
        interrupted(decks, monkeypatch)
    with hold(decks):
        pass
    found = files(decks)
    assert {path for path, data in found.items() if data == b"new"} == {
        "unit/a.html", "unit/b.html", "unit/c.html",
    }  # fmt: skip
    assert "unit/gone.html" not in found
    assert set(everything(decks)) == {*found, ".kzquiz/.gitignore", ".kzquiz/lock"}


def test_a_file_edited_while_a_build_waits_to_be_ended_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decks = tmp_path / "decks"
    build(decks, {"a.html": b"old", "b.html": b"old"})
    with pytest.raises(OSError, match="everything is built"):
        interrupted(decks, monkeypatch)
    (decks / "unit/b.html").write_bytes(b"mine")
    with pytest.raises(InTheWayError, match=r"b\.html: was changed while a build was interrupted"):
        build(decks, {"a.html": b"newer", "b.html": b"newer"})
    assert (decks / "unit/b.html").read_bytes() == b"mine"
    (decks / "unit/b.html").unlink()
    build(decks, {"a.html": b"newer", "b.html": b"newer"})
    assert files(decks)["unit/b.html"] == b"newer"


def test_a_busy_target_is_tried_again_for_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where a file that another program reads cannot be replaced."""
    busy = 2
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        nonlocal busy
        if target.name == "a.html" and busy:
            busy -= 1
            raise PermissionError(13, "in use", str(target))
        return real(self, target)

    monkeypatch.setattr(disk, "_PATIENCE", (0, 0, 0))
    monkeypatch.setattr(Path, "replace", replace)
    build(tmp_path, {"a.html": b"new"})
    assert (tmp_path / "unit/a.html").read_bytes() == b"new"
    busy = 9
    with pytest.raises(PermissionError, match="close what uses the file"):
        build(tmp_path, {"a.html": b"newer"})
    assert (tmp_path / "unit/a.html").read_bytes() == b"new"


@pytest.mark.slow
@pytest.mark.parametrize(
    "journal",
    [
        b"",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b'[{"path": "unit/a.html"}]',
        b'[{"path": 1, "old": null, "new": null}]',
        b'[{"path": "unit/a.html", "old": null, "new": 1}]',
        b'[{"path": "answers.html", "old": null, "new": null}]',
    ],
)
def test_a_damaged_journal_is_set_aside_and_the_next_build_goes_on(
    work: Path, journal: bytes
) -> None:
    (work / "decks/.kzquiz/journal.json").write_bytes(journal)
    _own_style(work)
    before = files(work / "decks")
    done = run(work, "build")
    assert (done.returncode, done.stdout) == (1, "")
    assert "decks/.kzquiz/journal.json: was damaged" in done.stderr
    assert "it is kept as “journal-damaged.json”" in done.stderr
    assert "Traceback" not in done.stderr
    assert files(work / "decks") == before
    assert (work / "decks/.kzquiz/journal-damaged.json").read_bytes() == journal
    assert run(work, "build").returncode == 0


@pytest.mark.slow
def test_a_build_into_the_folder_of_a_unit_is_refused_and_leaves_nothing(work: Path) -> None:
    before = everything(work / "decks")
    for options in ([], ["--force"]):
        done = run(work, "build", "-o", "decks/example", *options)
        assert (done.returncode, done.stdout) == (1, "")
        assert "decks/example/manifest.sha256: lists what a build made of a unit" in done.stderr
        assert "nothing was written" in done.stderr
        assert everything(work / "decks") == before
    assert run(work, "build").returncode == 0


@pytest.mark.slow
def test_a_build_whose_unit_has_the_name_of_an_output_folder_is_refused(tmp_path: Path) -> None:
    write_example_unit(tmp_path / "content")
    assert run(tmp_path, "build", "-o", "decks/example").returncode == 0
    before = everything(tmp_path / "decks")
    done = run(tmp_path, "build", "--force")
    assert (done.returncode, done.stdout) == (1, "")
    assert "decks/example/manifest.sha256: lists what a build made of a whole folder" in done.stderr
    assert everything(tmp_path / "decks") == before


@pytest.mark.slow
def test_force_ends_an_interrupted_build_over_a_file_that_was_edited(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _own_style(work)
    real = disk.move

    def move(source: Path, target: Path) -> None:
        if target.suffix == ".html":
            raise OSError(5, "Input/output error", str(target))
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(disk, "move", move)
        done = run(work, "build")
    assert "everything is built, and not all of it is in its place yet" in done.stderr
    for name in ("worksheet.html", "quiz.html"):
        (work / "decks/example" / name).write_text("mine", "utf-8")
    done = run(work, "build")
    assert done.returncode == 1
    assert "worksheet.html: was changed while a build was interrupted" in done.stderr
    assert "nothing was written" not in done.stderr
    assert (work / "decks/example/worksheet.html").read_text("utf-8") == "mine"
    (work / "decks/example/quiz.html").unlink()
    assert run(work, "build", "--force").returncode == 0
    assert run(work, "build", "--check").returncode == 0


# --- at once --------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_second_build_waits_for_the_first_and_says_so(work: Path) -> None:
    printed = []
    with hold(work / "decks"):
        second = subprocess.Popen(
            [sys.executable, "-m", "kzquiz.cli", "build"],
            cwd=work,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        assert second.stderr is not None
        printed.append(second.stderr.readline())
        assert second.poll() is None
    out, _ = second.communicate(timeout=60)
    assert printed == ["another build is writing to decks; waiting for it …\n"]
    assert second.returncode == 0
    assert "unchanged" in out


@pytest.mark.slow
def test_readers_meet_whole_files_while_builds_write(tmp_path: Path) -> None:
    pages = [{"a.html": letter * 100_000} for letter in (b"x", b"y")]
    build(tmp_path, pages[0])
    seen, stop = set(), threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.add((tmp_path / "unit/a.html").read_bytes())
            time.sleep(0.0002)  # else the builds get little of the interpreter

    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(8):
        build(tmp_path, pages[turn % 2])
    stop.set()
    reader.join()
    assert seen <= {b"x" * 100_000, b"y" * 100_000}


def written(project: Path) -> dict[str, bytes]:
    """All files of the output folder, without the cache."""
    found = everything(project / "decks")
    return {path: data for path, data in found.items() if path != ".kzquiz/cache.json"}


@pytest.mark.slow
@pytest.mark.exhaustive
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_stopped_leaves_no_litter(work: Path, number: signal.Signals) -> None:
    old = written(work)
    _own_style(work)
    again = Path(shutil.copytree(work, work.parent / "again"))
    assert run(again, "build").returncode == 0
    new = written(again)
    for tenths in range(1, 9):
        process = subprocess.Popen([sys.executable, "-m", "kzquiz.cli", "build"], cwd=work)
        time.sleep(tenths / 10)
        process.send_signal(number)
        assert process.wait(timeout=60) in {0, 128 + number, -number}
        assert written(work) in (old, new)
    assert run(work, "build").returncode == 0
    assert written(work) == new
