"""Loads thousands of broken unit files: no traceback, no hang, bounded memory.

The files of the example unit, and pieces of the real ones, are broken (bytes flipped, signs of YAML
inserted, blocks removed, doubled and moved) and loaded; ``--fix`` is tried on every twentieth.

    python tests/support/fuzzing.py --count 100000 --seed 7
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from example_unit import ROOT, write_example_unit

from kzquiz import kinds
from kzquiz.authoring.fix import fix_unit
from kzquiz.load import load
from kzquiz.problems import Problem
from kzquiz.reader import parse
from kzquiz.reports import as_json, report

SECONDS = 5  # of processor time for one input: a hang, also on a slow machine
MEMORY = 1_000_000_000  # bytes of address space
SIGNS = [
    *(bytes([code]) for code in b"\n\t\r\0\"'#:-&*!%@`[]{}|>?,\\~=.<\x1f\x7f\xff\xed"),
    *(b": ", b" #", b"- ", b"\n- ", b"\n  ", b"\n\n", b"key: ", b"? ", b"<<: ", b"&a ", b"*a "),
    *(b"!t ", b"!!str ", b"---\n", b"...\n", b"%YAML 1.1\n", b">-\n", b"\\x1f", b"\\ud83d", b"''"),
    *("\u2028".encode(), "\x85".encode(), "\ufeff".encode(), "\u202e".encode(), "е".encode()),
    *("e\u0301".encode(), "\ud83d".encode("utf-8", "surrogatepass"), "\ufffd".encode()),
    *(
        b"[" * 50,
        b"{a: " * 40,
        b"- " * 60,
        b"9" * 5000,
        b"a" * 70_000,
        b" " * 300,
        b"&a [*a, *a]\n",
    ),
    *(b"id: ", b"kind: choice", b"paragraph: 2", b"true", b"null", b"1e3", b"0x1F", b"-0"),
]


def corpus(work: Path) -> tuple[list[tuple[Path, str, bytes]], list[tuple[Path, str, bytes]]]:
    """The files of the example unit, and pieces of the real unit's files in place of them.

    Each has the folder of an example unit with the questions of one kind only, because the whole
    unit is read for every input.
    """
    own, pieces = [], []
    for kind in kinds.KINDS:
        folder = write_example_unit(work / kind)
        for path in (folder / "questions").iterdir():
            if path.stem != kind:
                path.unlink()
        own += [
            (folder, path.relative_to(folder).as_posix(), path.read_bytes())
            for path in sorted(folder.rglob("*.yaml"))
        ]
    own_questions = f"questions/{next(iter(kinds.KINDS))}.yaml"
    for path in sorted((ROOT / "content" / "kazakhstan-2022").rglob("*.yaml")):
        name = own_questions if path.parent.name == "questions" else path.name
        entries = path.read_bytes().split(b"\n\n")
        pieces += [
            (own[0][0], name, b"\n\n".join(entries[at : at + 4]) + b"\n")
            for at in range(0, len(entries), 4)
        ]
    return own, pieces


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """Break the bytes of a file at one to four places."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 4))):
        at, other = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        end = min(other, at + 400)
        written = chance.choice(SIGNS)
        match chance.randrange(9):
            case 0:
                data = data[:at] + written + data[at:]
            case 1:
                data = data[:at] + written + data[at + 1 :]
            case 2:
                data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
            case 3:
                data = data[:at] + data[end:]
            case 4:
                data = data[:end] + data[at:]
            case 5:
                data = data[:at]
            case 6:
                data = data[end:] + data[at:end]
            case 7:  # a line moved left or right
                start = data.rfind(b"\n", 0, at) + 1
                data = data[:start] + chance.choice((b" ", b"  ", b"\t", b"    ")) + data[start:]
            case _:
                data = data.replace(written[:1], written, 3)
    return data


def try_one(folder: Path, name: str, data: bytes, *, also_mend: bool) -> Counter[str]:
    """Load a broken file; give the codes of its problems. Raises what loading raises."""
    shown = folder.as_posix()
    file = f"{shown}/{name}"

    def find(at_first: bytes, overrides: Mapping[str, bytes]) -> list[Problem]:
        return load(folder, shown, {file: at_first} | dict(overrides))[1]

    problems = find(data, {})
    text = report(problems)
    assert len(text) < 200_000
    json.loads(as_json(problems))
    text.encode()
    for problem in problems:
        assert 1 <= problem.column <= len(problem.excerpt) + 1 or problem.line == 0, problem
    if also_mend:
        done = fix_unit([partial(find, data)], {file: data})
        for _, after in done.files.values():
            assert parse(after, name)[0] is not None
            assert fix_unit([partial(find, after)], {file: after}).files == {}, "mended twice"
    return Counter({problem.code for problem in problems} or {"nothing"})


def run(count: int, seed: int, first: int = 0) -> Counter[str]:
    """Try ``count`` inputs; print the input that fails to a file and raise."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    seen: Counter[str] = Counter()
    slowest = 0.0
    with tempfile.TemporaryDirectory() as work:
        files = corpus(Path(work))
        for number in range(first, first + count):
            chance = random.Random(f"{seed}/{number}")  # noqa: S311 (to be repeated)
            folder, name, data = chance.choice(chance.choice(files))
            data = spoilt(data, chance)
            start = time.process_time()
            try:
                seen += try_one(folder, name, data, also_mend=number % 20 == 0)
            except BaseException:
                Path(tempfile.gettempdir(), "kzquiz-fuzz.yaml").write_bytes(data)
                sys.stderr.write(f"input {number} of seed {seed}, for {name}: kzquiz-fuzz.yaml\n")
                raise
            taken = time.process_time() - start
            slowest = max(slowest, taken)
            assert taken < SECONDS, f"input {number} of seed {seed} took {taken:.1f} s"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"{count} inputs, {len(seen)} codes, slowest {slowest:.2f} s, {peak:.0f} MB")  # noqa: T201
    return seen


def main(run: Callable[[int, int, int], Counter[str]], about: str, count: int) -> None:
    """Read the options, run, print how often each code was reported."""
    parser = argparse.ArgumentParser(description=about.split("\n", 1)[0])
    parser.add_argument("--count", type=int, default=count)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, help="the number of the first")
    options = parser.parse_args()
    for code, number in run(options.count, options.seed, options.first).most_common():
        print(f"{number:7}  {code}")  # noqa: T201


if __name__ == "__main__":
    main(run, __doc__, 10_000)
