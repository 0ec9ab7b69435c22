"""What a Moodle site does with the texts that it imports, in Moodle XML and in GIFT alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from kzquiz.generators.platforms.markup import lines_to_html, prose_to_html, to_html
from kzquiz.generators.platforms.platform import Why
from kzquiz.model import Choice
from kzquiz.text import to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kzquiz.generators.platforms.lines import Line
    from kzquiz.model import Item, Option, Quiz

ARGUED = 50.0
"""Percent of the marks for an answer that can be argued."""
_PARTS = (*range(1, 11), 20)
_LONGEST_CATEGORY = 255
# Filters of a site act on these in HTML (TeX, MathJax, languages, files), clozes and words to drag
# on the brackets. As entities they are text.
_ACTIVE = re.compile(r"[\\${}\[\]@]")


def inert(html: str) -> str:
    """Write the signs in HTML on which a site acts as entities."""
    return _ACTIVE.sub(lambda sign: f"&#{ord(sign[0])};", html)


def paragraphs(lines: Iterable[Line]) -> str:
    """Write lines as HTML."""
    return inert(lines_to_html(lines))


def inline(prose: str) -> str:
    """Write prose as HTML in one inline element."""
    return inert(prose_to_html(prose))


def without_tags(prose: str) -> str:
    """Write prose as HTML without elements: where a site strips tags and shows entities."""
    holder = Element("x")
    holder.text = to_plain(prose).replace("\n", " ")
    return inert(to_html(holder))


def category(quiz: Quiz, *below: str) -> str:
    """Give the path of a category: that of the unit, or one below it."""
    title = quiz.title if len(quiz.title) <= _LONGEST_CATEGORY else quiz.unit
    return "/".join(("$course$", "top", *map(_category_name, (title, *below))))


def _category_name(name: str) -> str:
    """Double the slashes of a name. One at an end would join it to the name beside it."""
    name = " ".join(name.split())
    before, after = " " * name.startswith("/"), " " * name.endswith("/")
    return before + name.replace("/", "//") + after


def refuses(item: Item) -> Iterator[Why]:
    """Say why a site cannot have a question.

    It knows the fractions 1/1 to 1/10 and 1/20 of the marks, and refuses others.
    """
    match item.shape:
        case Choice(options=options, multiple=True):
            right = sum(option.correct for option in options)
            if right not in _PARTS:
                yield Why("Moodle cannot share the marks among so many right answers", str(right))
        case _:
            pass


def percent(shape: Choice, option: Option) -> str:
    """Give the share of the marks that an option earns: ``33.33333``."""
    return written(_percent(shape, option))


def written(share: float) -> str:
    """Write a share in percent as exactly as a site asks: five decimals."""
    return f"{share:.5f}".rstrip("0").rstrip(".")


def _percent(shape: Choice, option: Option) -> float:
    if option.correct:
        right = sum(option.correct for option in shape.options)
        return 100 / right if shape.multiple else 100
    return ARGUED if option.arguable and not shape.multiple else 0


def answer(prose: str) -> str:
    """Write an answer that pupils type. An asterisk of its own would stand for any letters."""
    return to_plain(prose).replace("\n", " ").replace("*", r"\*")
