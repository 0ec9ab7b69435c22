"""Time loading and checking of 10,000 questions with 40,000 evidence references, in CPU seconds.

    python benchmarks/checking.py [--count 10000]

No two questions have a text in common, also of one run and the next, so that no cache helps.
Loading and checking run one after the other, as in `kzquiz check`: once in one process, once with
the check shared by two. Compare the ratios: seconds differ from machine to machine.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from kzquiz import kinds
from kzquiz.check import all_rules, check
from kzquiz.load import Unit, load

T = TypeVar("T")
_TIMES = 3
_CLAIMS = (
    *("a1-flooded", "a1-left", "a2-request", "a2-crowd", "a3-inspected", "a4-boats", "a5-repairs"),
    *("b2-left", "b3-sirens", "b4-not-inspected", "b4-careless", "b5-boats", "b6-worst"),
)
_STARTS = "ba be bi bo bu da de di do du ga ge gi go gu ka ke ki ko ku la le li lo lu ma me mi"
_MIDDLES = "lder rben mbel nter rston ckam pling vend lmet stor rnish ndel tching ldr mpt"
_ENDS = "a el en ish ot um ock ary ine id"
_WORDS = tuple(
    start + middle + end
    for start in _STARTS.split()
    for middle in _MIDDLES.split()
    for end in _ENDS.split()
)
_ASKED, _OTHER = _WORDS[::2], _WORDS[1::2]  # no word of a stem is in an option
_KINDS = ("choice", "true-false", "short-answer", "select-all")


def varied_unit(folder: Path, count: int, seed: int = 1) -> Path:
    """Write ``count`` questions of four kinds, each with four references; give the unit folder.

    Units of different seeds have no question in common.
    """
    unit = folder / "content" / "example"
    shutil.copytree(Path(kinds.__file__).parent / "unit", unit)
    (unit / "questions").mkdir()
    some = random.Random(seed)  # noqa: S311 (no secret, always the same)
    text = "\n".join("\n".join(_question(number, some)) for number in range(count))
    (unit / "questions" / "all.yaml").write_text(text, "utf-8")
    return unit


def _question(number: int, some: random.Random) -> Iterator[str]:
    """Write the lines of one question, of about 0.85 KB."""
    kind = _KINDS[number % len(_KINDS)]

    def words(count: int) -> str:
        return " ".join(some.sample(_OTHER, count))

    sights = " and ".join(f"{one} {two}" for one, two in [some.sample(_ASKED, 2) for _ in range(3)])
    asked = f"{sights} on Monday night"
    yield f"- id: q-{number}"
    yield f"  kind: {kind if kind != 'true-false' else 'true-false-not-stated'}"
    yield f"  skill: {('source', 'read', 'evidence', 'context')[number % 7 % 4]}"
    yield "  level: core"
    if kind == "true-false":
        key = ("true", "false", "not-stated")[number % 3]
        yield f"  statement: The fire service told of the {asked}."
        yield from ("  source: a", f"  key: {key}")
        if key == "not-stated":
            yield "  absent_terms: [siren, alarm]"
        if key != "true":
            yield f"  correction: Source A has the fire service tell of a {words(3)}."
    else:
        yield f"  stem: Which {asked} does the fire service name, according to Source A?"
    if kind == "choice":
        yield f"  key: the {words(2)}"
        yield "  distractors:"
        for role in ("other-span", "other-source", "misread"):
            yield f"    - text: the {words(2)}"
            yield f"      role: {role}"
            yield f"      why: Paragraph 2 tells of the {words(5)} and of a {words(4)}."
    elif kind == "select-all":
        yield "  options:"
        for correct in ("true", "true", "false", "false"):
            yield f"    - text: the {words(2)}"
            yield f"      correct: {correct}"
            yield f"      why: Paragraph 2 tells of the {words(6)} and of a {words(2)}."
    elif kind == "short-answer":
        yield f"  key: the {words(2)}"
        yield f"  accept: [a {words(2)}, that {words(2)}]"
    yield f"  feedback: Paragraph 1 gives it for the {words(6)}; the other report has a {words(4)}."
    yield f"  evidence: [{', '.join(some.sample(_CLAIMS, 4))}]"


class Measured(NamedTuple):
    """Seconds to load a unit and to check it.

    ``load`` and ``check`` are of CPU in one process, ``load_wall`` and ``shared_wall`` of wall time
    where two processes share the check, ``shared`` of CPU in both of them.
    """

    load: float
    check: float
    shared: float
    load_wall: float
    shared_wall: float
    problems: int

    @property
    def ratio(self) -> float:
        """The time of checking divided by that of loading, in seconds of CPU."""
        return self.check / self.load

    @property
    def wall_ratio(self) -> float:
        """The same in seconds of wall time, where two processes share the check."""
        return self.shared_wall / self.load_wall


def measured(folder: Path, count: int) -> Measured:
    """Load and check units of ``count`` questions, each another one, and give the least times."""
    all_rules()  # imports what is needed once
    loads, checks, shared, problems = [], [], [], 0
    gc.disable()  # as the command line does
    for number in range(2 * _TIMES):
        together = bool(number % 2)
        made = varied_unit(folder / str(number), count, number)
        unit, taken = _timed(partial(_load, made))
        loads.append(taken)
        found, taken = _timed(partial(check, unit, shared=together))
        (shared if together else checks).append(taken)
        problems = len(found)
        del unit, found
        gc.collect()
    gc.enable()
    cpu, wall = (min(times) for times in zip(*loads, strict=True))
    return Measured(
        cpu, min(checks)[0], min(shared)[0], wall, min(one[1] for one in shared), problems
    )


def _load(folder: Path) -> Unit:
    unit, problems = load(folder)
    if unit is None:
        message = "\n".join(map(str, problems[:3]))
        raise SystemExit(message)
    return unit


def _timed(do: Callable[[], T]) -> tuple[T, tuple[float, float]]:
    """Run something; give its result, its seconds of CPU and those of wall time."""
    began, start = time.perf_counter(), _cpu()
    made = do()
    return made, (_cpu() - start, time.perf_counter() - began)


def _cpu() -> float:
    """The seconds of CPU of this process and of those that it waited for."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def main() -> None:
    """Measure and print one line for each way."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--count", type=int, default=10_000, help="questions (default 10000)")
    count = options.parse_args().count
    with tempfile.TemporaryDirectory() as folder:
        found = measured(Path(folder), count)
    print(
        f"check / load of {count:,} questions: {found.ratio:.2f}"
        f" (load {found.load:.2f} s of CPU, check {found.check:.2f} s, {found.problems:,} problems)"
    )
    print(
        f"shared by two processes, wall time: {found.wall_ratio:.2f}"
        f" (load {found.load_wall:.2f} s, check {found.shared_wall:.2f} s;"
        f" {found.shared:.2f} s of CPU)"
    )


if __name__ == "__main__":
    main()
