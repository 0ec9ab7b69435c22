"""The texts of a question by what they are for: the author's fields, walked once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, NamedTuple

from pydantic import BaseModel

from kzquiz.check.engine.words import spoken
from kzquiz.kinds import Question

__all__ = ["BLANK", "Said", "TextRole", "said"]

Path = tuple[str | int, ...]
TextRole = Literal[
    "stem",  # the question as asked, and a true-false statement
    "statement",  # a statement, event, row or cloze text to be worked on
    "phrase",  # the verbatim phrase of a wording question
    "term",  # the loaded term of a wording question
    "key",  # a right answer written by the author: option, short answer, blank, point, neutral word
    "accept",  # a further right answer
    "correction",  # the fact restated
    "distractor",  # a wrong option
    "reject",  # an answer not to be accepted
    "why",  # the reason beside an option, statement or rejected answer
    "when",  # the time beside an event
    "feedback",
    "rubric",  # what a level looks for
    "sample",  # a sample answer
    "note",  # to the teacher
    "warning",
    "external",
]
_ROLES: Mapping[tuple[str, ...], TextRole] = {
    ("stem",): "stem",
    ("statement",): "stem",
    ("statements", "text"): "statement",
    ("chain", "text"): "statement",
    ("events", "text"): "statement",
    ("rows", "label"): "statement",
    ("phrase",): "phrase",
    ("term",): "term",
    ("key",): "key",
    ("neutral",): "key",
    ("points", "text"): "key",
    ("accept",): "accept",
    ("correction",): "correction",
    ("distractors", "text"): "distractor",
    ("reject", "text"): "reject",
    ("distractors", "why"): "why",
    ("options", "why"): "why",
    ("statements", "why"): "why",
    ("reject", "why"): "why",
    ("events", "when"): "when",
    ("feedback",): "feedback",
    ("note",): "note",
    ("warning",): "warning",
    ("external", "what"): "external",
    ("rubric", "proficient", "looks_for"): "rubric",
    ("rubric", "emergent", "looks_for"): "rubric",
    ("rubric", "basic", "looks_for"): "rubric",
    ("rubric", "proficient", "sample"): "sample",
    ("rubric", "emergent", "sample"): "sample",
    ("rubric", "basic", "sample"): "sample",
}
_NAMES = frozenset(name for names in _ROLES for name in names) | {"options"}
BLANK = "____"


class Said(NamedTuple):
    """A text an author wrote: the plain words, what they are for, the path below the question."""

    text: str
    role: TextRole
    at: Path


def said(question: Question) -> Iterator[Said]:
    """Every text of a question that its author wrote, in the order of the fields of its kind."""
    if question.kind == "cloze":
        yield from _deletions(str(getattr(question, "text", "")))
    found: list[tuple[str, tuple[str, ...], Path]] = []
    _collect(question, (), (), found)
    for text, names, at in found:
        role = _ROLES.get(names)
        if names == ("options", "text"):
            role = "key" if getattr(question, "options", ())[int(at[1])].correct else "distractor"
        # The key of a true-false statement is a word of a list, not a text.
        if role and not (question.kind == "true-false-not-stated" and names == ("key",)):
            yield Said(spoken(text), role, at)


def _deletions(text: str) -> Iterator[Said]:
    """A cloze text with blanks, and its deletions as keys and accepted answers."""
    pieces = text.replace("]]", "[[").split("[[")
    yield Said(spoken(BLANK.join(pieces[::2])), "statement", ("text",))
    for deletion in pieces[1::2]:
        key, *more = (spoken(answer.strip()) for answer in deletion.split("|"))
        yield Said(key, "key", ("text",))
        for answer in more:
            yield Said(answer, "accept", ("text",))


def _collect(
    value: object,
    names: tuple[str, ...],
    at: Path,
    found: list[tuple[str, tuple[str, ...], Path]],
) -> None:
    """Gather every text below a model: the text, its keys without list positions, its path."""
    if isinstance(value, str):
        found.append((value, names, at))
    elif isinstance(value, BaseModel):
        fields = value.__dict__
        for name in _written(type(value)):
            if part := fields[name]:
                _collect(part, (*names, name), (*at, name), found)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            _collect(part, names, (*at, number), found)


@cache
def _written(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that hold texts."""
    return tuple(name for name in model.model_fields if name in _NAMES)
