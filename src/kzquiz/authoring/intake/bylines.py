"""Bylines: the blocks that name the author of an article or of a post."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kzquiz.authoring.intake.blocks import Block
from kzquiz.authoring.intake.facts import Facts
from kzquiz.authoring.intake.phrases import phrases

_LINE = 40  # words of a line that names all who worked on a text
_NAME = 5  # words of a name above a handle
# “@harbour_watch”, “Lina Mar @lina@towns.example · 3h”
_HANDLE = re.compile(r"(?P<name>[^@\n]{0,60}\s)?(?P<handle>@\w[\w.]*(?:@[\w.-]+)?)(?:\s+[·•|].*)?")
_CREDITED = re.compile(r"(?:reporting|writing|written) by (?P<names>[^;|)]+)", re.IGNORECASE)


def is_byline(one: Facts) -> bool:
    """Whether a block names who wrote the text: “By Ana Reyes”, a credit, or a handle."""
    if one.starts(phrases().credit):
        return len(one.words) <= _LINE
    if one.is_sentence or not one.is_short:
        return False
    if _HANDLE.fullmatch(_flat(one.raw.text)):
        return True
    head, _, rest = _flat(one.raw.text).partition(" ")
    if head.lower().rstrip(":") not in phrases().byline:
        return False
    names = [word for word in re.split(r"[\s,]+", rest) if word[:1].isalpha()]
    capital = sum(word[0].isupper() for word in names)
    dated = any(word.lower() in phrases().dates for word in names)  # “By Tuesday evening …”
    return len(names) > 1 and capital * 2 > len(names) and not dated


def is_name_above(one: Facts, below: Facts) -> bool:
    """Whether a block is the name of the author whose handle is in the block below."""
    short = 0 < len(one.words) <= _NAME and not one.is_sentence
    return short and one.raw.hint == "" and _flat(below.raw.text).startswith("@")


def author(blocks: Iterable[Block]) -> str:
    """Who wrote an article, as its bylines print it; empty if none says so.

    >>> author([Block("By Ana Reyes and Tom Berg", "byline")])
    'Ana Reyes and Tom Berg'
    >>> author([Block("Lina Mar", "byline"), Block("@lina · 3h", "byline")])
    'Lina Mar @lina'
    >>> author([Block("(Reporting by Ana Reyes; Editing by Tom Berg)", "byline")])
    'Ana Reyes'
    """
    lines = [_flat(block.text) for block in blocks if block.part == "byline"]
    credited = [found["names"].strip() for line in lines if (found := _CREDITED.search(line))]
    named = [_names(line) for line in lines if not _is_credit(line)]
    # The names of a post are in two blocks; of an article the first byline has them.
    return next((name for name in (_of_post(lines), *named, *credited) if name), "")


def _of_post(lines: list[str]) -> str:
    number, found = next(
        ((n, found) for n, line in enumerate(lines) if (found := _HANDLE.fullmatch(line))),
        (0, None),
    )
    if found is None:
        return ""
    name = (found["name"] or (lines[number - 1] if number else "")).strip()
    return f"{name} {found['handle']}".strip()


def _names(line: str) -> str:
    """The names of a byline: without the words before them, and what stands after a sign."""
    words = re.split(r"\s[|·•]", line)[0].split()
    first = next(
        (n for n, w in enumerate(words) if w.lower().rstrip(":") not in phrases().byline), 0
    )
    return " ".join(words[first:])


def _is_credit(line: str) -> bool:
    return line.lower().lstrip("([ ").startswith(phrases().credit)


def _flat(text: str) -> str:
    return " ".join(text.split())
