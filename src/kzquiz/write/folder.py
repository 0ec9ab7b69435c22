"""Writes a build to its output folder: all its files or none, and one build at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from kzquiz.write import disk, journal, manifest
from kzquiz.write.build_lock import build_lock
from kzquiz.write.journal import (
    STATE,
    InTheWayError,
    Step,
    is_landing,
    is_written,
    read_file,
    stage,
)

if TYPE_CHECKING:
    from kzquiz.model import Artifact  # takes 20 ms; a build without changes needs no artifact

_FOREIGN = "kzquiz did not make this file"
_EDITED = "was edited since kzquiz made it"
_OF_A_UNIT = "lists what a build made of a unit: name another folder with “-o”"
_OF_A_FOLDER = (
    "lists what a build made of a whole folder: name another folder with “-o”, or delete this one"
)
_TWICE = "two outputs would have this name: give a recipe another id"


class Held(Struct, frozen=True):
    """An output folder whose lock this process holds; made by `hold`."""

    folder: Path


class Outcome(Struct, frozen=True):
    """What `write` did: the files that were written, and those that were removed.

    Files are removed if no output makes them any more. ``kept`` has those that were not removed,
    because they were edited.
    """

    written: frozenset[Path] = frozenset()
    removed: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()


class _Plan(Struct):
    """The steps of a build, the bytes of new files, and the files that block or stay."""

    steps: list[Step] = []
    data: dict[str, bytes] = {}
    blocked: list[tuple[Path, str]] = []
    kept: list[Path] = []


@contextlib.contextmanager
def hold(
    folder: Path, waiting: Callable[[], None] = lambda: None, *, force: bool = False
) -> Iterator[Held]:
    """Hold the lock of an output folder, and finish a build that was interrupted there.

    The folder is made if it does not exist. A build reads the folder only while it holds the lock.
    ``waiting`` is called once if another build holds it. With ``force``, an interrupted build is
    finished over files that were edited since. Raises `InTheWayError`; OSError.
    """
    state = folder / STATE
    if state.is_symlink():
        raise FileExistsError(None, "is a link, and kzquiz follows none", str(state))
    made = disk.make(state)
    try:
        with build_lock(state / "lock", waiting), _clearing(folder, made):
            if disk.read(state / ".gitignore") is None:
                disk.put(state / ".gitignore", b"*\n")
            journal.finish(folder, force=force)
            yield Held(folder)
    except BaseException:
        disk.remove_empty(made)
        raise


@contextlib.contextmanager
def _clearing(folder: Path, made: Sequence[Path]) -> Iterator[None]:
    """Remove the folder of kzquiz's state if the first build in an output folder fails."""
    try:
        yield
    except BaseException:
        if made and not journal.pending(folder):
            disk.clear(folder / STATE)
        raise


def write(
    held: Held,
    units: Mapping[str, Iterable[Artifact]],
    *,
    force: bool = False,
    whole: bool = True,
) -> Outcome:
    """Write the artifacts of units to their folders, with a manifest in each folder.

    The unit "" is the output folder itself. ``whole`` says that the artifacts are all of the units;
    then files that kzquiz made earlier and no artifact replaces are removed. With ``force``, files
    that kzquiz did not make, or that were edited, are overwritten.

    Raises `InTheWayError`, before anything is written, with all files that must not be written.
    Raises OSError; its ``strerror`` says whether nothing was written, or whether the next build
    will finish this one.
    """
    plan = _Plan()
    for unit, artifacts in units.items():
        _plan(plan, held.folder, unit, tuple(artifacts), force=force, whole=whole)
    if plan.blocked:
        raise InTheWayError(plan.blocked)
    if plan.steps:
        _stage(held.folder, plan)
        _finish(held.folder)
    return Outcome(
        frozenset(held.folder / step.path for step in plan.steps if step.new),
        tuple(held.folder / step.path for step in plan.steps if not step.new),
        tuple(plan.kept),
    )


def keep(held: Held, name: str, data: bytes) -> None:
    """Write a file of kzquiz's state in the output folder; git ignores it. Raises OSError."""
    path = state(held.folder) / name
    if disk.read(path) != data:
        disk.put(path, data)


def state(folder: Path) -> Path:
    """Give the folder of kzquiz's state in an output folder."""
    return folder / STATE


def _plan(
    plan: _Plan, folder: Path, unit: str, artifacts: Sequence[Artifact], *, force: bool, whole: bool
) -> None:
    """Add the steps of a unit to the plan, and the files that block them."""
    blocked = len(plan.blocked)
    above = f"{unit}/" if unit else ""
    found = _read_file(plan, folder, f"{above}{manifest.NAME}")
    ours = manifest.load(found, lambda name: _read_beside(folder, f"{above}{name}"))
    if why := _wrong_folder(unit, ours) or (_FOREIGN if found and not ours and not force else ""):
        plan.blocked.append((folder / unit / manifest.NAME, why))
    made: dict[str, str] = {}
    for artifact in artifacts:
        path = f"{above}{artifact.path}"
        if not is_written(path):
            message = f"“{path}” is no path of an output"
            raise ValueError(message)
        if artifact.path.casefold() in map(str.casefold, made):
            plan.blocked.append((folder / path, _TWICE))
        made[artifact.path] = manifest.digest(artifact.data)
        here = _read_file(plan, folder, path)
        known = ours.get(artifact.path, frozenset())
        mine = here in {None, artifact.data, artifact.basis} or manifest.is_of(here or b"", known)
        if not mine and not force:
            plan.blocked.append((folder / path, _EDITED if known else _FOREIGN))
        _step(plan, path, here, artifact.data)
    for name in sorted(ours.keys() - made.keys()):
        if whole:
            _retire(plan, folder, f"{above}{name}", ours[name])
        else:
            current = manifest.digest(_read_file(plan, folder, f"{above}{name}") or b"")
            made[name] = current if current in ours[name] else min(ours[name])
    if len(plan.blocked) == blocked:
        _step(plan, f"{above}{manifest.NAME}", found, manifest.dump(made))


def _wrong_folder(unit: str, ours: Collection[str]) -> str:
    """Say why this cannot be the folder of the unit: its manifest is that of another folder."""
    if unit:
        return _OF_A_FOLDER if is_landing(ours) else ""
    return "" if all(map(is_written, ours)) else _OF_A_UNIT


def _read_file(plan: _Plan, folder: Path, path: str) -> bytes | None:
    try:
        return read_file(folder, path)
    except FileExistsError as error:
        entry = (Path(error.filename), str(error.strerror))
        plan.blocked += [entry] if entry not in plan.blocked else []
        return None


def _read_beside(folder: Path, path: str) -> bytes | None:
    with contextlib.suppress(FileExistsError):
        return read_file(folder, path)
    return None


def _step(plan: _Plan, path: str, here: bytes | None, data: bytes) -> None:
    if here != data:
        old = None if here is None else manifest.digest(here)
        plan.steps.append(Step(path, old, manifest.digest(data)))
        plan.data[path] = data


def _retire(plan: _Plan, folder: Path, path: str, known: frozenset[str]) -> None:
    """Add the step that removes a file that no artifact replaces, unless it was edited."""
    try:
        here = read_file(folder, path)
    except FileExistsError:
        plan.kept.append(folder / path)
        return
    if here is not None and manifest.is_of(here, known):
        plan.steps.append(Step(path, manifest.digest(here), None))
    elif here is not None:
        plan.kept.append(folder / path)


def _stage(folder: Path, plan: _Plan) -> None:
    """Write all new bytes to the stage and the steps to the journal, or nothing."""
    # The manifest comes first. So it lists the new files before they are renamed, and a build that
    # was interrupted does not take its own files for those of someone else.
    steps = sorted(plan.steps, key=lambda step: not step.path.endswith(manifest.NAME))
    made: list[Path] = []
    try:
        for path, data in plan.data.items():
            place, target = stage(folder, path), folder / path
            for above in (target.parent, place.parent):
                made = disk.make(above) + made
            disk.store(place, data, like=target)
        for above in dict.fromkeys(stage(folder, path).parent for path in plan.data):
            disk.sync(above)
        journal.commit(folder, steps)
    except BaseException as error:
        journal.undo(folder, (step.path for step in steps))
        disk.remove_empty(made)
        if isinstance(error, OSError):
            error.strerror = f"{error.strerror}; nothing was written"
        raise


def _finish(folder: Path) -> None:
    try:
        journal.finish(folder)
    except (KeyboardInterrupt, SystemExit):
        journal.finish(folder)  # takes a moment, and then the build is complete
        raise
    except OSError as error:
        error.strerror = (
            f"{error.strerror}; everything is built, and not all of it is in its place yet: "
            "close what uses the file, then run “kzquiz build” again"
        )
        raise
