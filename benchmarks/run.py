"""Time kzquiz as whole processes, against a peer on the same work, and print one table.

    python benchmarks/run.py [--runs 7]

Needs the project installed in the running Python; with the package ``anki-yaml-tool`` there too
(``pip install -e '.[bench]'``), the peer's rows are filled. Runs are interleaved, the middle one
counts. Figures are ratios to the row named, or seconds of wall time; memory is the largest process.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log
from pathlib import Path
from statistics import median

from kzquiz import kinds

BIN = Path(sys.executable).parent
KZQUIZ = str(BIN / "kzquiz")
PEER = BIN / "anki-yaml-tool"
ROOT = Path(__file__).parents[1]


@dataclass
class Job:
    """A command to be timed in a folder, and what its runs took."""

    name: str
    command: Sequence[str]
    folder: Path
    fresh: str = ""  # removed before each run, so that everything is written anew
    seconds: list[float] = field(default_factory=list)
    kilobytes: int = 0

    def run(self) -> None:
        """Run once and note wall time and peak memory."""
        if self.fresh:
            shutil.rmtree(self.folder / self.fresh, ignore_errors=True)
        start = time.perf_counter()
        process = subprocess.Popen(self.command, cwd=self.folder, stdout=subprocess.DEVNULL)
        if hasattr(os, "wait4"):
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            self.kilobytes = max(self.kilobytes, usage.ru_maxrss)
        else:
            process.wait()
        self.seconds.append(time.perf_counter() - start)
        if process.returncode:
            sys.exit(f"{self.name}: exit code {process.returncode}")

    @property
    def median(self) -> float:
        """Middle of the runs, in seconds."""
        return median(self.seconds)


def generated_unit(folder: Path, count: int) -> None:
    """Write a unit of ``count`` choice questions of about 0.85 KB beside the example's claims."""
    unit = folder / "content" / "example"
    shutil.copytree(Path(kinds.__file__).parent / "unit", unit)
    (unit / "questions").mkdir()
    block = kinds.example("choice").split("\n\n")[0]
    text = "\n\n".join(block.replace("choice-request", f"q-{n}") for n in range(count))
    (unit / "questions" / "all.yaml").write_text(text, "utf-8")


def peer_deck(folder: Path, count: int) -> None:
    """Write the same questions as a deck file of the peer: stem and options, key and reasons."""
    front = (
        "Who asked the army for boats, according to Source A?<ol><li>Mayor Ilse Brandt</li>"
        "<li>The head of the water board</li><li>The fire service</li>"
        "<li>Source A does not say</li></ol>"
    )
    back = (
        "Mayor Ilse Brandt<p>Paragraph 2 names her, in the newsroom's own voice and without saying "
        "how it knows.</p><p>He tells how many boats will come; he did not ask for them.</p><p>It "
        "counts the people who have left; nothing is said about a request.</p><p>It does, in the "
        "first sentence of paragraph 2.</p><p>Source A, par. 2: “asked the army for boats”</p>"
    )
    head = {
        "config": {
            "name": "Choice",
            "deck-name": "Generated",
            "css": ".card { font-family: serif; }",
            "fields": ["Front", "Back"],
            "templates": [{"name": "Card", "qfmt": "{{Front}}", "afmt": "{{Back}}"}],
        }
    }
    lines = [f"config: {json.dumps(head['config'])}", "data:"]
    for number in range(count):
        lines += [f"  - front: {json.dumps(f'{number}. {front}')}", f"    back: {json.dumps(back)}"]
        lines.append("    tags: [generated]")
    (folder / "deck.yaml").write_text("\n".join(lines), "utf-8")


def jobs(work: Path, sizes: Sequence[int]) -> dict[str, Job]:
    """Lay out the work and name the commands."""
    found = {
        "python": Job("python -c pass", [sys.executable, "-c", "pass"], work),
        "help": Job("kzquiz --help", [KZQUIZ, "--help"], work),
    }
    real = work / "real"
    real.mkdir()
    shutil.copytree(ROOT / "content", real / "content")
    build = [KZQUIZ, "build"]
    found["unit"] = Job("kzquiz build, the real unit", build, real, fresh="decks")
    still = work / "still"
    shutil.copytree(ROOT / "content", still / "content")
    subprocess.run(build, cwd=still, check=True, stdout=subprocess.DEVNULL)
    found["again"] = Job("  again, nothing changed", build, still)
    for size in sizes:
        folder = work / str(size)
        generated_unit(folder, size)
        found[f"kz{size}"] = Job(
            f"kzquiz build, {size:,} questions (deck, sheet, key)", build, folder, fresh="decks"
        )
        if PEER.exists():
            peer_deck(folder, size)
            command = [str(PEER), "build", "--file", "deck.yaml", "--output", "peer.apkg"]
            found[f"peer{size}"] = Job(f"anki-yaml-tool, {size:,} (deck)", command, folder)
    return found


def table(found: dict[str, Job], sizes: Sequence[int]) -> str:
    """Format what was measured, with the ratios that the project holds itself to."""
    rows = [("", "seconds", "MB", "ratio")]
    for name, job in found.items():
        ratio = ""
        if name == "help":
            ratio = f"{job.median / found['python'].median:.1f}x python -c pass"
        if name.startswith("kz") and (peer := found.get(name.replace("kz", "peer"))):
            ratio = f"{job.median / peer.median:.2f}x the peer's deck alone"
        rows.append((job.name, f"{job.median:.3f}", f"{job.kilobytes / 1024:.0f}", ratio))
    small, large = sizes[0], sizes[-1]
    growth = found[f"kz{large}"].median / found[f"kz{small}"].median
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = ["  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) for row in rows]
    lines.append(
        f"growth from {small:,} to {large:,}: time exponent {log(growth) / log(large / small):.2f}"
    )
    return "\n".join(line.rstrip() for line in lines)


def main() -> None:
    """Measure everything and print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--runs", type=int, default=7, help="runs of each command (default 7)")
    runs = options.parse_args().runs
    sizes = (1000, 10000)
    with tempfile.TemporaryDirectory() as folder:
        found = jobs(Path(folder), sizes)
        for number in range(runs):
            for name, job in found.items():
                if number >= 3 and name.endswith("10000"):  # noqa: PLR2004 (three will do)
                    continue
                job.run()
        print(table(found, sizes))


if __name__ == "__main__":
    main()
