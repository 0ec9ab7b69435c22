"""The journal of a build: the steps that are left to do, so that an interrupted build is finished.

A build stages its files in ``UNIT/.kzquiz-staged``, then writes the journal with one rename, then
does the steps. If it is interrupted before that rename, only staged files are left, and the next
build removes them. If it is interrupted after it, the next build does the steps that are left. A
step may be done twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from msgspec import MsgspecError, Struct, json

from kzquiz.write import disk
from kzquiz.write.manifest import NAME, digest, is_inside

STATE = ".kzquiz"
"""The folder of kzquiz's state in an output folder."""

_NAME = "journal.json"
_ASIDE = "journal-damaged.json"
_AT_TOP = ("index.html", NAME)
"""The files that may be written to the output folder itself."""


_UNFINISHED = (
    "All else of that build is in its place. Move these files away or delete them and build again, "
    "or overwrite them with “--force”."
)
_DAMAGED = "was damaged, so nobody can tell what is left to do of a build that was interrupted"
_SET_ASIDE = (
    f"No other file was touched; it is kept as “{_ASIDE}”. Build again: files that the interrupted "
    "build had not written yet may then count as edited."
)


class Step(Struct, frozen=True):
    """A file to write or remove: its path, its old digest and its new one.

    ``path`` is relative to the output folder. ``old`` is None if there was no file; ``new`` is None
    if the file is removed.
    """

    path: str
    old: str | None
    new: str | None


class InTheWayError(Exception):
    """Files that kzquiz must not replace; ``found`` has each with the reason.

    ``advice`` says what was done and what to do, if the usual advice does not fit.
    """

    def __init__(self, found: Iterable[tuple[Path, str]], advice: str = "") -> None:
        """Take the files and the reasons."""
        self.found, self.advice = tuple(found), advice
        super().__init__("; ".join(f"{path}: {why}" for path, why in self.found))


def commit(folder: Path, steps: Sequence[Step]) -> None:
    """Write the steps to the journal; from now on the build will be finished.

    Raises ValueError for a step that `finish` would not do; OSError.
    """
    for step in steps:
        if not is_written(step.path):
            message = f"“{step.path}” is no path of an output"
            raise ValueError(message)
    disk.put(folder / STATE / _NAME, json.format(json.encode(steps), indent=1))


def undo(folder: Path, paths: Iterable[str]) -> None:
    """Remove the journal and the staged files of a build without any step done. Raises OSError."""
    disk.erase(folder / STATE / _NAME)
    for staged in dict.fromkeys(_staged(folder, path) for path in paths):
        disk.clear(staged)


def pending(folder: Path) -> bool:
    """Whether a build was interrupted before all its steps were done."""
    return (folder / STATE / _NAME).exists()


def finish(folder: Path, *, force: bool = False) -> None:
    """Do the steps that are left of a build, and remove what was staged.

    With ``force``, a file that was changed since the build is overwritten; one that the build would
    remove stays.

    Raises `InTheWayError` if a file was changed since the build, and for a damaged journal, which
    is renamed; OSError.
    """
    steps = _steps(folder)
    changed = [path for step in steps for path in _do(folder, step, force=force)]
    if changed:
        why = "was changed while a build was interrupted, which cannot be finished now"
        raise InTheWayError([(path, why) for path in changed], _UNFINISHED)
    for above in dict.fromkeys((folder / step.path).parent for step in steps):
        if above.is_dir():
            disk.sync(above)
    disk.erase(folder / STATE / _NAME)
    if steps:
        disk.sync(folder / STATE)
    for unfinished in (folder / STATE).glob(f"*{disk.NEW}"):
        disk.erase(unfinished)
    for staged in (folder / disk.STAGED, *folder.glob(f"*/{disk.STAGED}")):
        if staged.exists() and not staged.parent.is_symlink():
            disk.clear(staged)
            disk.remove_empty([staged.parent])


def is_landing(names: Collection[str]) -> bool:
    """Whether the names are those of files in the output folder itself, and of no unit's."""
    return bool(names) and all(name in _AT_TOP for name in names)


def is_written(path: str) -> bool:
    """Whether kzquiz may write to a path below an output folder.

    >>> [is_written(path) for path in ("unit/a.html", "index.html", "a.html", "../a")]
    [True, True, False, False]
    """
    return is_inside(path) and ("/" in path or path in _AT_TOP)


def read_file(folder: Path, path: str, most: int = disk.MOST) -> bytes | None:
    """Give the bytes of a file below a folder, or None if there is no file.

    Raises FileExistsError if a folder on the way is a link, for anything that is no plain file, and
    for a file of more than ``most`` bytes; OSError.
    """
    above = folder
    for part in path.split("/")[:-1]:
        above /= part
        if above.is_symlink():
            raise FileExistsError(None, "is a link, and kzquiz follows none", str(above))
    return disk.read(folder / path, most)


def stage(folder: Path, path: str) -> Path:
    """Give the path where a file is staged."""
    return _staged(folder, path) / path.split("/", 1)[-1]


def _staged(folder: Path, path: str) -> Path:
    """Give the folder of staged files: in the unit's folder, or in the output folder itself."""
    return folder.joinpath(*path.split("/")[:-1][:1], disk.STAGED)


def _steps(folder: Path) -> list[Step]:
    data = disk.read(folder / STATE / _NAME, disk.RECORD)
    if data is None:
        return []
    try:
        steps = json.decode(data, type=list[Step])
    except (MsgspecError, RecursionError, ValueError):
        steps = []
    if not steps or not all(is_written(step.path) for step in steps):
        path = folder / STATE / _NAME
        disk.move(path, path.with_name(_ASIDE))
        raise InTheWayError([(path, _DAMAGED)], _SET_ASIDE)
    return steps


def _do(folder: Path, step: Step, *, force: bool) -> Iterable[Path]:
    """Do a step if it is not done yet; give its file if someone has changed that."""
    target, staged = folder / step.path, stage(folder, step.path)
    try:
        data = read_file(folder, step.path)
    except FileExistsError as error:
        return [Path(error.filename)]
    here = None if data is None else digest(data)
    if here == step.new or (step.new and not staged.exists()):
        return []
    if here not in {None, step.old} and not (force and step.new):
        return [] if force else [target]
    if step.new is None:
        disk.erase(target)
    else:
        disk.move(staged, target)
    return []
