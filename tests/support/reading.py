"""Reads every output back: as text for a person, and as pieces of markup and text for tests.

`READERS` has one reader for each output; the tests of all outputs use it.
"""

from __future__ import annotations

import io
import json
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, Protocol

import canvas_qti
import gift_text
import html5lib
import moodle_xml
import platform_tables
import pytest
import qti_package
import word_file
from learner import rows
from markdown_it import MarkdownIt
from platform_questions import Imported, as_lines

from kzquiz.generators import cutouts
from kzquiz.generators.anki import SHOWS
from kzquiz.model import Artifact, Item
from kzquiz.outputs import OUTPUTS
from kzquiz.quiz.fallback import simplify

BLOCKS = {
    "h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "tr", "div", "section", "article", "table",
    "caption", "ol", "ul", "dl", "header", "footer", "main", "aside", "figure", "details",
    "summary", "fieldset", "legend", "label",
}  # fmt: skip


def deck_dump(apkg: bytes, *, looks: bool = True) -> str:
    """A deck's rows, without what depends on the SQLite build: note types, decks, notes, cards.

    Without ``looks`` only the fields and card names of note types are listed.
    """
    with zipfile.ZipFile(io.BytesIO(apkg)) as package, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "collection.anki2"
        path.write_bytes(package.read("collection.anki2"))
        names = sorted(package.namelist())
        media = package.read("media").decode()
        with sqlite3.connect(path) as base:
            ((models, decks),) = base.execute("select models, decks from col")
            notes = base.execute("select guid, mid, mod, tags, flds, sfld from notes order by id")
            rows = base.execute(
                "select n.guid, c.did, c.ord, c.mod, c.queue, c.type, c.due from cards c "
                "join notes n on n.id = c.nid order by c.id"
            )
            lines = [f"files: {', '.join(names)}", f"media: {media}", "", "# note types"]
            if looks:
                lines.append(
                    json.dumps(json.loads(models), indent=1, sort_keys=True, ensure_ascii=False)
                )
            for model in () if looks else json.loads(models).values():
                fields = ", ".join(field["name"] for field in model["flds"])
                cards = ", ".join(card["name"] for card in model["tmpls"])
                lines.append(f"{model['name']} ({model['id']}): {fields} → {cards}")
            lines += ["", "# decks"]
            lines.append(
                json.dumps(json.loads(decks), indent=1, sort_keys=True, ensure_ascii=False)
            )
            lines += ["", "# notes"]
            for guid, model, mod, tags, fields, first in notes.fetchall():
                lines += ["", f"{guid} ({model}) mod {mod} first {first}", f"  tags:{tags}"]
                lines += [f"  - {field}" for field in fields.split("\x1f")]
            lines += ["", "# cards"]
            lines += [" ".join(map(str, card)) for card in rows.fetchall()]
        base.close()
    return "\n".join(lines) + "\n"


def page_lines(html: bytes) -> str:
    """A page's visible text in order: a line for each block, after the name of its element."""
    tree = html5lib.parse(html.decode("utf-8"), namespaceHTMLElements=False)
    body = tree.find("body")
    lines: list[list[str]] = [[]]

    def walk(element: object) -> None:
        tag = getattr(element, "tag", "")
        if not isinstance(tag, str) or tag in {"style", "script"}:
            return
        if tag in BLOCKS:
            lines.append([f"<{tag}>"])
        lines[-1].append(element.text or "")  # type: ignore[attr-defined]
        for child in element:  # type: ignore[attr-defined]
            walk(child)
            lines[-1].append(child.tail or "")
        if tag in BLOCKS:
            lines.append([])
        elif tag in {"td", "th"}:
            lines[-1].append(" | ")

    walk(body)
    texts = (" ".join(" ".join(line).split()) for line in lines)
    return (
        "\n".join(text for text in texts if text and not (text[0] == "<" and text[-1] == ">"))
        + "\n"
    )


# --- the readers --------------------------------------------------------------------------------


Form = Literal["page", "html", "text", "cell", "structure"]


@dataclass(frozen=True)
class Piece:
    """A part of a file: a whole page, a piece of HTML, text, a cell of a table, or structure.

    A spreadsheet must not take a cell for a formula. Structure must be the same with any texts.
    """

    where: str
    text: str
    form: Form


@dataclass(frozen=True)
class Reader:
    """How the files of an output are read: as pieces, and as the text of a golden.

    ``shows`` gives texts of a question that the output has, ``hides`` texts that it must not have.
    """

    pieces: Callable[[Artifact], Iterable[Piece]]
    text: Callable[[Artifact], str] | None = None
    shows: Callable[[Item], tuple[str, ...]] = lambda item: (item.stem, item.feedback)
    hides: Callable[[Item], tuple[str, ...]] = lambda _: ()

    def as_text(self, artifact: Artifact) -> str:
        """A file as text that a person can read; "" for a file without text."""
        if self.text:
            return self.text(artifact)
        return "".join(f"{piece.where}: {piece.text}\n" for piece in self.pieces(artifact))


def _page(artifact: Artifact) -> Iterator[Piece]:
    yield Piece(artifact.path, artifact.data.decode(), "page")


def _deck(artifact: Artifact) -> Iterator[Piece]:
    path, data = artifact.path, artifact.data
    match path.rpartition(".")[2]:
        case "md":
            yield Piece(path, _markdown(data.decode()), "html")
        case "json":
            pairs: list[tuple[str, Any]] = []
            json.loads(data, object_pairs_hook=pairs.extend)
            for name, value in pairs:
                yield Piece(f"{path} {name}", "", "structure")
                yield Piece(f"{path} {name}", str(value), "text")
        case _:
            yield from _package(path, data)


def _package(path: str, apkg: bytes) -> Iterator[Piece]:
    ((models, decks),) = rows(apkg, "select models, decks from col")
    names = {}
    for number, model in json.loads(models).items():
        names[int(number)] = [one["name"] for one in model["flds"]]
        yield Piece(path, json.dumps(model, sort_keys=True), "structure")
    for deck in json.loads(decks).values():
        yield Piece(f"{path} deck name", deck["name"], "text")
        yield Piece(path, f"{deck['name'].count('::')} levels", "structure")
        yield Piece(f"{path} about", _markdown(deck["desc"]), "html")
    for guid, kind, tags, fields in rows(apkg, "select guid, mid, tags, flds from notes"):
        yield Piece(path, f"{guid} {kind} {tags}", "structure")
        for name, markup in zip(names[kind], fields.split("\x1f"), strict=True):
            bare = re.sub(r"\{\{c1::(.*?)\}\}", r"\1", markup) if name == "Text" else markup
            assert not re.search(r"\[|\{\{|\}\}|::", bare), markup
            yield Piece(f"{path} {kind} {name}", bare, "html")


def _markdown(text: str) -> str:
    rendered: str = MarkdownIt("commonmark", {"html": True}).render(text)
    return rendered


def _pdf(artifact: Artifact) -> Iterator[Piece]:
    high_level = pytest.importorskip("pdfminer.high_level")
    yield Piece(artifact.path, high_level.extract_text(io.BytesIO(artifact.data)), "text")


def _word(artifact: Artifact) -> Iterator[Piece]:
    for one in word_file.paragraphs(artifact.data):
        yield Piece(f"{artifact.path} {one.style}", one.text, "text")
    yield Piece(artifact.path, word_file.structure(artifact.data), "structure")


def _word_text(artifact: Artifact) -> str:
    found = word_file.paragraphs(artifact.data)
    return "".join(f"<{one.style}> {one.text}\n" for one in found if one.text)


class Format(Protocol):
    """A module that reads the format of a platform."""

    def questions(self, data: bytes) -> list[Imported]:
        """The questions of a file, for a golden."""
        ...

    def texts(self, data: bytes) -> Iterable[tuple[str, str, str]]:
        """Every text: where it stands, its form (html, text or structure), the text."""
        ...


def _platform(module: Format) -> Reader:
    """The reader of a platform's files and of the report beside them."""

    def pieces(artifact: Artifact) -> Iterator[Piece]:
        if artifact.path.endswith("-report.txt"):
            yield Piece(artifact.path, artifact.data.decode(), "text")
            return
        for where, form, text in module.texts(artifact.data):
            yield Piece(f"{artifact.path} {where}", text, form)

    def text(artifact: Artifact) -> str:
        if artifact.path.endswith("-report.txt"):
            return artifact.data.decode()
        return as_lines(module.questions(artifact.data))

    return Reader(pieces, text)


def _cells(artifact: Artifact) -> Iterator[Piece]:
    if artifact.path.endswith(".txt"):
        yield Piece(artifact.path, artifact.data.decode(), "text")
        return
    rows = platform_tables.cells(artifact.path, artifact.data)
    yield Piece(artifact.path, str([len(row) for row in rows]), "structure")
    safe: Form = "text" if artifact.path.endswith(".xlsx") else "cell"
    for row in rows:
        for column, text in enumerate(row):
            yield Piece(f"{artifact.path} {column}", text.removeprefix("\u00a0"), "text")
            yield Piece(f"{artifact.path} {column} as it is", text, safe)


def _cells_text(artifact: Artifact) -> str:
    if artifact.path.endswith(".txt"):
        return artifact.data.decode()
    rows = platform_tables.cells(artifact.path, artifact.data)
    return "".join(" | ".join(row) + "\n" for row in rows)


def _form(artifact: Artifact) -> Iterator[Piece]:
    if artifact.path.endswith(".txt"):
        yield Piece(artifact.path, artifact.data.decode(), "text")
        return
    data = platform_tables.form_data(artifact.data)
    code = artifact.data.decode().rpartition("\n};")[2]
    yield Piece(artifact.path, code, "structure")
    for text in _strings(data):
        yield Piece(artifact.path, text, "text")


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for one in data.values() if isinstance(data, dict) else data:
            yield from _strings(one)


def _pieces_of(name: str, item: Item) -> tuple[str, ...]:
    """The stems that a platform has of an item."""
    platform = import_module(f"kzquiz.generators.platforms.{name}").PLATFORM
    return tuple(piece.stem for piece in platform.pieces(item) if not [*platform.refused(piece)])


def _page_text(artifact: Artifact) -> str:
    return page_lines(artifact.data)


def _deck_text(artifact: Artifact) -> str:
    return deck_dump(artifact.data, looks=False) if artifact.path.endswith(".apkg") else ""


def _notes(item: Item, *, on_cards: bool) -> tuple[str, ...]:
    """The note of an item, if a card can show its answers as ``on_cards`` says."""
    shown = bool(simplify(item, SHOWS)[0])
    return (f"kzquiz:example/{item.id}",) if shown is on_cards else ()


def _laid(item: Item) -> bool:
    return bool(cutouts.texts(item.shape))


def _stem(item: Item) -> tuple[str, ...]:
    return (item.stem,)


def _feedback(item: Item) -> tuple[str, ...]:
    return (item.feedback,)


READERS = {
    "deck": Reader(
        _deck,
        _deck_text,
        shows=lambda item: _notes(item, on_cards=True),
        hides=lambda item: _notes(item, on_cards=False),
    ),
    "worksheet": Reader(_page, _page_text, shows=_stem, hides=_feedback),
    "answers": Reader(_page, _page_text),
    # It has what no question has alone.
    "teacher": Reader(_page, _page_text, shows=lambda _: (), hides=_stem),
    "cutouts": Reader(
        _page,
        _page_text,
        shows=lambda item: (item.stem, *cutouts.texts(item.shape)) if _laid(item) else (),
        hides=lambda item: _feedback(item) if _laid(item) else (item.stem, item.feedback),
    ),
    "pdf": Reader(_pdf),
    "word": Reader(_word, _word_text),
    "quiz": Reader(_page, _page_text),
    "moodle": _platform(moodle_xml),
    "gift": _platform(gift_text),
    "canvas": _platform(canvas_qti),
    "qti": _platform(qti_package),
    **{
        name: Reader(_cells, _cells_text, shows=partial(_pieces_of, name))
        for name in ("quizlet", "blooket", "gimkit", "kahoot", "wayground")
    },
    "forms": Reader(_form, shows=partial(_pieces_of, "forms")),
}


def readable(output: str, artifacts: Iterable[Artifact]) -> str:
    """All artifacts of one output as one text."""
    texts = {artifact.path: READERS[output].as_text(artifact) for artifact in artifacts}
    return "\n".join(f"==== {path}\n{text}" for path, text in texts.items() if text)


def output_files(unit: str) -> set[str]:
    """The names of the files of the usual outputs, for the sheet of all questions and the deck."""
    return {
        f"{output.file.format(unit=unit)}{output.suffix}"
        for output in OUTPUTS.values()
        if not output.on_request
    }
