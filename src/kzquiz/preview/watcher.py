"""Watches folders: keeps a snapshot of every unit, and wakes those who wait for a change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from watchfiles import awatch

from kzquiz import places
from kzquiz.generators.html.templates import templates
from kzquiz.preview.snapshot import Snapshot, read, run_rules, waits_for_rules
from kzquiz.problems import Problem

_QUIET = 15  # milliseconds without another change before files are read
_LONGEST = 300  # milliseconds before they are read in any case


class Watcher:
    """The snapshots of all units by name, kept up to date while `watch` runs.

    ``version`` counts all changes, ``template_version`` those of templates. A unit that changed is
    shown as soon as it is read; the findings of the rules follow.
    """

    def __init__(self, folders: Callable[[], Mapping[str, Path]], articles: Path | None) -> None:
        """Read and check every unit. ``folders`` gives their folders; every change calls it."""
        self.snapshots: dict[str, Snapshot] = {}
        self.version = 0
        self.template_version = 0
        self.closed = asyncio.Event()
        self._folders = folders
        self._articles = articles
        self._changed = asyncio.Event()
        self._read(set())
        self.snapshots = {name: self._checked(seen) for name, seen in self.snapshots.items()}

    async def watch(self, *watched: Path) -> None:
        """Read units again when files below the folders change, until the watcher is closed."""
        changes = awatch(*watched, debounce=_LONGEST, step=_QUIET, stop_event=self.closed)
        checking = asyncio.create_task(self._check())
        async for found in changes:
            await asyncio.to_thread(self._read, {Path(path) for _, path in found})
            self._notify()
            if checking.done():
                checking = asyncio.create_task(self._check())
        await checking

    async def changed(self, seen: int) -> bool:
        """Wait for a version other than ``seen``. Gives False when the watcher is closed."""
        while self.version == seen and not self.closed.is_set():
            await self._changed.wait()
        return not self.closed.is_set()

    def places(self, unit: str) -> tuple[Path | None, Path]:
        """The folder of a unit, None if there is none of that name, and that of working copies."""
        return self._folders().get(unit), self._articles or Path("articles")

    def close(self) -> None:
        """End watching and waiting."""
        self.closed.set()
        self._notify()

    def _notify(self) -> None:
        self.version += 1
        waiting, self._changed = self._changed, asyncio.Event()
        waiting.set()

    def _read(self, changed: set[Path]) -> None:
        folders = {folder.resolve() for folder in places.templates()}
        if any(folders & set(path.parents) for path in changed):
            self.template_version += 1
            templates.cache_clear()
        snapshots = {}
        for name, folder in self._folders().items():
            before = self.snapshots.get(name)
            touched = any(folder.resolve() in path.parents for path in changed)
            if touched or before is None:
                snapshots[name] = _or_fault(partial(read, folder, before), folder.name, before)
            else:
                snapshots[name] = before
        self.snapshots = snapshots

    async def _check(self) -> None:
        """Run the rules on one unit after another, until none waits for them."""
        while not self.closed.is_set():
            seen = next(filter(waits_for_rules, self.snapshots.values()), None)
            if seen is None:
                break
            checked = await asyncio.to_thread(self._checked, seen)
            # If the unit was read again meanwhile, it still waits for the rules.
            if self.snapshots.get(checked.name) is seen:
                self.snapshots[checked.name] = checked
                self._notify()

    def _checked(self, seen: Snapshot) -> Snapshot:
        return _or_fault(partial(run_rules, seen, self._articles), seen.name, seen)


def _or_fault(work: Callable[[], Snapshot], name: str, before: Snapshot | None) -> Snapshot:
    """Read or check a unit. A fault of kzquiz is shown as a problem, and the preview goes on."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001 (any fault)
        message = f"kzquiz made a mistake of its own: {type(error).__name__}: {error}"
        advice = "“kzquiz --debug check” shows where; please report it"
        problem = Problem(name, 0, 0, "kzquiz", message, advice)
        return Snapshot(name, before.unit if before else None, (problem,), broken=True)
