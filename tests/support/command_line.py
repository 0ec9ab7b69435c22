"""Runs the command line in this process."""

from __future__ import annotations

import gc
import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path

import pytest
import typer
from example_unit import ARTICLE_FILES

from kzquiz import cli
from kzquiz.generators.html import page

NEW_FLOOD = [
    *("new", "unit", "flood"),
    *(word for path in ARTICLE_FILES for word in ("--article", str(path))),
]
# The commands of typer are the same in every run, so they are made once.
cli.application()
_commands = cache(typer.main.get_command)


def run(folder: Path, *args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``kzquiz`` in a folder; give its exit code, output and errors."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(sys, "argv", ["kzquiz", *args])
        patch.setattr(os, "cpu_count", lambda: 1)  # a fork of this large process is slow
        patch.setattr(typer.main, "get_command", _commands)
        for name, value in environment.items():
            patch.setenv(name, value)
        with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as stopped:
            cli.main()
    gc.enable()
    page.templates.cache_clear()  # as the end of a process does
    code = stopped.value.code or 0
    return subprocess.CompletedProcess(args, int(code), out.getvalue(), err.getvalue())
