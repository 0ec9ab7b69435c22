"""Time kzquiz as whole processes, against its peers on the same work, and print one table.

    python benchmarks/run.py [--runs 5] [--sizes 30 1000 10000 100000] [--write]

Needs the project installed in the running Python, with ``.[bench]`` and pandoc for the peers. A
peer that is not installed is skipped. The commands of one size run in turn, and the table has the
median. Compare ratios measured in one run: seconds differ from machine to machine. ``--write`` puts
the table into docs/performance.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from math import log
from pathlib import Path
from statistics import median

import work
from stages import measured

BIN = Path(sys.executable).parent
KZQUIZ = str(BIN / "kzquiz")
ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "performance.md"
_MANY = 10_000  # runs of this size are so long that three are enough, and one beyond it
# Python caches compiled modules after an installation, so it does so here.
_AS_INSTALLED = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
_Row = tuple[str, ...]


@dataclass
class Job:
    """A command to be timed in a folder, and the results of its runs."""

    name: str
    command: Sequence[str]
    folder: Path
    fresh: str = ""  # a folder that is removed before each run
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    kilobytes: int = 0

    def run(self) -> None:
        """Run once; add wall time, processor time and peak memory to the results."""
        if self.fresh:
            shutil.rmtree(self.folder / self.fresh, ignore_errors=True)
        start = time.perf_counter()
        process = subprocess.Popen(
            self.command,
            cwd=self.folder,
            env=_AS_INSTALLED,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.seconds.append(time.perf_counter() - start)
        self.cpu.append(usage.ru_utime + usage.ru_stime)
        self.kilobytes = max(self.kilobytes, usage.ru_maxrss)
        if process.returncode:
            sys.exit(f"{self.name}: exit code {process.returncode}")

    @property
    def wall(self) -> float:
        """The median of the runs in seconds of wall time."""
        return median(self.seconds)

    def row(self, ratio: str = "") -> _Row:
        """Give a row of the table: name, wall time, processor time, memory, ratio."""
        mega = f"{self.kilobytes / 1024:.0f}"
        return (self.name, f"{self.wall:.3f}", f"{median(self.cpu):.3f}", mega, ratio)


def start_up(folder: Path) -> dict[str, Job]:
    """Set up commands whose time is start-up, and builds of the real unit."""
    for name in ("real", "again"):
        shutil.copytree(ROOT / "content", folder / name / "content")
    subprocess.run([KZQUIZ, "build", "-q"], cwd=folder / "again", env=_AS_INSTALLED, check=True)
    build = [KZQUIZ, "build", "-q"]
    return {
        "python": Job("python -c pass", [sys.executable, "-c", "pass"], folder),
        "help": Job("kzquiz --help", [KZQUIZ, "--help"], folder),
        "unit": Job("the real unit, everything", build, folder / "real", fresh="decks"),
        "again": Job("the real unit, nothing changed", build, folder / "again"),
    }


def pdf(folder: Path) -> dict[str, Job]:
    """Set up builds of PDF files if the extra is installed: a lesson, and 300 questions."""
    if find_spec("weasyprint") is None:
        return {}
    work.unit(folder / "many", 300)
    shutil.copytree(ROOT / "content", folder / "pdf" / "content")
    make = [KZQUIZ, "build", "-q", "--only", "pdf", "--recipe"]
    return {
        "lesson": Job("a lesson: PDF, all three", [*make, "lesson"], folder / "pdf", "decks"),
        "many": Job("300 questions: PDF, sheet and key", [*make, "full"], folder / "many", "decks"),
    }


def word(folder: Path) -> dict[str, Job]:
    """Set up a build of a lesson as Word documents if the extra is installed."""
    if find_spec("docx") is None or find_spec("resvg_py") is None:
        return {}
    shutil.copytree(
        ROOT / "content" / "kazakhstan-2022", folder / "word" / "content" / "kazakhstan-2022"
    )
    make = [KZQUIZ, "build", "-q", "--only", "word", "--recipe", "lesson"]
    return {"word": Job("a lesson: Word, all three", make, folder / "word", "decks")}


def generated(folder: Path, size: int) -> dict[str, Job]:
    """Set up ``size`` questions for kzquiz and for every peer that is installed."""
    folder.mkdir()
    work.unit(folder, size)
    paper = [KZQUIZ, "build", "-q", "--only", "deck", "--only", "worksheet", "--only", "answers"]
    moodle = [KZQUIZ, "build", "-q", "--only", "moodle"]
    found = {
        "paper": Job(f"{size:,}: kzquiz, deck, sheet and key", paper, folder, fresh="decks"),
        "all": Job(f"{size:,}: kzquiz, everything", [KZQUIZ, "build", "-q"], folder, fresh="decks"),
        "moodle": Job(f"{size:,}: kzquiz, Moodle XML", moodle, folder, fresh="decks"),
        "check": Job(f"{size:,}: kzquiz check", [KZQUIZ, "check", "-q"], folder),
    }
    for peer in work.PEERS:
        program = str(BIN / peer.program) if (BIN / peer.program).exists() else peer.program
        if shutil.which(program) and size <= peer.most:
            peer.write(folder, size)
            shutil.copy(Path(work.__file__).with_name("genanki_json.py"), folder)
            found[peer.name] = Job(f"{size:,}: {peer.name}", [program, *peer.arguments], folder)
    return found


def timed(jobs: dict[str, Job], runs: int) -> None:
    """Run the jobs in turn, so that other load on the machine affects all of them."""
    for _ in range(runs):
        for job in jobs.values():
            job.run()


def rows(runs: int, sizes: Sequence[int], folder: Path) -> Iterator[_Row]:
    """Measure all commands; give the rows of the table."""
    base = start_up(folder)
    timed(base, 2 * runs)
    paper = pdf(folder) | word(folder)
    timed(paper, 1)
    for job in (*base.values(), *paper.values()):
        yield job.row(f"{job.wall / base['python'].wall:.1f}× python -c pass")
    walls: dict[int, float] = {}
    for size in sizes:
        jobs = generated(folder / str(size), size)
        timed(jobs, runs if size < _MANY else 3 if size == _MANY else 1)
        decks = [job for name, job in jobs.items() if name.startswith("anki-yaml-tool")]
        for job in jobs.values():
            yield job.row(" / ".join(f"{job.wall / deck.wall:.2f}×" for deck in decks))
        walls[size] = jobs["paper"].wall
        if peer := jobs.get("text2qti (QTI file)"):
            ratio = f"{jobs['moodle'].wall / peer.wall:.2f}× text2qti"
            yield (f"{size:,}: Moodle XML, beside text2qti", "", "", "", ratio)
    for small, large in ((1000, size) for size in sizes if size > 1000):  # noqa: PLR2004
        if small in walls:
            power = log(walls[large] / walls[small]) / log(large / small)
            yield (f"growth from {small:,} to {large:,}: exponent {power:.2f}", "", "", "", "")


def table(heads: _Row, lines: Sequence[_Row]) -> str:
    """Format rows as a table of Markdown."""
    widths = [max(len(row[column]) for row in (heads, *lines)) for column in range(len(heads))]
    ruled = ("-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:]))
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in (heads, ruled, *lines)
    )


def machine() -> str:
    """Describe the machine without its name."""
    cpuinfo = Path("/proc/cpuinfo").read_text("utf-8") if Path("/proc/cpuinfo").exists() else ""
    model = re.search(r"model name\s*:\s*(.+)", cpuinfo)
    return (
        f"{platform.system()}, {os.cpu_count()} cores ({model[1] if model else 'unknown'}), "
        f"Python {platform.python_version()}, "
        f"load {os.getloadavg()[0]:.1f} at the start"
    )


def main() -> None:
    """Measure everything and print the tables; with ``--write`` put them into the docs."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--runs", type=int, default=5, help="runs of each command (default 5)")
    options.add_argument("--sizes", type=int, nargs="+", default=[30, 1000, 10_000, 100_000])
    options.add_argument("--write", action="store_true", help="put the tables into the docs")
    given = options.parse_args()
    about = machine()
    with tempfile.TemporaryDirectory() as folder:
        whole = table(
            ("command", "wall s", "CPU s", "MB", "ratio"),
            list(rows(given.runs, given.sizes, Path(folder))),
        )
        stages = table(
            ("stage", *(f"{size:,}" for size in given.sizes if size <= _MANY)),
            measured(Path(folder), [size for size in given.sizes if size <= _MANY]),
        )
    report = f"Measured on: {about}.\n\n{whole}\n\n{stages}\n"
    print(report)
    if given.write:
        text = PAGE.read_text("utf-8")
        begin, end = "<!-- measured -->\n", "<!-- end -->"
        head, rest = text.split(begin)
        PAGE.write_text(f"{head}{begin}\n{report}\n{end}{rest.split(end)[1]}", "utf-8")


if __name__ == "__main__":
    main()
