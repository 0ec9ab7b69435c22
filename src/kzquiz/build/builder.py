"""One build, from units to files: plan → render → write, or compare. It prints nothing.

`build` writes the files of a request into the output folder. `differences` compares the folder with
them. `BuildError` carries what stops a build. Units that are up to date never get here: see
`kzquiz.build.cache`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from kzquiz import places
from kzquiz.build.cache import Cache, Entry, contents, entry
from kzquiz.build.plan import Request, build_time
from kzquiz.build.render import BuildError, Cached, Check, Rendering, render
from kzquiz.build.verify import verify
from kzquiz.generators import landing
from kzquiz.load import Unit
from kzquiz.model import Artifact, Options, Remark
from kzquiz.problems import Problem
from kzquiz.write import Outcome, hold, journal, write

Artifacts = Mapping[str, Sequence[Artifact]]
"""All files by unit id; those at the top of the output folder by ""."""


class Built(Struct, frozen=True):
    """The result of a build.

    ``entries`` has the files of each unit, ``summaries`` the remarks on them as lines, by unit
    id. ``problems`` are the warnings of the check.
    """

    entries: Mapping[str, Entry]
    summaries: Mapping[str, tuple[str, ...]]
    outcome: Outcome
    problems: tuple[Problem, ...]


def build(
    request: Request,
    loaded: Sequence[Unit],
    check: Check,
    cache: Cache,
    *,
    force: bool = False,
    waiting: Callable[[], None] = lambda: None,
) -> Built:
    """Render units while they are checked, then write their files and the landing page.

    ``cache`` was made before the units were read. ``force`` overwrites edited files, and files that
    kzquiz did not make. ``waiting`` is called once if another build is writing to the folder.
    Raises `BuildError`.
    """
    problems: tuple[Problem, ...] = ()
    try:
        with hold(request.output, waiting, force=force) as held:
            rendering = _render(request, loaded, check, cache.artifacts)
            rendering = replace(
                rendering, problems=(*rendering.problems, *_left_out(request, rendering))
            )
            problems = rendering.problems
            artifacts = _complete(request, rendering)
            outcome = write(held, artifacts, force=force, whole=request.plan.whole)
            entries = {unit.id: entry(artifacts[unit.id], unit) for unit in loaded}
            entries[""] = entry(artifacts[""])
            cache.store(held, rendering, entries)
    except BuildError:
        raise
    except Exception as error:
        raise BuildError(problems, error) from error
    summaries = {
        unit.id: _told(remark for artifact in artifacts[unit.id] for remark in artifact.remarks)
        for unit in loaded
    }
    return Built(entries, summaries, outcome, problems)


def _told(remarks: Iterable[Remark]) -> tuple[str, ...]:
    """Give a line for each text, with all that it is about: a question may be in many files."""
    about: dict[str, dict[str, None]] = {}
    for remark in remarks:
        about.setdefault(remark.text, {})[remark.about] = None
    lines = {text: ", ".join(filter(None, found)) for text, found in about.items()}
    return tuple(f"{text}: {found}" if found else text for text, found in lines.items())


def differences(
    request: Request, loaded: Sequence[Unit], check: Check
) -> tuple[list[tuple[Path, str]], tuple[Problem, ...]]:
    """List the files that differ from what a build would write, each with how it differs.

    Also gives the warnings of the check. Everything is rendered, without the cache, and nothing is
    written. Raises `BuildError`.
    """
    rendering = _render(request, loaded, check)
    found = dict.fromkeys(
        difference
        for unit, artifacts in _complete(request, rendering).items()
        for difference in verify(request.output, unit, artifacts)
    )
    return list(found), rendering.problems


def _complete(request: Request, rendering: Rendering) -> Artifacts:
    """Add each unit's list of contents, and the landing page."""
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
    """Warn of each unit that the landing page leaves out."""
    return tuple(
        Problem(
            (request.output / unit / landing.CONTENTS).as_posix(),
            0,
            0,
            "contents",
            "this is no list of contents that kzquiz wrote, so “index.html” leaves out the unit",
            "build the unit again, or delete the file",
            "warning",
        )
        for unit, data in contents(request.output).items()
        if unit not in rendering.units and not landing.is_list(data)
    )


def _render(
    request: Request, loaded: Sequence[Unit], check: Check, cached: Cached = lambda _: ()
) -> Rendering:
    work = {unit: _options(request, unit) for unit in loaded}
    return render(work, request.plan, check, cached)


def _read(path: Path, output: Path) -> bytes | None:
    """Read a file; inside the output folder it must be a plain file."""
    if path.is_relative_to(output):
        return journal.read_file(output, path.relative_to(output).as_posix())
    return path.read_bytes()


def _options(request: Request, unit: Unit) -> Options:
    lock = places.lock(request.output, unit.id, request.content)
    deck = places.deck(request.output, unit.id)
    return Options(
        templates=request.templates,
        now=build_time(),
        lock=_read(lock, request.output),
        deck=_read(deck, request.output),
    )
