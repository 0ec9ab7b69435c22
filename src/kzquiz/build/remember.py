"""What a build leaves for the next one: what came of each job, and of each unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.json import encode
from msgspec.structs import replace

from kzquiz.build import cache
from kzquiz.build.cache import CachedFile, CachedOutputs, Entry
from kzquiz.build.plan import Job, Request
from kzquiz.build.render import Rendered, Rendering
from kzquiz.build.up_to_date import landing_key, unit_key
from kzquiz.load import Unit
from kzquiz.model import Artifact, Quiz
from kzquiz.write import Held
from kzquiz.write.manifest import digest


class CachedJobs:
    """What the last build left of the jobs of a request, by the quiz and the options of print."""

    def __init__(self, request: Request) -> None:
        """Read what is cached."""
        self._shaped, self._paper = request.shaped, repr(request.plan.print_options)
        self._cached = CachedOutputs(request.output)
        self._quizzes: dict[int, tuple[Quiz, str]] = {}

    def __call__(self, job: Job) -> tuple[Artifact, ...]:
        """Give what would come of a job, if all of it lies there; else nothing."""
        return self._cached.artifacts(self.key(job)) if self._cached else ()

    def key(self, job: Job) -> str:
        """Give the key of what comes of a job."""
        # Several outputs share a quiz, which is kept so that no other can take its number.
        if id(job.quiz) not in self._quizzes:
            key = cache.key(self._shaped, "quiz", *_texts(job.quiz))
            self._quizzes[id(job.quiz)] = job.quiz, key
        _, quiz = self._quizzes[id(job.quiz)]
        return cache.key(self._shaped, "output", job.output, self._paper, quiz)


def _texts(quiz: Quiz) -> Iterator[str]:
    """A quiz as text, item by item: as one it could be as large as all that is built."""
    yield encode(replace(quiz, sections=())).decode()
    for section in quiz.sections:
        yield encode(replace(section, items=())).decode()
        yield from (encode(item).decode() for item in section.items)


def entry(artifacts: Sequence[Artifact], unit: Unit | None = None) -> Entry:
    """Give what came of a unit or, without one, of the output folder itself."""
    above = f"{unit.id}/" if unit else ""
    files = tuple(
        CachedFile(f"{above}{artifact.path}", digest(artifact.data), artifact.facts)
        for artifact in artifacts
    )
    return Entry(files, unit.info.title, len(unit.questions)) if unit else Entry(files)


def remember(
    held: Held,
    request: Request,
    rendering: Rendering,
    cached: CachedJobs,
    entries: Mapping[str, Entry],
    keys: Mapping[str, str],
) -> None:
    """Put what came of a build into the cache; of units, if all was built and nothing to report.

    ``entries`` are those of the units, and of the output folder itself as "". A unit whose key is
    not that in ``keys`` any more was written to while it was read, and is left out.
    """
    made = {"": {landing_key(request): entries[""]}}
    if request.plan.whole and not rendering.problems:
        for unit, rendered in rendering.units.items():
            key = unit_key(request, unit)
            if key == keys[unit]:
                settled = _settled(entries[unit], rendered)
                made[unit] = {key: settled} | _jobs(settled, rendered, cached)
    cache.remember(held, made)


def _settled(built: Entry, rendered: Sequence[Rendered]) -> Entry:
    """A unit as the next build will find it, with nothing new in it."""
    changed = {artifact.path: artifact.changes for one in rendered for artifact in one.artifacts}
    files = tuple(
        replace(
            file,
            facts={
                name: 0 if name in changed.get(file.path.partition("/")[2], ()) else count
                for name, count in file.facts.items()
            },
        )
        for file in built.files
    )
    return replace(built, files=files)


def _jobs(built: Entry, rendered: Sequence[Rendered], cached: CachedJobs) -> dict[str, Entry]:
    """The entries of jobs, but for one that tells what is new: it is not made of its quiz alone."""
    files = {file.path.partition("/")[2]: file for file in built.files}
    return {
        cached.key(one.job): Entry(tuple(files[artifact.path] for artifact in one.artifacts))
        for one in rendered
        if not any(artifact.changes for artifact in one.artifacts)
    }
