"""A deck beside the output that came from anyone: a message, and neither a hang nor gigabytes."""

from __future__ import annotations

import io
import os
import shutil
import sqlite3
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import run
from example_unit import write_example_unit
from folders import everything
from limits import bounded

from kzquiz.generators.anki.opened import NoDeckError
from kzquiz.generators.anki.rows import rows

NOTES = "create table notes (id integer primary key, guid text, mod integer)"
DECK = "decks/example/example.apkg"
PAGE = 512


def database(*statements: str) -> bytes:
    """The bytes of a database after some statements."""
    connection = sqlite3.connect(":memory:")
    connection.execute(f"pragma page_size = {PAGE}")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    return connection.serialize()


def package(data: bytes, method: int = zipfile.ZIP_DEFLATED, **more: bytes) -> bytes:
    """A package with this database."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as file:
        for name, content in ({"collection.anki2": data} | more).items():
            file.writestr(name, content)
    return buffer.getvalue()


def without_database() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("media", b"{}")
    return buffer.getvalue()


def flagged(apkg: bytes, at: int, value: int) -> bytes:
    """A package whose entries, in the list of files, have another value in a field of 2 bytes."""
    pieces = apkg.split(b"PK\x01\x02")
    changed = [piece[: at - 4] + struct.pack("<H", value) + piece[at - 2 :] for piece in pieces[1:]]
    return b"PK\x01\x02".join([pieces[0], *changed])


def circle() -> bytes:
    """A table whose pages each have the next page twice: 2 to the 19th times the rows of a leaf."""
    data = bytearray(database(NOTES, "insert into notes values (1, 'kzquiz:a/b', 1)"))
    leaf = bytes(data[PAGE:])
    depth = 19
    for level in range(depth):
        page = bytearray(PAGE)
        below = level + 3
        cell = struct.pack(">I", below) + b"\x01"
        page[:12] = b"\x05" + struct.pack(">HHHBI", 0, 1, PAGE - len(cell), 0, below)
        page[12:14] = struct.pack(">H", PAGE - len(cell))
        page[-len(cell) :] = cell
        data[PAGE * (level + 1) : PAGE * (level + 2)] = page
    data[PAGE * (depth + 1) : PAGE * (depth + 2)] = leaf
    data[28:32] = struct.pack(">I", depth + 2)
    return bytes(data)


ENDLESS = "with recursive n(i) as (select 1 union all select i + 1 from n) select i{} from n"
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "no package": (lambda: b"PK but no package", "it is no package, or a damaged one"),
    "cut off": (lambda: package(database(NOTES))[:-40], "it is no package, or a damaged one"),
    "no database": (without_database, "it has no cards"),
    "bomb": (lambda: package(bytes(400_000_000)), "it would unpack to far more than a deck has"),
    "bombs": (
        lambda: package(database(NOTES), **{f"n{n}": bytes(9_000_000) for n in range(40)}),
        "it would unpack to far more than a deck has",
    ),
    "many files": (
        lambda: package(database(NOTES), **{f"n{n}": b"" for n in range(101)}),
        "it has more than 100 files",
    ),
    "encrypted": (lambda: flagged(package(database(NOTES)), 8, 1), "it is encrypted"),
    "LZMA": (lambda: package(database(NOTES), zipfile.ZIP_LZMA), "packed in a way"),
    "unknown method": (lambda: flagged(package(database(NOTES)), 10, 99), "packed in a way"),
    "no SQLite": (lambda: package(b"no database" * 99), "its database is damaged"),
    "no notes": (lambda: package(database("create table n (a)")), "its database is damaged"),
    "endless view": (
        lambda: package(
            database("create view notes(id, guid, mod) as " + ENDLESS.format(", i, i"))
        ),
        "another program made its database",
    ),
    "endless view beside the notes": (
        lambda: package(database(NOTES, "create view n as " + ENDLESS.format(""))),
        "another program made its database",
    ),
    "trigger": (
        lambda: package(
            database(NOTES, "create trigger t insert on notes begin delete from notes; end")
        ),
        "another program made its database",
    ),
    "computed column": (
        lambda: package(
            database(
                "create table notes (id integer primary key, mod integer,"
                " guid text generated always as (printf('%.*c', mod, 'x')))",
                "insert into notes (id, mod) values (1, 10)",
            )
        ),
        "another program made its database",
    ),
    "circle": (lambda: package(circle()), "its database is damaged"),
    "no JSON": (
        lambda: package(
            database(NOTES, "create table col (models, decks)", "insert into col values ('{', 1)")
        ),
        "its rows are not those of a deck",
    ),
    "deep JSON": (
        lambda: package(
            database(
                NOTES,
                "create table col (models, decks)",
                "insert into col values (replace(hex(zeroblob(50000)), '0', '['), 1)",
            )
        ),
        "its rows are not those of a deck",
    ),
}


# Decks of which there is little to read: they need no process with bounds.
HARMLESS = {
    *("no package", "cut off", "no database", "encrypted", "unknown method", "no SQLite"),
    *("no notes", "no JSON"),
}


@pytest.mark.parametrize("name", [name for name in HOSTILE if not name.startswith("bomb")])
def test_a_deck_that_kzquiz_did_not_make_is_told_with_what_to_do(name: str) -> None:
    make, why = HOSTILE[name]
    with pytest.raises(NoDeckError, match=r"this is no deck that kzquiz made: .*; move it") as told:
        rows(make())
    assert why in str(told.value)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    write_example_unit(folder / "content")
    assert run(folder, "build").returncode == 0
    return folder


@pytest.fixture
def work(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "work"))


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_build_beside_any_deck_ends_soon_in_little_memory_and_says_what_to_do(
    work: Path, name: str
) -> None:
    (work / DECK).write_bytes(HOSTILE[name][0]())
    before = everything(work)
    for options, told in (
        (["--check"], ("this is no deck that kzquiz made: ", HOSTILE[name][1])),
        ([], ("was edited since kzquiz made it", "Move these files away or delete them")),
    ):
        done = (run if name in HARMLESS else bounded)(work, "build", *options)
        assert done.returncode == 1, done.stderr
        assert all(f in done.stderr for f in (f"{DECK}: {told[0]}", *told[1:])), done.stderr
        assert everything(work) == before


def altered(work: Path, *statements: str) -> None:
    """Change the deck with SQL."""
    with zipfile.ZipFile(work / DECK) as file:
        connection = sqlite3.connect(":memory:")
        connection.deserialize(file.read("collection.anki2"))
    connection.executescript(";".join(statements))
    (work / DECK).write_bytes(package(connection.serialize(), media=b"{}"))


@pytest.mark.slow
@pytest.mark.parametrize("time", ["null", "9e999", "'soon'", "x'00'", "1.5"])
def test_a_note_whose_time_is_no_number_is_told(work: Path, time: str) -> None:
    altered(
        work,
        "create table other as select * from notes",  # without the constraints of its columns
        "drop table notes",
        "alter table other rename to notes",
        f"update notes set mod = {time}",  # noqa: S608 (one of the above)
    )
    done = run(work, "build", "--check")
    assert done.returncode == 1
    assert f"{DECK}: differs in " in done.stderr
    done = run(work, "build")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{DECK}: was edited since kzquiz made it" in done.stderr


@pytest.mark.slow
def test_the_name_of_a_note_in_a_deck_of_someone_else_is_cut_to_one_line(work: Path) -> None:
    forged = "'kzquiz:example/x\ndecks is what' || hex(zeroblob(999))"
    altered(work, f"update notes set guid = {forged} || id")  # noqa: S608 (the line above)
    for options in ([], ["--check"]):
        done = run(work, "build", *options)
        assert done.returncode == 1
        assert "\ndecks is what" not in done.stderr
        assert len(done.stderr) < 3000
