"""The steps of a build that is decided: from here on it is finished, by whoever comes next.

A build stages its files in ``UNIT/.kzquiz-staged``, then stores the journal in one rename, then
takes the steps. Ended before the rename it leaves nothing but staged files, which are cleared;
ended after it, the steps that are left are taken. Each step may be taken twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from msgspec import MsgspecError, Struct, json

from kzquiz.write import disk
from kzquiz.write.manifest import NAME, digest, is_inside

STATE = ".kzquiz"
"""What kzquiz keeps for itself in an output folder."""

_NAME = "journal.json"
_ASIDE = "journal-damaged.json"
_AT_TOP = ("index.html", NAME)
"""What may be written to the output folder itself."""


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
    """A file below the output folder, the digest it had and the one it is to have.

    None is no file: one that is made, or one that is removed. ``path`` begins with the unit, if the
    file is one of a unit.
    """

    path: str
    old: str | None
    new: str | None


class InTheWayError(Exception):
    """Files that are not kzquiz's to replace; ``found`` says of each why.

    ``advice`` says what was done and what to do, where that is not the usual.
    """

    def __init__(self, found: Iterable[tuple[Path, str]], advice: str = "") -> None:
        """Keep what was found."""
        self.found, self.advice = tuple(found), advice
        super().__init__("; ".join(f"{path}: {why}" for path, why in self.found))


def commit(folder: Path, steps: Sequence[Step]) -> None:
    """Store the steps: with this the build is decided. Raises OSError.

    Raises ValueError for a step that `finish` would not take.
    """
    for step in steps:
        if not is_written(step.path):
            message = f"“{step.path}” is no path of an output"
            raise ValueError(message)
    disk.put(folder / STATE / _NAME, json.format(json.encode(steps), indent=1))


def undo(folder: Path, paths: Iterable[str]) -> None:
    """Take back what was staged or committed and not begun. Raises OSError."""
    disk.erase(folder / STATE / _NAME)
    for staged in dict.fromkeys(_staged(folder, path) for path in paths):
        disk.clear(staged)


def pending(folder: Path) -> bool:
    """Tell whether a build was ended before all its files were in place."""
    return (folder / STATE / _NAME).exists()


def finish(folder: Path, *, force: bool = False) -> None:
    """Take the steps that are left of a build, and clear what was staged.

    With ``force`` a file that was changed since the build is overwritten; one to be removed stays.

    Raises `InTheWayError` where a file was changed since, and for a damaged journal, which is set
    aside; OSError.
    """
    steps = _steps(folder)
    changed = [path for step in steps for path in _take(folder, step, force=force)]
    if changed:
        why = "was changed while a build was interrupted, which cannot be finished now"
        raise InTheWayError([(path, why) for path in changed], _UNFINISHED)
    for above in dict.fromkeys((folder / step.path).parent for step in steps):
        if above.is_dir():
            disk.sync(above)
    disk.erase(folder / STATE / _NAME)
    if steps:
        disk.sync(folder / STATE)
    for unborn in (folder / STATE).glob(f"*{disk.NEW}"):
        disk.erase(unborn)
    for staged in (folder / disk.STAGED, *folder.glob(f"*/{disk.STAGED}")):
        if staged.exists() and not staged.parent.is_symlink():
            disk.clear(staged)
            disk.remove_empty([staged.parent])


def is_landing(names: Collection[str]) -> bool:
    """Tell whether names are what an output folder itself has, and no unit."""
    return bool(names) and all(name in _AT_TOP for name in names)


def is_written(path: str) -> bool:
    """Tell whether kzquiz writes to a path below an output folder.

    >>> [is_written(path) for path in ("unit/a.html", "index.html", "a.html", "../a")]
    [True, True, False, False]
    """
    return is_inside(path) and ("/" in path or path in _AT_TOP)


def look(folder: Path, path: str, most: int = disk.MOST) -> bytes | None:
    """Give the bytes of a file below a folder, None where nothing is.

    Raises FileExistsError where a link is followed on the way, for what is no plain file, and for a
    file of more than ``most`` bytes; OSError.
    """
    above = folder
    for part in path.split("/")[:-1]:
        above /= part
        if above.is_symlink():
            raise FileExistsError(None, "is a link, and kzquiz follows none", str(above))
    return disk.read(folder / path, most)


def stage(folder: Path, path: str) -> Path:
    """Name the place where a file waits."""
    return _staged(folder, path) / path.split("/", 1)[-1]


def _staged(folder: Path, path: str) -> Path:
    """Name the folder of files that wait: in the unit's folder, or in the output folder itself."""
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


def _take(folder: Path, step: Step, *, force: bool) -> Iterable[Path]:
    """Take a step that was not taken yet; give its file where that is not what it was."""
    target, waiting = folder / step.path, stage(folder, step.path)
    try:
        data = look(folder, step.path)
    except FileExistsError as error:
        return [Path(error.filename)]
    here = None if data is None else digest(data)
    if here == step.new or (step.new and not waiting.exists()):
        return []
    if here not in {None, step.old} and not (force and step.new):
        return [] if force else [target]
    if step.new is None:
        disk.erase(target)
    else:
        disk.move(waiting, target)
    return []
