"""Sentences that authors paste behind a key, and how YAML and ``--fix`` read each.

The sentences are the prose of the published unit (statements, stems, options, feedback,
definitions) with straight quotation marks, as other programs write them. A sample of them is
changed by turns of phrase that mean something to YAML.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from example_unit import ROOT

from kzquiz.authoring.fix import fix_unit
from kzquiz.load import load
from kzquiz.reader import Document, parse

Fate = Literal["as pasted", "broken", "changed"]
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")

# How a sentence is changed: {s} is the sentence, {a} and {b} are its halves, {w} is a word of it.
TURNS = (
    "{a}: {b}",
    "{a} – {b}: all of it.",
    "Note well: {s}",
    "{s} (see: https://example.org/a#b)",
    "At 12:30, {s}",
    "Time: 12:30. {s}",
    "{a} #1 {b}",
    "{a} #{w} {b}",
    "{a} # {b}",
    "{s} #{w}",
    "#{w}: {s}",
    '"{a}" {b}',
    '"{a}," he said, "{b}"',
    '"{s}"',
    '"{a} "{w}" {b}"',
    "'{a}' {b}",
    "'{s}'",
    "'Twas so: {s}",
    'It\'s said: "{s}"',
    "“{a}”: {b}",
    "*{w}* {s}",
    "**{a}** {b}",
    "*{s}*",
    "[{w}] {s}",
    "[{a}: {b}]",
    "[[{w}]] {s}",
    "{{{w}}} {s}",
    "({a}): {b}",
    "- {s}",
    "– {s}",
    "& {s}",
    "&{w} {s}",
    "!{w} {s}",
    "% {s}",
    "%5 of them: {s}",
    "@{w}: {s}",
    "`{w}` {s}",
    "? {s}",
    "> {s}",
    ">- {s}",
    "| {s}",
    "~ 200: {s}",
    "{a} 18 % {b}",
    "{a} [...] {b}",
    "{s} …",
    "{a}\u00a0: {b}",
    "C:\\new\\{w}: {s}",
    "{a} \\x1f: {b}",
    "{w}: {a}: {b}",
    "{a} ({w}: {b})",
    "{s}:",
    "{a}, the source: {b}",
    "key: {s}",
    "{a}; why: {b}",
    ", {s}",
    "] {s}",
    "... {s}",
    "--- {s}",
    "12: {s}",
    "true: {s}",
    "cafe\u0301: {s}",
)


def sentences(count: int, seed: int = 0) -> tuple[list[str], list[str]]:
    """The unit's prose with straight quotation marks, and ``count`` sentences that are changed."""
    own = [text.translate(_STRAIGHT) for text in prose(ROOT / "content" / "kazakhstan-2022")]
    chance = random.Random(seed)  # noqa: S311 (a sample, no secret)
    turned = []
    for number in range(count):
        text = chance.choice(own).rstrip(":")
        words = text.split()
        half = chance.randrange(1, len(words)) if len(words) > 1 else 1
        parts = {"s": text, "a": " ".join(words[:half]), "b": " ".join(words[half:]) or "so"}
        word = re.sub(r"\W", "", chance.choice(words)) or "word"
        turned.append(TURNS[number % len(TURNS)].format(**parts, w=word))
    return own, turned


def prose(folder: Path) -> list[str]:
    """Every text of a unit that has a sentence or more, in order."""
    found: dict[str, None] = {}
    for path in sorted(folder.rglob("*.yaml")):
        document, _ = parse(path.read_bytes(), path.name)
        assert document is not None
        texts = (value for _, value in leaves(document) if isinstance(value, str))
        found.update((text, None) for text in texts if text.count(" ") > 2 and "\n" not in text)
    return list(found)


def leaves(document: Document) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """Every value of a document that is no list and no mapping, with its path."""
    waiting: list[tuple[tuple[str | int, ...], object]] = [((), document.data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [((*path, key), part) for key, part in value.items()]
        elif isinstance(value, list):
            waiting += [((*path, number), part) for number, part in enumerate(value)]
        else:
            yield path, value


@dataclass(frozen=True)
class Spot:
    """A place of the example unit that accepts any sentence; ``head`` is the text before it."""

    file: Path
    path: tuple[str | int, ...]
    head: str
    tail: str

    @property
    def name(self) -> str:
        """The path of the key, without list positions."""
        return ".".join(step for step in self.path if isinstance(step, str))


def spots(folder: Path) -> list[Spot]:
    """One spot for each prose key of each file of the example unit, and each list of prose."""
    found: dict[tuple[str, str], Spot] = {}
    for file in sorted(folder.rglob("*.yaml")):
        text = file.read_text("utf-8")
        document, _ = parse(text.encode(), file.name)
        assert document is not None
        for path, value in leaves(document):
            spot = _spot(file, text, document, path) if isinstance(value, str) else None
            if spot and (file.name, spot.name) not in found and takes_any(folder, spot):
                found[file.name, spot.name] = spot
    return list(found.values())


def _spot(file: Path, text: str, document: Document, path: tuple[str | int, ...]) -> Spot | None:
    place = document.place(path)
    lines = text.splitlines(keepends=True)
    line = lines[place.line - 1]
    head, rest = line[: place.column - 1], line[place.column - 1 :]
    if not re.fullmatch(r" *(- )*([a-z_]+: )?", head):
        return None  # inside brackets
    indent, end = len(re.match(r" *", line)[0]), place.line
    if rest.startswith(">"):
        while end < len(lines) and re.match(rf" {{{indent + 1},}}\S", lines[end]):
            end += 1
    return Spot(file, path, "".join([*lines[: place.line - 1], head]), "".join(lines[end:]))


def takes_any(folder: Path, spot: Spot) -> bool:
    """Whether the place accepts any sentence, also a long one."""
    _, problems = load(
        folder,
        folder.as_posix(),
        {spot.file.as_posix(): pasted(spot, " ".join(["A few words."] * 40))},
    )
    return not problems


def pasted(spot: Spot, sentence: str) -> bytes:
    return f"{spot.head}{sentence}\n{spot.tail}".encode()


def fate(spot: Spot, sentence: str) -> Fate:
    """How YAML reads a sentence; ``changed`` is another text without a message."""
    found, problems = parse(pasted(spot, sentence), spot.file.name)
    text = found.get(spot.path) if found else None
    if problems or not isinstance(text, str | int | bool):
        return "broken"
    read = {True: "true", False: "false"}.get(text, text) if isinstance(text, bool) else str(text)
    return "as pasted" if read == wanted(sentence) else "changed"


def wanted(sentence: str) -> str:
    return unicodedata.normalize("NFC", sentence.strip(" \t"))


def restored(folder: Path, spot: Spot, sentence: str) -> str | None:
    """The text that is read after ``--fix``; None if the file was not changed."""
    broken = pasted(spot, sentence)
    name = spot.file.as_posix()

    def find(overrides):
        return load(folder, folder.as_posix(), {name: broken} | dict(overrides))[1]

    done = fix_unit([find], {name: broken})
    if name not in done.files:
        return None
    found, _ = parse(done.files[name][1], name)
    value = found.get(spot.path) if found else None
    return value if isinstance(value, str) else f"no text: {value!r}"
