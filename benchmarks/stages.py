"""Times each stage of a build in one process, in seconds of processor time.

The raw floor is the least time for a deck: ``executemany`` puts its rows into SQLite, then a zip.
"""

from __future__ import annotations

import gc
import io
import sqlite3
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar
from unittest import mock

import checking
import work
from msgspec.structs import replace

from kzquiz import places
from kzquiz.build.plan import Job
from kzquiz.build.render import render, render_job
from kzquiz.check import check
from kzquiz.generators.anki import package
from kzquiz.load import Unit, load
from kzquiz.model import Options, Quiz
from kzquiz.outputs import OUTPUTS
from kzquiz.quiz.compose import DECK, FULL, compose

T = TypeVar("T")
_TIMES = 3
_TABLES = ("col", "notes", "cards")


def measured(folder: Path, sizes: Sequence[int]) -> list[tuple[str, ...]]:
    """Time every stage on generated units of each size; give one row a stage."""
    columns = [_stages(folder / f"stages-{size}", size) for size in sizes]
    return [(name, *(f"{column[name]:.3f}" for column in columns)) for name in columns[0]]


def _stages(folder: Path, size: int) -> dict[str, float]:
    folder.mkdir()
    work.unit(folder, size)
    options = Options(templates=places.templates(), now=1_700_000_000)
    warm = _load(folder)
    render({warm: options})  # imports and compiles what is needed once
    check(warm)
    found: dict[str, float] = {}
    gc.disable()
    found["load"], unit = _best(lambda: _load(folder))
    found["check, all rules"], _ = _best(lambda: check(_load(folder)))
    found["check, all rules"] -= found["load"]
    varied = checking.measured(folder / "varied", size)
    found["check / load, no two texts alike"] = varied.ratio
    found["  in two processes, wall time"] = varied.wall_ratio
    # A PDF takes minutes at these sizes; run.py times one as a whole process.
    outputs = [output for output in OUTPUTS.values() if not output.on_request]
    quizzes = {made.name: DECK if made.made_for == "deck" else FULL for made in outputs}
    found["compose"], _ = _best(lambda: _composed(replace(unit)))
    for name, recipe in quizzes.items():
        job = Job(name, compose(unit, recipe))
        found[f"render {name}"], made = _best(lambda job=job: render_job(job, options))
        if name == "deck":
            found |= _writing(job, options, made[0].data)
    gc.enable()
    return found


def _composed(unit: Unit) -> list[Quiz]:
    return [compose(unit, recipe) for recipe in (FULL, DECK)]


def _writing(job: Job, options: Options, deck: bytes) -> dict[str, float]:
    """Time the packing of ready notes, and the raw floor of it."""
    packed: list[package.Deck] = []
    pack = package.pack

    def keep(deck: package.Deck) -> bytes:
        packed.append(replace(deck, notes=tuple(deck.notes)))
        return pack(packed[0])

    with mock.patch.object(package, "pack", keep):
        render_job(job, options)
    rows = _rows(deck)
    return {
        "  of it writing": _best(lambda: pack(packed[0]))[0],
        "  raw floor of writing": _best(lambda: _floor(rows))[0],
    }


def _load(folder: Path) -> Unit:
    unit, problems = load(folder / "content" / "example")
    if unit is None:
        raise ValueError(problems)
    return unit


def _best(do: Callable[[], T]) -> tuple[float, T]:
    """Run a few times; give the least processor time, and the last result."""
    least, made = float("inf"), None
    for _ in range(_TIMES):
        start = time.process_time()
        made = do()
        least = min(least, time.process_time() - start)
        gc.collect()
    return least, made  # type: ignore[return-value]


def _rows(deck: bytes) -> dict[str, tuple[str, list[Any]]]:
    """Read the SQL of each table of a deck, and its rows."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(zipfile.ZipFile(io.BytesIO(deck)).read("collection.anki2"))
    tables = {}
    for name in _TABLES:
        made = connection.execute("select sql from sqlite_master where name = ?", (name,))
        tables[name] = (made.fetchone()[0], connection.execute(f"select * from {name}").fetchall())  # noqa: S608
    connection.close()
    return tables


def _floor(tables: dict[str, tuple[str, list[Any]]]) -> bytes:
    connection = sqlite3.connect(":memory:")
    for name, (made, rows) in tables.items():
        connection.execute(made)
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            connection.executemany(f"insert into {name} values ({marks})", rows)  # noqa: S608
    connection.commit()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("collection.anki2", connection.serialize())
    connection.close()
    return buffer.getvalue()
