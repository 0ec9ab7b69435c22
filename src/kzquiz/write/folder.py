"""An output folder, held by one build at a time, which appears in it all together or not at all."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from kzquiz.write import disk, journal, manifest
from kzquiz.write.alone import alone
from kzquiz.write.journal import STATE, InTheWayError, Step, is_landing, is_written, look, stage

if TYPE_CHECKING:
    from kzquiz.model import Artifact  # 20 ms, and a build with nothing to do needs no artifact

_FOREIGN = "kzquiz did not make this file"
_EDITED = "was edited since kzquiz made it"
_OF_A_UNIT = "lists what a build made of a unit: name another folder with “-o”"
_OF_A_FOLDER = (
    "lists what a build made of a whole folder: name another folder with “-o”, or delete this one"
)
_TWICE = "two outputs would have this name: give a recipe another id"


class Held(Struct, frozen=True):
    """An output folder that no other build writes to; `hold` gives it."""

    folder: Path


class Outcome(Struct, frozen=True):
    """What `write` did: files written, files removed that no output makes any more.

    ``left`` are such files that stay, because they were edited.
    """

    written: frozenset[Path] = frozenset()
    removed: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()


class _Plan(Struct):
    steps: list[Step] = []
    data: dict[str, bytes] = {}
    blocked: list[tuple[Path, str]] = []
    left: list[Path] = []


@contextlib.contextmanager
def hold(
    folder: Path, waiting: Callable[[], None] = lambda: None, *, force: bool = False
) -> Iterator[Held]:
    """Hold an output folder, made if need be, and put right what an ended build left there.

    What a build reads from the folder it reads while holding it. ``waiting`` is called once where
    another build holds it. With ``force`` an ended build is finished over files that were edited
    since. Raises `InTheWayError`; OSError.
    """
    state = folder / STATE
    if state.is_symlink():
        raise FileExistsError(None, "is a link, and kzquiz follows none", str(state))
    made = disk.make(state)
    try:
        with alone(state / "lock", waiting), _tidying(folder, made):
            if disk.read(state / ".gitignore") is None:
                disk.put(state / ".gitignore", b"*\n")
            journal.finish(folder, force=force)
            yield Held(folder)
    except BaseException:
        disk.remove_empty(made)
        raise


@contextlib.contextmanager
def _tidying(folder: Path, made: Sequence[Path]) -> Iterator[None]:
    """Leave nothing of a first build that failed."""
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
    """Make the folders of these units hold these artifacts, and a manifest of them.

    The unit "" stands for the output folder itself.

    Files that kzquiz made and no artifact has the path of are removed, unless these artifacts are
    not the ``whole`` of the units. With ``force`` files that kzquiz did not make, or that were
    edited, are overwritten too.

    Raises `InTheWayError` for all such files before anything is written; OSError, and says in
    ``strerror`` whether nothing was written or all is ready to be put in place by the next build.
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
        tuple(plan.left),
    )


def keep(held: Held, name: str, data: bytes) -> None:
    """Keep a file of kzquiz's own in the output folder, where git ignores it. Raises OSError."""
    path = state(held.folder) / name
    if disk.read(path) != data:
        disk.put(path, data)


def state(folder: Path) -> Path:
    """Name the folder that kzquiz keeps for itself in an output folder."""
    return folder / STATE


def _plan(
    plan: _Plan, folder: Path, unit: str, artifacts: Sequence[Artifact], *, force: bool, whole: bool
) -> None:
    """Add the steps that a unit needs, or what is in their way."""
    blocked = len(plan.blocked)
    above = f"{unit}/" if unit else ""
    found = _look(plan, folder, f"{above}{manifest.NAME}")
    ours = manifest.load(found, lambda name: _beside(folder, f"{above}{name}"))
    if why := _other(unit, ours) or (_FOREIGN if found and not ours and not force else ""):
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
        here = _look(plan, folder, path)
        known = ours.get(artifact.path, frozenset())
        mine = here in {None, artifact.data, artifact.basis} or manifest.is_of(here or b"", known)
        if not mine and not force:
            plan.blocked.append((folder / path, _EDITED if known else _FOREIGN))
        _step(plan, path, here, artifact.data)
    for name in sorted(ours.keys() - made.keys()):
        if whole:
            _retire(plan, folder, f"{above}{name}", ours[name])
        else:
            lies = manifest.digest(_look(plan, folder, f"{above}{name}") or b"")
            made[name] = lies if lies in ours[name] else min(ours[name])
    if len(plan.blocked) == blocked:
        _step(plan, f"{above}{manifest.NAME}", found, manifest.dump(made))


def _other(unit: str, ours: Collection[str]) -> str:
    """Say why a manifest of kzquiz's is none of this folder's, if so: of another output folder."""
    if unit:
        return _OF_A_FOLDER if is_landing(ours) else ""
    return "" if all(map(is_written, ours)) else _OF_A_UNIT


def _look(plan: _Plan, folder: Path, path: str) -> bytes | None:
    try:
        return look(folder, path)
    except FileExistsError as error:
        entry = (Path(error.filename), str(error.strerror))
        plan.blocked += [entry] if entry not in plan.blocked else []
        return None


def _beside(folder: Path, path: str) -> bytes | None:
    with contextlib.suppress(FileExistsError):
        return look(folder, path)
    return None


def _step(plan: _Plan, path: str, here: bytes | None, data: bytes) -> None:
    if here != data:
        old = None if here is None else manifest.digest(here)
        plan.steps.append(Step(path, old, manifest.digest(data)))
        plan.data[path] = data


def _retire(plan: _Plan, folder: Path, path: str, known: frozenset[str]) -> None:
    """Remove a file that was made once and is not any more, unless it was edited."""
    try:
        here = look(folder, path)
    except FileExistsError:
        plan.left.append(folder / path)
        return
    if here is not None and manifest.is_of(here, known):
        plan.steps.append(Step(path, manifest.digest(here), None))
    elif here is not None:
        plan.left.append(folder / path)


def _stage(folder: Path, plan: _Plan) -> None:
    """Have all new bytes on the disk and the steps in the journal, or nothing."""
    # The manifest knows the new files before they stand there: none of ours is taken for another's.
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
        journal.finish(folder)  # a moment's work, and no half of a build is left
        raise
    except OSError as error:
        error.strerror = (
            f"{error.strerror}; everything is built, and not all of it is in its place yet: "
            "close what uses the file, then run “kzquiz build” again"
        )
        raise
