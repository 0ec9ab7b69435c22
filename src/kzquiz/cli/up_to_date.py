"""What is built already, known from the last build, and how what is built is told."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import typer

from kzquiz import places
from kzquiz.cli import console

if TYPE_CHECKING:
    from kzquiz.build.cache import Lying, Made, Record
    from kzquiz.load import Unit
    from kzquiz.model import Artifact
    from kzquiz.write import Held

# Options that say what to build and where, and how to speak of it; all others shape the files.
_NEUTRAL = {"units", "content", "output", "force", "check", "_quiet", "_verbose"}


@dataclass(frozen=True, slots=True)
class Sources:
    """What units are built from: their folders, the options that shape them, what is running."""

    content: Path
    units: Mapping[str, Path]
    options: str
    program: str

    def known(self, output: Path) -> dict[str, Record]:
        """The units that are built already and came to the files that lie there.

        None if the page to begin with is not what they came to: a folder is built with it.
        """
        from kzquiz.build.cache import recall

        if not recall(output, "", self.page(output)):
            return {}
        found = {name: recall(output, name, self.digest(name)) for name in self.units}
        return {name: record for name, record in found.items() if record}

    def digest(self, name: str) -> str:
        """A digest of what shapes a unit."""
        from kzquiz.build.cache import inputs

        return inputs(self.program, (self.units[name], *places.templates()), self.options)

    def page(self, output: Path) -> str:
        """A digest of what shapes the page to begin with: the lists of contents it is made of."""
        from kzquiz.build.cache import inputs

        lists = [(path.parent.name, path.read_bytes()) for path in places.contents(output)]
        return inputs(self.program, places.templates(), repr(lists))

    def lying(self, output: Path, name: str) -> Lying:
        """What the last build left of a unit."""
        from kzquiz.build.cache import Lying, inputs

        return Lying(output, name, inputs(self.program, places.templates(), self.options))

    def remember(
        self,
        held: Held,
        before: str,
        unit: Unit,
        artifacts: Sequence[Artifact],
        jobs: Mapping[str, str],
    ) -> None:
        """Keep what came of a unit, unless it was written to while it was read.

        ``jobs`` says for a path what that file was rendered from.
        """
        from kzquiz.build.cache import remember

        if self.digest(unit.id) == before:
            remember(held, unit.id, before, record_of(unit, artifacts, jobs, again=True))

    def remember_page(self, held: Held, artifacts: Sequence[Artifact]) -> None:
        """Keep what came of the page to begin with."""
        from kzquiz.build.cache import Record, remember

        remember(held, "", self.page(held.folder), Record("", _made(artifacts, {})))


def shaping(context: typer.Context) -> str:
    """The options that shape what is built; one that is new is among them by itself."""
    return repr(
        sorted((key, value) for key, value in context.params.items() if key not in _NEUTRAL)
    )


def record_of(
    unit: Unit,
    artifacts: Sequence[Artifact],
    jobs: Mapping[str, str] = MappingProxyType({}),
    *,
    again: bool = False,
) -> Record:
    """What came of a unit; ``again``: as the next build will find it, with nothing new."""
    from kzquiz.build.cache import Record

    title = f"{unit.info.title} ({unit.id}): {len(unit.questions)} questions"
    return Record(title, _made(artifacts, jobs, again=again))


def _made(
    artifacts: Sequence[Artifact], jobs: Mapping[str, str], *, again: bool = False
) -> tuple[Made, ...]:
    from kzquiz.build.cache import Made
    from kzquiz.write.manifest import digest

    made = []
    for artifact in artifacts:
        facts = {
            name: 0 if again and name in artifact.news else count
            for name, count in artifact.facts.items()
        }
        job = jobs.get(artifact.path, "")
        made.append(Made(artifact.path, digest(artifact.data), facts, job))
    return tuple(made)


def summary(record: Record, folder: Path, written: Collection[Path] = ()) -> str:
    """What was built: a table on a terminal, tab-separated lines elsewhere."""
    paths = [folder / made.path for made in record.files]
    rows = [
        (path.as_posix(), _counts(made), "written" if path in written else "unchanged")
        for path, made in zip(paths, record.files, strict=True)
    ]
    lines = console.table(rows)
    rule = ["─" * max(map(len, lines))] if sys.stdout.isatty() else []
    return "\n".join((record.title, *rule, *lines))


def _counts(made: Made) -> str:
    return ", ".join(f"{count} {name}" for name, count in made.facts.items())
