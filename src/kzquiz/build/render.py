"""Renders units in memory: every job of a plan, in two processes, while the rules check them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from kzquiz.build.plan import ALL, Job, Plan, jobs
from kzquiz.generators import generator
from kzquiz.generators.html.templates import templates
from kzquiz.load import Unit
from kzquiz.model import Artifact, Options
from kzquiz.outputs import OUTPUTS
from kzquiz.parallel import run_in_two_processes
from kzquiz.problems import Problem

Check = Callable[[], Sequence[Problem]]
"""Runs the rules on the units; gives every problem, those of reading first."""
Cached = Callable[[Job], tuple[Artifact, ...]]
"""Gives the files of a job if they are in the cache, else nothing."""


class BuildError(Exception):
    """A build stopped: ``problems`` has an error, or ``reason`` was raised.

    ``problems`` are those of the content, with the warnings. Where a generator refused a unit,
    ``unit`` is its id and ``reason`` what the generator raised.
    """

    def __init__(
        self, problems: Iterable[Problem], reason: Exception | None = None, unit: str = ""
    ) -> None:
        """Keep problems, reason and unit."""
        super().__init__(str(reason or "the content has errors"))
        self.problems, self.reason, self.unit = tuple(problems), reason, unit


class Rendered(Struct, frozen=True):
    """A job and its files."""

    job: Job
    artifacts: tuple[Artifact, ...]


class Rendering(Struct, frozen=True):
    """The rendered jobs of each unit, by unit id, and the warnings of the check."""

    units: Mapping[str, tuple[Rendered, ...]]
    problems: tuple[Problem, ...] = ()


def render(
    work: Mapping[Unit, Options],
    plan: Plan = ALL,
    check: Check = tuple,
    cached: Cached = lambda _: (),
) -> Rendering:
    """Render units, each with its options. How sheets are printed is taken from the plan.

    ``check`` runs at the same time. An error that it finds is reported before any error of a
    generator: a faulty unit may be the cause of both. Raises `BuildError`.
    """
    try:
        planned = {unit: jobs(unit, plan) for unit in work}
    except Exception as error:
        raise BuildError(check(), error) from error
    renders = []
    loads = []  # only the landing page needs these templates: while the other process checks
    for unit, made in planned.items():
        options = replace(work[unit], paper=plan.print_options)
        renders += [partial(render_job, job, options, cached) for job in made]
        load = partial(_load_templates, options, unit.info.language)
        if any(OUTPUTS[job.output].audience != "platform" for job in made):
            load()  # before the fork, for both processes
        else:
            loads.append(load)
    checked, results = run_in_two_processes(check, [*renders, *loads])
    problems = checked()
    if any(problem.severity == "error" for problem in problems):
        raise BuildError(problems)
    left = iter(results)
    units = {}
    for unit, made in planned.items():
        try:
            units[unit.id] = tuple(Rendered(job, next(left)()) for job in made)
        except Exception as error:
            raise BuildError(problems, error, unit.id) from error
    return Rendering(units, tuple(problems))


def _load_templates(options: Options, language: str) -> tuple[Artifact, ...]:
    """Load the templates for later; gives no file."""
    templates(options.templates, language)
    return ()


def render_job(job: Job, options: Options, cached: Cached = lambda _: ()) -> tuple[Artifact, ...]:
    """Render one output of one quiz, or take it from the cache."""
    return cached(job) or tuple(generator(job.output)(job.quiz, options))
