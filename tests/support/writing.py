"""The commands that write, and those that only read: a new command joins by one line.

Tests repeat for each what holds for all of them: a fault at any system call, and signals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer
from command_line import NEW_FLOOD
from example_unit import ARTICLE_FILES, ARTICLES, write_example_unit

from kzquiz import cli

UNIT = "content/example"
_IDENTITY = re.compile(rb"identity: \S+")


def _nothing(_: Path) -> None:
    """Leave the project as it is."""


def _slips(work: Path) -> None:
    """Leave out the space after a key in two files."""
    for name in ("choice", "cloze"):
        path = work / UNIT / f"questions/{name}.yaml"
        path.write_text(path.read_text("utf-8").replace("\n  level: ", "\n  level:", 1), "utf-8")


def _no_fingerprint(work: Path) -> None:
    (work / UNIT / "fingerprints/a.txt").write_text("kzquiz fingerprint 1\n", "utf-8")


def _third_article(work: Path) -> None:
    (work / "c.txt").write_text("The boats were late, a shopkeeper said.\n", "utf-8")


def _articles_at_hand(work: Path) -> None:
    """Put the texts of the example unit where working copies are."""
    folder = work / "articles/example"
    folder.mkdir(parents=True)
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")


def _longer_article(work: Path) -> None:
    """Put a paragraph before the others in a working copy, of which the old one is known."""
    text = ARTICLES["a"]
    (work / "articles/example").mkdir(parents=True)
    (work / "articles/example/old-a.txt").write_bytes(text.encode())
    (work / "articles/example/a.txt").write_text(f"Updated: Monday, 22:10\n\n{text}", "utf-8")


@dataclass(frozen=True)
class Command:
    """A command with what it needs. ``prepare`` changes a project of the example unit for it."""

    args: list[str]
    prepare: Callable[[Path], None] = _nothing


WRITES = {
    "check --fix": Command(["check", "--fix"], _slips),
    "draft": Command(["draft", "example"], _articles_at_hand),
    "fingerprint": Command(["fingerprint", str(ARTICLE_FILES[0])], _no_fingerprint),
    "new question": Command(["new", "question", "cloze"]),
    "new unit": Command(NEW_FLOOD),
    "schema": Command(["schema"]),
    "source add": Command(["source", "add", "example", "c.txt"], _third_article),
    "source replace": Command(
        ["source", "replace", "example", "a", "articles/example/a.txt"], _longer_article
    ),
}
"""Commands that write to a project. `test_faults` has builds, which write to an output folder."""

READS = {
    "check": Command(["check"]),
    "explain": Command(["explain", "EV07"]),
    "list": Command(["list", "kinds"]),
    "preview": Command(["preview", "--port", "4871"]),
    "source list": Command(["source", "list", "example"]),
    "stats": Command(["stats"]),
}
BUILD = {"build": Command(["build"])}


def project(folder: Path, command: Command) -> Path:
    """Make a project with the example unit, as the command needs it; give its folder."""
    write_example_unit(folder / "content")
    command.prepare(folder)
    return folder


def of_the_author(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files without kzquiz's own state (what is staged, locks, journals) and empty folders.

    The identity of a new unit is another one in every run.
    """
    return {
        path: _IDENTITY.sub(b"identity: X", data)
        for path, data in files.items()
        if ".kzquiz" not in path and data != b"(empty)"
    }


def commands() -> Iterator[str]:
    """The name of every command of the program."""

    def below(command: Any, name: tuple[str, ...]) -> Iterator[str]:
        for word, child in getattr(command, "commands", {}).items():
            yield from below(child, (*name, word))
        if not hasattr(command, "commands"):
            yield " ".join(name)

    yield from below(typer.main.get_command(cli.application()), ())
