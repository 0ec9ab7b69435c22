"""Builds with a fault at each system call of the build, one after the other; run by test_faults.

Usage: LD_PRELOAD=faults.so python faulting.py FOLDER FAULT once|lasting

FOLDER has ``old`` and ``new``: a unit's output folder before and after a build. Every case runs in
a forked process. It prints one line for everything that is wrong, then the calls of the build.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import traceback
from collections import Counter
from functools import cache
from pathlib import Path

from kzquiz.model import Artifact
from kzquiz.write import hold, keep, write

KINDS = {"kill before": -1, "kill after": -2, "short": -3}
LOOKS = {"read", "fstat", "fstat64", "lstat", "lstat64", "stat", "stat64", "opendir", "fdopendir"}
UNIT = "unit"
MANIFEST = "manifest.sha256"


@cache
def shim() -> ctypes.CDLL:
    """The library that LD_PRELOAD loaded."""
    library = ctypes.CDLL(None)
    library.faults_names.restype = ctypes.c_char_p
    return library


def arm(folder: Path, at: int, fault: str, *, lasting: bool) -> None:
    what = KINDS[fault] if fault in KINDS else getattr(errno, fault)
    shim().faults_arm(os.fsencode(folder), ctypes.c_long(at), what, lasting)


def pages(folder: Path) -> list[Artifact]:
    return [
        Artifact(path.name, path.read_bytes())
        for path in sorted(folder.iterdir())
        if path.name != MANIFEST
    ]


def build(decks: Path, artifacts: list[Artifact]) -> None:
    with hold(decks) as held:
        page = [Artifact("index.html", repr(artifacts).encode())] if artifacts else []
        write(held, {UNIT: artifacts, "": page})
        keep(held, "cache.json", repr(artifacts).encode())


def everything(folder: Path) -> dict[str, bytes]:
    """All files of a folder, also hidden ones, and empty folders; without the cache."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
        if path.name != "cache.json" and (path.is_file() or not any(path.iterdir()))
    }


def child(decks: Path, artifacts: list[Artifact], at: int, fault: str, *, lasting: bool) -> str:
    """Build with a fault in another process; give one word for how it ended."""
    pid = os.fork()
    if not pid:
        code = 9
        try:
            arm(decks, at, fault, lasting=lasting)
            build(decks, artifacts)
            code = 0
        except OSError as error:
            reason = str(error.strerror)
            code = 2 + ("nothing was written" in reason) + 2 * ("everything is built" in reason)
        except BaseException:  # noqa: BLE001 (any other exception is wrong)
            shim().faults_disarm()
            traceback.print_exc()
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    words = {-9: "killed", 0: "done", 2: "failed", 3: "undone", 4: "unfinished"}
    return words.get(os.waitstatus_to_exitcode(status), "wrong")


def wrongs(
    decks: Path, ended: str, old: dict[str, bytes], new: dict[str, bytes], *, lasting: bool
) -> list[str]:
    """Everything that is wrong after a build that ended in this way."""
    found = []
    raw = everything(decks)
    if ended == "undone" and not lasting and raw != old and raw:
        found.append(f"it leaves litter: {sorted(raw.items() ^ old.items())[:3]}"[:200])
    for path, data in raw.items():
        if path.startswith(f"{UNIT}/") and ".kzquiz" not in path and data not in _texts(old, new):
            found.append(f"{path} is not whole")
    with hold(decks):
        pass
    state = everything(decks)
    state.pop(UNIT, None)  # the empty folder of the unit: the next build fills it
    if state not in (old, new):
        found.append(f"litter or a mixture: {sorted(state.items() ^ old.items())[:3]}"[:200])
    if (ended == "undone" and state != old) or (ended in {"done", "unfinished"} and state != new):
        found.append("it did not say what it did")
    return found + (["it ended in an unknown way"] if ended == "wrong" else [])


def _texts(*states: dict[str, bytes]) -> set[bytes]:
    return {data for state in states for data in state.values()}


def main() -> None:
    folder, fault, lasting = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "lasting"
    before, after = pages(folder / "old"), pages(folder / "new")
    decks = folder / "decks"
    base = folder / "base"
    build(base, before)
    if not before:  # the first build of all
        shutil.rmtree(base)
        base.mkdir()
        old = {".kzquiz/.gitignore": b"*\n", ".kzquiz/lock": b""}
    else:
        old = everything(base)
    build(folder / "fresh", after)
    new = everything(folder / "fresh")

    shutil.copytree(base, decks)
    arm(decks, 0, "EIO", lasting=False)
    build(decks, after)
    shim().faults_disarm()
    names = shim().faults_names().decode().split()
    for at, name in enumerate(names, 1):
        if (fault != "EIO" and name in LOOKS) or (fault == "short" and name != "write"):
            continue  # only a broken disk fails when it reads, and reading changes nothing
        shutil.rmtree(decks)
        shutil.copytree(base, decks)
        ended = child(decks, after, at, fault, lasting=lasting)
        found = wrongs(decks, ended, old, new, lasting=lasting)
        build(decks, after)
        if everything(decks) != new:
            found.append("the next build does not put it right")
        for wrong in found:
            sys.stdout.write(f"{fault} at call {at}, {name}, {ended}: {wrong}\n")
    counts = (f"{name}={count}" for name, count in sorted(Counter(names).items()))
    sys.stdout.write(f"met: {' '.join(counts)}\n")


if __name__ == "__main__":
    main()
