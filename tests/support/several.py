"""Runs commands of ``kzquiz``, one after the other; each argument is a command with its options."""

from __future__ import annotations

import sys
from contextlib import suppress

from kzquiz.cli import main


def run_each() -> None:
    """Run the commands; print each before it runs, among the errors."""
    for command in sys.argv[1:]:
        print(f"$ {command}", file=sys.stderr)  # noqa: T201
        sys.argv = ["kzquiz", *command.split()]
        with suppress(SystemExit):
            main()


if __name__ == "__main__":
    run_each()
