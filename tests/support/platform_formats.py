"""The formats for platforms that a strict reader of our own reads back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType

import canvas_qti
import gift_text
import qti_package
from msgspec.structs import replace
from platform_questions import Imported, compare

from kzquiz.generators.platforms import canvas, gift, qti
from kzquiz.generators.platforms.platform import carry
from kzquiz.model import Item, Options, Quiz


@dataclass(frozen=True)
class Format:
    """The module of an output, the reader of its first file, and what the format has no place for.

    ``whole``: every question must be in the file. Otherwise the report names those that are not.
    """

    output: ModuleType
    read: Callable[[bytes], Iterable[Imported]]
    lacks: frozenset[str]
    whole: bool = True


FORMATS: Mapping[str, Format] = {
    "canvas": Format(canvas, canvas_qti.questions, frozenset({"rubric", "shares"})),
    "gift": Format(gift, gift_text.questions, frozenset({"marks", "rubric"}), whole=False),
    "qti": Format(qti, qti_package.questions, frozenset()),
}


def files(name: str, quiz: Quiz) -> dict[str, bytes]:
    """The files of a format, by name; the one to import is first."""
    made = FORMATS[name].output.render(quiz, Options(()))
    return {artifact.path: artifact.data for artifact in made}


def first_file(name: str, quiz: Quiz) -> bytes:
    """The file to import."""
    return next(iter(files(name, quiz).values()))


def assert_arrives(name: str, quiz: Quiz) -> None:
    """Compare what is in the file with the quiz; what is not in it has a line in the report."""
    one = FORMATS[name]
    carried = carry(quiz, one.output.PLATFORM)
    compare(quiz, carried.items, one.read(first_file(name, quiz)), one.lacks)
    left_out = {loss.question for loss in carried.losses if loss.left_out}
    assert {item.id for item in carried.items} | left_out == {item.id for item in quiz.items}
    assert not (one.whole and left_out)


def only(quiz: Quiz, *items: Item) -> Quiz:
    """A quiz with these items alone."""
    return replace(quiz, sections=(replace(quiz.sections[0], items=items),))
