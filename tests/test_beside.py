"""A function beside its caller: the same result and error, whatever becomes of its process."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from test_build import run

from kzquiz.beside import beside


def test_the_result_comes_from_a_process_of_its_own() -> None:
    result = beside(lambda: (os.getpid(), "x" * 1_000_000))
    pid, text = result()
    assert (pid != os.getpid()) is (hasattr(os, "fork") and os.cpu_count() != 1)
    assert len(text) == 1_000_000


def test_what_is_raised_there_is_raised_here() -> None:
    def fail() -> None:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        beside(fail)()


def test_a_process_that_was_ended_leaves_its_work_to_the_caller() -> None:
    here = os.getpid()

    def end() -> str:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGTERM)
            signal.pause()
        return "done"

    assert beside(end)() == "done"


def test_without_fork_the_work_is_done_when_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(os, "fork", raising=False)
    assert beside(os.getpid)() == os.getpid()


def test_a_build_reports_what_the_checks_find_while_it_renders(content: Path) -> None:
    path = content / "example" / "questions" / "choice.yaml"
    path.write_text(path.read_text("utf-8").replace("about 12", "none of these"), "utf-8")
    done = run(content.parent, "build")
    assert done.returncode == 1
    assert "[IW01]" in done.stderr
    assert not (content.parent / "decks" / "example").exists()
