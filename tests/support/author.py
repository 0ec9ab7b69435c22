"""An author who edits the example unit in a folder, and builds it over the years."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import yaml
from command_line import run
from example_unit import write_example_unit

AUTUMN, WINTER, SPRING, SUMMER = 1_700_000_000, 1_705_000_000, 1_710_000_000, 1_720_000_000
CORRECTED = "This reason was corrected in spring and now says the same in better words."


class Author:
    """An author at the command line; every build gets its time from the test."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.unit = write_example_unit(folder / "content")
        self.output = folder / "decks" / "example"

    def edit(self, file: str, change: Callable) -> None:
        path = self.unit / f"{file}.yaml"
        data = yaml.safe_load(path.read_text("utf-8"))
        changed = change(data)
        path.write_text(yaml.safe_dump(changed or data, allow_unicode=True), "utf-8")

    def question(self, kind: str, name: str, **fields: object) -> None:
        def change(questions):
            (found,) = [entry for entry in questions if entry["id"] == name]
            found.update(fields)

        self.edit(f"questions/{kind}", change)

    def restyle(self, css: str) -> None:
        style = self.folder / "templates" / "anki" / "style.css"
        style.parent.mkdir(parents=True)
        style.write_text(css, "utf-8")

    def build(self, now: int, *options: str):
        return run(self.folder, "build", *options, SOURCE_DATE_EPOCH=str(now))

    def release(self, now: int) -> bytes:
        done = self.build(now)
        assert done.returncode == 0, done.stderr
        self.printed = done.stdout
        return self.deck(update=True)

    def deck(self, *, update: bool) -> bytes:
        """The file for newcomers, or the one for those who have an older deck."""
        older = self.output / "example-update.apkg"
        return (older if update and older.is_file() else self.output / "example.apkg").read_bytes()
