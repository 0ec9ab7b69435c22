"""Loads, checks and builds thousands of units whose structure was changed.

The example unit is read as data. Keys and entries are removed, added, renamed, doubled and moved;
values get other types and lengths; ids and numbers lead elsewhere. All that loads is checked with
all rules; every tenth of that is built. There is no traceback, no hang, and memory is bounded.

    python tests/support/structure_fuzzing.py --count 20000 --seed 7
"""

from __future__ import annotations

import copy
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from example_unit import ROOT, write_example_unit
from fuzzing import main

from kzquiz.authoring.fix import fix_unit
from kzquiz.build.plan import ALL, jobs
from kzquiz.build.render import render_job
from kzquiz.check import check
from kzquiz.generators.anki.lock import DeckError
from kzquiz.load import Unit, load
from kzquiz.model import Options
from kzquiz.problems import Problem
from kzquiz.reports import FORMATS

SECONDS = 10  # of processor time for one unit: a hang, also on a slow machine
MEMORY = 1_000_000_000  # bytes of address space
MILD = 0.8  # of the changes keep the type of a value
BUILT = 10  # one of so many units that load is built
OPTIONS = Options((ROOT / "templates",), now=1_700_000_000)
Place = tuple[Any, Any]
"""A value in the data: the list or mapping that holds it, and its index or key."""


def deep(depth: int) -> Any:
    """Lists in lists, and mappings in them."""
    return {"a": [deep(depth - 1)]} if depth else "end"


VALUES: list[Any] = [
    *(None, True, False, 0, 1, -1, 7, 2**31, 2**63, -(10**98), 1.5, 1e308, float("nan")),
    *(float("inf"), "", " ", "a", "0", "-1", "no", "null", "2022-01-05", "25:61", "9" * 90),
    *("word " * 999, "word " * 1001, "x" * 4999, "a " * 2400, "\n\n".join("abc"), "[[a|b]]"),
    *("[[", "]] [[ ]]", "**", "*a* **b", "(((", "“‘«", "…", "é" * 99, "\U0001f642", "N" * 101),
    *([], {}, [[]], [{}], [None], [""], ["a"] * 300, {"": ""}, {"id": "x"}, {1: 2}, deep(12)),
]


def places(data: Any) -> Iterator[Place]:
    """Every place in lists and mappings."""
    if isinstance(data, (list, dict)):
        for key, value in list(enumerate(data) if isinstance(data, list) else data.items()):
            yield data, key
            yield from places(value)


def _mild(chance: random.Random, place: Place, others: Sequence[Place]) -> Any:
    """Another value of the same type: a text, a number, an id or a list that may well be read."""
    holder, key = place
    value = holder[key]
    alike = [there[name] for there, name in others if name == key and there[name] != value]
    changes: list[Callable[[], Any]] = [lambda: copy.deepcopy(chance.choice(alike or [value]))]
    if isinstance(value, list):
        changes += [
            lambda: value[1:],
            lambda: value[::-1],
            lambda: value * 2,
            lambda: value * 40,
            lambda: [*value, *copy.deepcopy(chance.choice([a for a in alike if a] or [[]]))],
        ]
    if isinstance(value, str):
        changes += [
            lambda: chance.choice([text for text in VALUES if isinstance(text, str)]),
            lambda: value * 20,
            lambda: value[: len(value) // 2],
            value.upper,
            lambda: value + chance.choice((" ", ".", "?", " 7", " “a”", " [[a]]", "\n- a", ": b")),
            lambda: " ".join(chance.sample(value.split(), len(value.split()))),
        ]
    if isinstance(value, int):
        changes += [lambda: value + 1, lambda: 0, lambda: value * 1000, lambda: not value]
    return chance.choice(changes)()


def _wild(chance: random.Random, place: Place, others: Sequence[Place]) -> Any:
    """A value of any type, from this list or another place of the unit."""
    holder, key = place
    value = holder[key]
    there, name = chance.choice(others)
    changes = (
        copy.deepcopy(chance.choice(VALUES)),
        copy.deepcopy(there[name]),
        [value],
        {"a": value},
    )
    return chance.choice(changes)


def _change(chance: random.Random, files: dict[str, Any]) -> None:
    """Change one place of a unit."""
    own = list(places(files[chance.choice(list(files))])) or list(places(files))
    holder, key = place = chance.choice(own)
    others = list(places(files[chance.choice(list(files))])) or own
    if chance.random() < MILD:
        holder[key] = _mild(chance, place, others)
        return
    match chance.randrange(8):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            name = chance.choice([str(k) for _, k in others] + ["", "id", "kind", "x"])
            holder[name] = holder.pop(key)
        case 1 | 2 if isinstance(holder, list):
            holder.insert(chance.randrange(len(holder) + 1), copy.deepcopy(holder[key]))
        case 2:
            there, name = chance.choice(others)
            holder[str(name)] = copy.deepcopy(there[name])
        case 3 if chance.random() < 0.2:
            name = chance.choice(list(files))
            files[name] = chance.choice([None, [], {}, "text", files[chance.choice(list(files))]])
        case _:
            holder[key] = _wild(chance, place, others)


def changed(seed: str, whole: dict[str, Any]) -> dict[str, bytes]:
    """The files of a unit after one to five changes."""
    chance = random.Random(seed)  # noqa: S311 (to be repeated)
    files = copy.deepcopy(whole)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 5))):
        if any(True for _ in places(files)):
            _change(chance, files)
    return {
        name: yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True).encode()
        for name, data in files.items()
    }


class _Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 (the name PyYAML calls it by)
        return True


def try_one(folder: Path, files: dict[str, bytes], number: int) -> Counter[str]:
    """Load, check and build a unit; give the codes of its problems. Raises what they raise."""
    shown = folder.as_posix()
    instead = {f"{shown}/{name}": data for name, data in files.items()}
    unit, problems = load(folder, shown, instead)
    if unit:
        problems = [*problems, *check(unit, {}, (), (), hints=True)]
    for form in FORMATS.values():
        form(problems).encode()
    if number % 20 == 0:

        def find(overrides: Any) -> list[Problem]:
            return load(folder, shown, instead | overrides)[1]

        fix_unit([find], instead)
    seen = Counter({problem.code for problem in problems} or {"nothing"})
    if unit and number % BUILT == 0:
        seen += build(unit)
    return seen


def build(unit: Unit) -> Counter[str]:
    """Render all outputs of a unit; a deck may be refused."""
    for job in jobs(unit, ALL):
        try:
            render_job(job, OPTIONS)
        except DeckError:
            return Counter(["(deck refused)"])
    return Counter(["(built)"])


def run(count: int, seed: int, first: int = 0) -> Counter[str]:
    """Try ``count`` units; name the one that fails, keep its files, and raise."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    seen: Counter[str] = Counter()
    slowest = 0.0
    with tempfile.TemporaryDirectory() as work:
        folder = write_example_unit(Path(work))
        whole = {
            path.relative_to(folder).as_posix(): yaml.load(path.read_bytes(), yaml.CSafeLoader)
            for path in sorted(folder.rglob("*.yaml"))
        }
        for number in range(first, first + count):
            files = changed(f"{seed}/{number}", whole)
            start = time.process_time()
            try:
                seen += try_one(folder, files, number)
            except BaseException:
                kept = Path(tempfile.gettempdir(), "kzquiz-structure-fuzz")
                for name, data in files.items():
                    (kept / name).parent.mkdir(parents=True, exist_ok=True)
                    (kept / name).write_bytes(data)
                sys.stderr.write(f"unit {number} of seed {seed}: {kept.name}\n")
                raise
            taken = time.process_time() - start
            slowest = max(slowest, taken)
            assert taken < SECONDS, f"unit {number} of seed {seed} took {taken:.1f} s"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"{count} units, {len(seen)} codes, slowest {slowest:.2f} s, {peak:.0f} MB")  # noqa: T201
    return seen


if __name__ == "__main__":
    main(run, __doc__, 5000)
