"""Units to artifacts, in memory: every job of a plan, in two processes, beside a check of them."""

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
from kzquiz.parallel import shared
from kzquiz.problems import Problem


class BuildError(Exception):
    """Nothing came of a build: ``problems`` has an error, or ``reason`` was raised.

    ``problems`` are those of the content, warnings too. Where a generator refused, ``unit`` is the
    one it was to render and ``reason`` what it raises.
    """

    def __init__(
        self, problems: Iterable[Problem], reason: Exception | None = None, unit: str = ""
    ) -> None:
        """Keep what is to be told."""
        super().__init__(str(reason or "the content has errors"))
        self.problems, self.reason, self.unit = tuple(problems), reason, unit


class Rendered(Struct, frozen=True):
    """What came of a job."""

    job: Job
    artifacts: tuple[Artifact, ...]


class Rendering(Struct, frozen=True):
    """What came of units, by their ids; and what the check found that stops no build."""

    units: Mapping[str, tuple[Rendered, ...]]
    problems: tuple[Problem, ...] = ()


Cached = Callable[[Job], tuple[Artifact, ...]]
"""What would come of a job, where that lies there already; else nothing."""


def render(
    work: Mapping[Unit, Options],
    plan: Plan = ALL,
    check: Callable[[], Sequence[Problem]] = tuple,
    cached: Cached = lambda _: (),
) -> Rendering:
    """Render units, each with its options but for those of print, which the plan has.

    ``check`` runs meanwhile. What it finds comes before anything that rendering a faulty unit came
    to. Raises `BuildError`.
    """
    try:
        planned = {unit: jobs(unit, plan) for unit in work}
    except Exception as error:
        raise BuildError(check(), error) from error
    renders = []
    for unit, made in planned.items():
        options = replace(work[unit], paper=plan.print_options)
        renders += [partial(render_job, job, options, cached) for job in made]
        templates(options.templates)  # loaded before the fork, for both processes
    check_done, results = shared(check, renders)
    problems = check_done()
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


def render_job(job: Job, options: Options, cached: Cached = lambda _: ()) -> tuple[Artifact, ...]:
    """Render one output of one quiz, or take it from the cache."""
    return cached(job) or tuple(generator(job.output)(job.quiz, options))
