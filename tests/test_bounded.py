"""A unit from anyone is read with bounded memory and time, whatever its structure."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from example_unit import ROOT
from limits import bounded

pytestmark = pytest.mark.slow


@pytest.mark.exhaustive
@pytest.mark.parametrize("first", range(0, 5000, 1000))
def test_units_of_any_structure_by_the_thousand_break_nothing(first: int) -> None:
    """For more of them run ``python tests/support/structure_fuzzing.py --count 20000``."""
    done = started("structure_fuzzing.py", "--count", "1000", "--first", str(first))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1000 units")
    assert "(built)" in done.stdout


@pytest.mark.exhaustive
@pytest.mark.parametrize("first", range(0, 60, 10))
def test_no_expression_blows_up_on_a_text_of_any_sort_in_any_field(first: int) -> None:
    """Twice the text takes about twice the processor time; see ``tests/support/growing.py``.

    Every tenth sort of text, in six parts: all of them take an hour.
    """
    done = started("growing.py", "60", str(first))
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def started(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a script of ``tests/support`` in a process of its own."""
    command = [sys.executable, ROOT / "tests" / "support" / script, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_topic_of_forty_thousand_words_is_checked_in_little_memory(content: Path) -> None:
    path = content / "example" / "differences.yaml"
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"topic: (>-\n    )?.*", "topic: " + "word " * 40_000, text, count=1))
    done = bounded(content.parent, "check")
    assert done.returncode == 1
    assert "the text is too long" in done.stderr


def test_a_thousand_mistyped_ids_are_told_in_little_memory_and_time(content: Path) -> None:
    path = content / "example" / "claims.yaml"
    _, first, *_ = re.split(r"- id: .*", path.read_text("utf-8"))
    names = [f"the-claim-of-an-office-number-{n}" for n in range(1000)]
    path.write_text("".join(f"- id: {name}{first}" for name in names), "utf-8")
    choice = content / "example" / "questions" / "choice.yaml"
    slips = ", ".join(name.replace("office", "offise") for name in names)
    choice.write_text(re.sub(r"evidence: .*", f"evidence: [{slips}]", choice.read_text("utf-8")))
    done = bounded(content.parent, "check")
    assert done.returncode == 1
    assert "did you mean “the-claim-of-an-office-number-0”?" in done.stderr


def test_a_value_of_thousands_of_quotations_is_read_in_linear_time(content: Path) -> None:
    path = content / "example" / "differences.yaml"
    path.write_text("- topic: " + "'a' " * 1_000_000 + "\n", "utf-8")
    done = bounded(content.parent, "check")
    assert done.returncode == 1
    assert "differences.yaml:1:" in done.stderr
