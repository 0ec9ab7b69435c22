"""One build from units to files: plan → render → verify, or write. Nothing is printed.

`build` makes the output folder hold what a request asks for, `differences` compares it with that.
What need not even be read `up_to_date` tells before. What stops a build comes out as `BuildError`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from kzquiz import places
from kzquiz.build.cache import Entry
from kzquiz.build.plan import Request
from kzquiz.build.remember import CachedJobs, entry, remember
from kzquiz.build.render import BuildError, Cached, Rendering, render
from kzquiz.build.up_to_date import contents
from kzquiz.build.verify import verify
from kzquiz.generators import landing
from kzquiz.load import Unit
from kzquiz.model import Artifact, Options
from kzquiz.problems import Problem
from kzquiz.write import Outcome, hold, journal, write

Check = Callable[[], Sequence[Problem]]
Artifacts = Mapping[str, Sequence[Artifact]]
"""What is to lie in the folder of each unit; in that of "", the output folder itself."""


class Built(Struct, frozen=True):
    """What came of a build: the files of each unit, and what it did to them, in lines.

    ``problems`` are what the check found that stops no build.
    """

    entries: Mapping[str, Entry]
    told: Mapping[str, tuple[str, ...]]
    outcome: Outcome
    problems: tuple[Problem, ...]


def build(
    request: Request,
    loaded: Sequence[Unit],
    check: Check,
    keys: Mapping[str, str],
    *,
    force: bool = False,
    waiting: Callable[[], None] = lambda: None,
) -> Built:
    """Render units while they are checked, and make the output folder hold what comes of them.

    ``keys`` are those that `up_to_date` gave before the units were read. ``force`` overwrites
    edited files, and files that kzquiz did not make; ``waiting`` is called once where another build
    writes to the folder. Raises `BuildError`.
    """
    problems: tuple[Problem, ...] = ()
    try:
        with hold(request.output, waiting, force=force) as held:
            cached = CachedJobs(request)
            rendering = _rendered(request, loaded, check, cached)
            rendering = replace(
                rendering, problems=(*rendering.problems, *_left_out(request, rendering))
            )
            problems = rendering.problems
            artifacts = complete(request, rendering)
            outcome = write(held, artifacts, force=force, whole=request.plan.whole)
            entries = {unit.id: entry(artifacts[unit.id], unit) for unit in loaded}
            entries[""] = entry(artifacts[""])
            remember(held, request, rendering, cached, entries, keys)
    except BuildError:
        raise
    except Exception as error:
        raise BuildError(problems, error) from error
    told = {
        unit.id: tuple(line for artifact in artifacts[unit.id] for line in artifact.told)
        for unit in loaded
    }
    return Built(entries, told, outcome, problems)


def differences(
    request: Request, loaded: Sequence[Unit], check: Check
) -> tuple[list[tuple[Path, str]], tuple[Problem, ...]]:
    """Tell which files are not what the units give, and how they differ; and the warnings.

    Everything is rendered, whatever is cached, and nothing is written. Raises `BuildError`.
    """
    rendering = _rendered(request, loaded, check)
    found = dict.fromkeys(
        difference
        for unit, artifacts in complete(request, rendering).items()
        for difference in verify(request.output, unit, artifacts)
    )
    return list(found), rendering.problems


def complete(request: Request, rendering: Rendering) -> Artifacts:
    """Give all artifacts, with each unit's list of contents and the landing page."""
    plan = request.plan
    made: dict[str, list[Artifact]] = {}
    lists = contents(request.output)
    for unit, rendered in rendering.units.items():
        before = None if plan.whole else lists.get(unit)
        jobs = ((one.job.output, one.job.quiz, one.artifacts) for one in rendered)
        listed = landing.contents(jobs, plan.large_print, before)
        made[unit] = [*(artifact for one in rendered for artifact in one.artifacts), listed]
        lists[unit] = listed.data
    return made | {"": [landing.render(lists, request.templates)]}


def _left_out(request: Request, rendering: Rendering) -> tuple[Problem, ...]:
    """Tell of units that the landing page leaves out."""
    return tuple(
        Problem(
            (request.output / unit / landing.CONTENTS).as_posix(),
            0,
            0,
            "contents",
            "this is no list of contents that kzquiz wrote: the page to begin with lacks the unit",
            "build the unit again, or delete the file",
            "warning",
        )
        for unit, data in contents(request.output).items()
        if unit not in rendering.units and not landing.is_list(data)
    )


def _rendered(
    request: Request,
    loaded: Sequence[Unit],
    check: Check,
    cached: Cached = lambda _: (),
) -> Rendering:
    work = {unit: _options(request, unit) for unit in loaded}
    return render(work, request.plan, check, cached)


def _read(path: Path, output: Path) -> bytes | None:
    """Read what lies in the output folder with care; what kzquiz brings may be a link."""
    if path.is_relative_to(output):
        return journal.look(output, path.relative_to(output).as_posix())
    return path.read_bytes()


def _options(request: Request, unit: Unit) -> Options:
    lock = places.lock(request.output, unit.id, request.content)
    deck = places.deck(request.output, unit.id)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return Options(
        templates=request.templates,
        now=int(epoch) if epoch.isdigit() else int(time.time()),
        lock=_read(lock, request.output),
        deck=_read(deck, request.output),
    )
