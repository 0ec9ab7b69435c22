"""Time loading and checking of 10,000 questions with 40,000 evidence references, in CPU seconds.

    python benchmarks/checking.py [--count 10000]

No two questions have a text in common, so that no cache helps. Loading and checking run one after
the other in one process, as in `kzquiz check`. Compare the ratio of the two: seconds differ from
machine to machine.
"""

from __future__ import annotations

import argparse
import gc
import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from kzquiz import kinds
from kzquiz.check import all_rules, check
from kzquiz.load import load

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


def varied_unit(folder: Path, count: int) -> Path:
    """Write ``count`` questions of four kinds, each with four references; give the unit folder."""
    unit = folder / "content" / "example"
    shutil.copytree(Path(kinds.__file__).parent / "unit", unit)
    (unit / "questions").mkdir()
    some = random.Random(1)  # noqa: S311 (no secret, always the same)
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


def measured(folder: Path) -> tuple[float, float, int]:
    """Give CPU seconds to load a unit and to check it, and the number of problems."""
    all_rules()  # imports and compiles what is needed once
    loads, checks = [], []
    gc.disable()  # as the command line does
    for _ in range(_TIMES):
        start = time.process_time()
        unit, problems = load(folder)
        loads.append(time.process_time() - start)
        if unit is None:
            message = "\n".join(map(str, problems[:3]))
            raise SystemExit(message)
        start = time.process_time()
        problems = check(unit)
        checks.append(time.process_time() - start)
        del unit
        gc.collect()
    gc.enable()
    return min(loads), min(checks), len(problems)


def ratio(folder: Path, count: int) -> float:
    """Give the time of checking divided by that of loading, for ``count`` questions."""
    taken, checked, _ = measured(varied_unit(folder, count))
    return checked / taken


def main() -> None:
    """Measure and print one line."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--count", type=int, default=10_000, help="questions (default 10000)")
    count = options.parse_args().count
    with tempfile.TemporaryDirectory() as folder:
        taken, checked, found = measured(varied_unit(Path(folder), count))
    print(
        f"check / load of {count:,} questions: {checked / taken:.2f}"
        f" (load {taken:.2f} s of CPU, check {checked:.2f} s, {found:,} problems)"
    )


if __name__ == "__main__":
    main()
