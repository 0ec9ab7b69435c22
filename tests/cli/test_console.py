"""What the command line prints: on a terminal, to a pipe, quiet, verbose, without colour."""

from __future__ import annotations

import gc
import io
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from command_line import run
from example_unit import QUESTIONS, ROOT, write_example_unit

from kzquiz import kinds
from kzquiz.check import all_rules
from kzquiz.cli import console, main
from kzquiz.load import Unit
from kzquiz.outputs import OUTPUTS

pytestmark = pytest.mark.slow

pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals")


def on_terminal(folder: Path, *args: str, **environment: str) -> str:
    """The output and errors of a command on a terminal of 100 columns."""
    parent, child = pty.openpty()
    plain = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen(
        [sys.executable, "-m", "kzquiz.cli", *args],
        cwd=folder,
        env={**plain, "TERM": "xterm", "COLUMNS": "100", **environment},
        stdin=child,
        stdout=child,
        stderr=child,
    ) as process:
        os.close(child)
        written = b""
        while True:
            try:
                piece = os.read(parent, 4096)
            except OSError:  # Linux: the other end is closed
                break
            if not piece:
                break
            written += piece
        process.wait()
    os.close(parent)
    return written.decode()


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    folder = write_example_unit(tmp_path / "content")
    path = folder / "questions" / "cloze.yaml"
    path.write_text(path.read_text("utf-8").replace("level: core", "level: cor"), "utf-8")
    return tmp_path


def test_problems_are_coloured_on_a_terminal_only(broken: Path) -> None:
    assert "\x1b[1;31merror:\x1b[0m" in on_terminal(broken, "check")
    assert "\x1b" not in run(broken, "check").stderr


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colour_can_be_turned_off(broken: Path, environment: dict[str, str]) -> None:
    output = on_terminal(broken, "check", **environment)
    assert "error: “cor” is no level" in output
    assert "\x1b[1;" not in output


def test_a_terminal_gets_a_table_and_a_pipe_gets_tabs(tmp_path: Path) -> None:
    shown = on_terminal(tmp_path, "list", "kinds").splitlines()
    assert shown[0].split() == ["KIND", "WHAT", "IT", "ASKS"]
    assert "\t" not in "".join(shown)
    piped = run(tmp_path, "list", "kinds").stdout.splitlines()
    assert [line.split("\t")[0] for line in piped] == list(kinds.KINDS)


def test_statistics_are_bars_on_a_terminal_and_columns_in_a_pipe(
    tmp_path: Path, example: Unit
) -> None:
    write_example_unit(tmp_path / "content")
    shown = on_terminal(tmp_path, "stats")
    core, stretch = (
        sum(item.level == level for item in example.items) for level in ("core", "stretch")
    )
    longest = rf"core +{core}  ■{{40}}\s+stretch +{stretch}  ■{{{round(40 * stretch / core)}}}\s"
    assert re.search(rf"questions by level\s+{longest}", shown)
    rows = [line.split("\t") for line in run(tmp_path, "stats").stdout.splitlines()]
    assert {len(row) for row in rows} == {4}
    assert ["example", "questions by kind", "choice", "2"] in rows
    quoted = [row for row in rows if row[1].startswith("words quoted")]
    assert [row[2].partition(",")[0] for row in quoted] == ["Source A", "Source B"]


def test_quiet_leaves_problems_only(broken: Path) -> None:
    done = run(broken, "build", "--quiet")
    assert (done.returncode, done.stdout) == (1, "")
    assert "error: " in done.stderr
    done = run(ROOT, "stats", "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_verbose_says_every_step_also_in_a_pipe(tmp_path: Path) -> None:
    write_example_unit(tmp_path / "content")
    assert run(tmp_path, "build").stderr == ""
    assert "building example …" in run(tmp_path, "build", "-o", "new", "--verbose").stderr


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What a check writes to a terminal while it runs, if every step takes long."""
    write_example_unit(tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(console, "_PATIENCE", 0)
    monkeypatch.setattr(console, "_FRAME", 0)

    def output_of(*args: str, term: str = "xterm") -> str:
        terminal = Terminal()
        monkeypatch.setenv("TERM", term)
        monkeypatch.setattr(sys, "argv", ["kzquiz", "check", *args])
        with (
            redirect_stdout(io.StringIO()),
            redirect_stderr(terminal),
            pytest.raises(SystemExit) as stopped,
        ):
            main()
        assert not stopped.value.code
        gc.enable()
        return terminal.getvalue()

    return output_of


def test_work_that_takes_long_tells_on_a_terminal_how_far_it_is(drawn: Callable[..., str]) -> None:
    output = drawn()
    assert "checking example [###############...............] " in output
    assert output.endswith("\r\x1b[K"), "nothing of it stays"
    bars = re.findall(r"reading example \[[#.]{30}\] (\d+) of (\d+)", output)
    assert bars == [(str(number), str(QUESTIONS)) for number in range(1, QUESTIONS + 1)]


@pytest.mark.parametrize("args", [{"args": ("--quiet",)}, {"args": ("-v",)}, {"term": "dumb"}])
def test_nothing_is_drawn_where_it_would_disturb(
    drawn: Callable[..., str], args: dict[str, Any]
) -> None:
    assert "[#" not in drawn(*args.pop("args", ()), **args)


def test_everything_can_be_listed(tmp_path: Path) -> None:
    write_example_unit(tmp_path / "content")

    def names(what: str) -> list[str]:
        done = run(tmp_path, "list", what)
        assert done.returncode == 0
        return [line.split("\t")[0] for line in done.stdout.splitlines()]

    assert names("units") == ["example"]
    assert names("recipes") == ["full", "deck"]
    assert names("outputs") == list(OUTPUTS)
    assert names("rules") == [rule.code for rule in all_rules()]


def test_a_fault_of_our_own_is_a_sentence_and_debug_shows_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("kzquiz.authoring.json_schema.schemas", fail)
    done = run(tmp_path, "schema")
    assert done.returncode == 2
    assert "kzquiz made a mistake of its own: RuntimeError" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Traceback" in run(tmp_path, "--debug", "schema").stderr


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("kzquiz expl", {"explain"}),
        ("kzquiz build ", {"example"}),
        ("kzquiz preview ex", {"example"}),
        ("kzquiz new question --unit ", {"example"}),
        ("kzquiz new question w", {"who-said", "wording"}),
        ("kzquiz explain SC0", {"SC06", "SC07", "SC08"}),
        ("kzquiz check --select RB0", {rule.code for rule in all_rules() if rule.code[:2] == "RB"}),
        ("kzquiz build example --recipe ", {"full", "deck"}),
        ("kzquiz build --only ", set(OUTPUTS)),
        ("kzquiz list ", {"units", "kinds", "outputs", "rules", "recipes"}),
    ],
)
def test_the_shell_completes_commands_units_kinds_rules_recipes_and_outputs(
    tmp_path: Path, typed: str, offered: set[str]
) -> None:
    write_example_unit(tmp_path / "content")
    at = {"COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    done = subprocess.run(
        [shutil.which("kzquiz", path=Path(sys.executable).parent)],
        cwd=tmp_path,
        env={**os.environ, **at, "_KZQUIZ_COMPLETE": "complete_bash"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(done.stdout.split()) == offered


def test_completion_is_at_hand(tmp_path: Path) -> None:
    assert "--install-completion" in run(tmp_path, "--help").stdout


def test_a_closed_output_is_no_fault() -> None:
    shell = f"{sys.executable} -m kzquiz.cli list kinds >&-"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, check=False)  # noqa: S607
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_stop_that_a_library_takes_for_a_fault_of_its_own_is_still_a_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As pydantic does, whose core makes another exception of any that it meets."""

    def fail(*_: object) -> None:
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt as stop:
            raise RuntimeError from stop

    monkeypatch.setattr("kzquiz.authoring.json_schema.schemas", fail)
    # Tests that run in the background may ignore Ctrl-C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        done = run(tmp_path, "schema")
    finally:
        signal.signal(signal.SIGINT, before)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
