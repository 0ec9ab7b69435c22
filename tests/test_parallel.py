"""Work in a second process gives the same result or error, also if that process is killed."""

from __future__ import annotations

import os
import signal
import time
from functools import partial
from pathlib import Path

import pytest
from command_line import run

from kzquiz.parallel import run_in_background, run_in_two_processes


def test_the_result_comes_from_a_process_of_its_own() -> None:
    result = run_in_background(lambda: (os.getpid(), "x" * 1_000_000))
    pid, text = result()
    assert (pid != os.getpid()) is (hasattr(os, "fork") and os.cpu_count() != 1)
    assert len(text) == 1_000_000


def test_what_is_raised_there_is_raised_here() -> None:
    def fail() -> None:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        run_in_background(fail)()


def test_a_process_that_was_ended_leaves_its_work_to_the_caller() -> None:
    here = os.getpid()

    def end() -> str:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGTERM)
            signal.pause()
        return "done"

    assert run_in_background(end)() == "done"


@pytest.mark.slow
def test_two_processes_share_the_work_and_every_result_stands_in_its_place() -> None:
    here = os.getpid()

    def first() -> int:
        return os.getpid()

    def work(number: int) -> tuple[int, int]:
        if number == 0 and os.getpid() == here:
            time.sleep(0.2)  # long enough for the other to take more than its first work
        return number, os.getpid()

    one, others = run_in_two_processes(first, [partial(work, number) for number in range(600)])
    assert [result()[0] for result in others] == list(range(600))
    two = hasattr(os, "fork") and os.cpu_count() != 1
    assert (one() != here) is two
    assert ({result()[1] for result in others} == {here, one()}) is two


def test_what_is_raised_in_shared_work_is_raised_where_its_result_is_asked_for() -> None:
    def fail() -> str:
        raise ValueError("broken")

    one, (broken, whole) = run_in_two_processes(lambda: "first", [fail, lambda: "whole"])
    assert (one(), whole()) == ("first", "whole")
    with pytest.raises(ValueError, match="broken"):
        broken()


def test_shared_work_of_a_process_that_was_ended_is_done_by_the_caller() -> None:
    here = os.getpid()

    def end() -> str:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done"

    one, others = run_in_two_processes(end, [lambda: "whole"] * 3)
    assert [one(), *(result() for result in others)] == ["done", *["whole"] * 3]


def test_without_fork_shared_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork", raising=False)
    one, others = run_in_two_processes(os.getpid, [os.getpid] * 3)
    assert {one(), *(result() for result in others)} == {os.getpid()}


def test_without_fork_the_work_is_done_when_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(os, "fork", raising=False)
    assert run_in_background(os.getpid)() == os.getpid()


def test_a_build_reports_what_the_checks_find_while_it_renders(content: Path) -> None:
    path = content / "example" / "questions" / "choice.yaml"
    path.write_text(path.read_text("utf-8").replace("about 12", "none of these"), "utf-8")
    done = run(content.parent, "build")
    assert done.returncode == 1
    assert "[IW01]" in done.stderr
    assert not (content.parent / "decks" / "example").exists()
