"""The board: every unit as it is now. It watches the folders and tells who waits for a change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

from watchfiles import awatch

from kzquiz import places
from kzquiz.generators.page import templates
from kzquiz.preview.look import Look, look
from kzquiz.problems import Problem

_QUIET = 30  # milliseconds without a further change, after which files are read
_LONGEST = 300  # milliseconds after which they are read in any case


class Board:
    """Units by name, in the order of their folders.

    ``version`` counts the changes seen, ``styled`` those of templates among them.
    """

    def __init__(self, folders: Callable[[], Mapping[str, Path]], articles: Path | None) -> None:
        """Read every unit; ``folders`` says where they are, and is asked again at a change."""
        self.looks: dict[str, Look] = {}
        self.version = 0
        self.styled = 0
        self.closed = asyncio.Event()
        self._folders = folders
        self._articles = articles
        self._changed = asyncio.Event()
        self._read(set())

    async def watch(self, *watched: Path) -> None:
        """Read anew what changes below the folders, until the board is closed."""
        changes = awatch(*watched, debounce=_LONGEST, step=_QUIET, stop_event=self.closed)
        async for found in changes:
            await asyncio.to_thread(self._read, {Path(path) for _, path in found})
            self.version += 1
            self._tell()

    async def changed(self, seen: int) -> bool:
        """Wait until there is another version than was seen; False when the board is closed."""
        while self.version == seen and not self.closed.is_set():
            await self._changed.wait()
        return not self.closed.is_set()

    def close(self) -> None:
        """End watching and waiting."""
        self.closed.set()
        self._tell()

    def _tell(self) -> None:
        waiting, self._changed = self._changed, asyncio.Event()
        waiting.set()

    def _read(self, changed: set[Path]) -> None:
        folders = {folder.resolve() for folder in places.templates()}
        if any(folders & set(path.parents) for path in changed):
            self.styled += 1
            templates.cache_clear()
        looks = {}
        for name, folder in self._folders().items():
            before = self.looks.get(name)
            touched = any(folder.resolve() in path.parents for path in changed)
            looks[name] = self._look(folder, before) if touched or not before else before
        self.looks = looks

    def _look(self, folder: Path, before: Look | None) -> Look:
        try:
            return look(folder, self._articles, before)
        except Exception as error:  # noqa: BLE001 (the preview outlives a mistake of kzquiz)
            message = f"kzquiz made a mistake of its own: {type(error).__name__}: {error}"
            advice = "“kzquiz --debug check” shows where; please report it"
            problem = Problem(folder.as_posix(), 0, 0, "kzquiz", message, advice)
            unit = before.unit if before else None
            return Look(folder.name, unit, (problem,), broken=True)
