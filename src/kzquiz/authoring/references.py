"""Finds where the texts of a unit name a paragraph: “paragraph 5 of Source A”, “A 5”, “par. 5”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from kzquiz.reader import Document, Node

Path = tuple[str | int, ...]

# A word for “paragraph” in some languages; the text may go on in the next line.
_NAMED = (
    r"(?<![\w-])(?:paragraphs?|paragraphes?|paras?\.?|pars?\.|¶¶?|abs(?:atz|ätze|ätzen|\.)|párrafos?"
    r"|paragrafi?o?|абзац\w*|абз\.)"
)
_NUMBERS = r"\d{1,4}(?:\s*(?:,|–|-|and|or|to|und|oder|bis|et|ou|à|y|e|и|или)\s*\d{1,4}(?![\w.]))*"
_OF = r"(?:\s+(?:of|in|from|von|in der|de|du|di|из|в)\s+(?:the\s+)?(?P<after>{labels}))?"
_AFTER = r"(?=[,;.)\]]|\s*$|\s+(?:and|or|but|says?|said|states?|has|prints?|is|gives?|names?)\b)"
_NUMBER = re.compile(r"\d{1,4}")
_SENTENCE_END = re.compile(r"[.!?;]\s")


class ParagraphReference(Struct, frozen=True):
    """A paragraph number in a file: where its digits begin and end, and whose paragraph it is.

    ``source`` is empty where the text does not say. ``entry`` and ``key`` name the text.
    """

    start: int
    end: int
    number: int
    source: str
    entry: str
    key: str


class Named(Struct, frozen=True):
    """What is needed to tell sources apart: labels by id of the source, and claims' sources."""

    labels: Mapping[str, str]
    claims: Mapping[str, str]


def references(document: Document, named: Named) -> Iterator[ParagraphReference]:
    """The paragraph numbers in the texts of a file of a unit, in order."""
    words = _pattern(named.labels)
    starts = list(_texts(document.data, ()))
    offsets = [document.offset(path) for path in starts]
    ends = [*offsets[1:], len(document.source.text)]
    for path, start, end in zip(starts, offsets, ends, strict=False):  # a file may have no texts
        text = document.source.text[start:end]
        for found in words.finditer(text):
            source = _source(found, text, path, document, named)
            where = found.start("numbers") if found["numbers"] else found.start("short")
            listed = found["numbers"] or found["short"]
            for digits in _NUMBER.finditer(listed):
                at = start + where + digits.start()
                entry, key = _name(document, path)
                yield ParagraphReference(
                    at, at + len(digits[0]), int(digits[0]), source, entry, key
                )


def _pattern(labels: Mapping[str, str]) -> re.Pattern[str]:
    """The expression for all forms, for sources with these labels."""
    every = "|".join(_spaced(label) for label in labels.values())
    ids = "|".join(re.escape(name.upper()) for name in labels)
    named = rf"{_NAMED}\s*(?P<numbers>{_NUMBERS})" + _OF.format(labels=every)
    # “A 5”, “(A 5 and 6)”, but not “A 5 percent rise”.
    short = rf"(?<![\w-])(?P<id>{ids})\s(?P<short>{_NUMBERS}){_AFTER}"
    return re.compile(f"(?i:{named})|{short}")


def _spaced(label: str) -> str:
    return r"\s+".join(map(re.escape, label.split()))


def _texts(node: Node, path: Path) -> Iterator[Path]:
    """The paths of all values of a file, in order."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _texts(value, (*path, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _texts(value, (*path, number))
    else:
        yield path


def _source(found: re.Match[str], text: str, path: Path, document: Document, named: Named) -> str:
    """Whose paragraph a text names: as it says, or else that of the only source it can mean."""
    if found["id"]:
        return next(name for name in named.labels if name.upper() == found["id"])
    if found["after"]:
        return _labelled(found["after"], named.labels)
    sentence = _SENTENCE_END.split(text[: found.start()])[-1]
    before = [
        (match.start(), name)
        for name, label in named.labels.items()
        for match in re.finditer(_spaced(label), sentence, re.IGNORECASE)
    ]
    if before:
        return max(before)[1]
    entry = document.get(path[:1]) if path and isinstance(path[0], int) else None
    around = set(_sources(entry, named))
    return around.pop() if len(around) == 1 else ""


def _labelled(label: str, labels: Mapping[str, str]) -> str:
    plain = " ".join(label.lower().split())
    return next(name for name, known in labels.items() if known.lower() == plain)


def _sources(entry: Node, named: Named) -> Iterator[str]:
    """The sources that an entry is about: its own, those it names, those of its claims."""
    if isinstance(entry, dict):
        if "sha256" in entry or ("text" in entry and "label" in entry):
            yield str(entry.get("id"))
        for key, value in entry.items():
            if key == "source" and value in named.labels:
                yield str(value)
            else:
                yield from _sources(value, named)
    elif isinstance(entry, list):
        for value in entry:
            yield from _sources(value, named)
    elif isinstance(entry, str) and entry in named.claims:
        yield named.claims[entry]


def _name(document: Document, path: Sequence[str | int]) -> tuple[str, str]:
    """The name of an entry for a message, and the key of its text."""
    name = document.get((path[0], "id")) if path and isinstance(path[0], int) else None
    keys = [str(step) for step in path if isinstance(step, str)]
    return str(name) if name else document.shown.rpartition("/")[2], ".".join(keys)
