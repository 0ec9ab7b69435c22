"""The rule on what is left to write: a value that is still TODO, as ``kzquiz new`` left it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kzquiz.check.engine.rule import Finding, Path, rule
from kzquiz.check.engine.subjects import UnitView
from kzquiz.expressions import expression
from kzquiz.load import Unit
from kzquiz.reader import Node

_TEXT = expression(r"\b(?:TODO|FIXME|TBD)\b|\?\?\?|\[[^\]]*(?:!!|\?\?)\]")
_ID = expression(r"(?:^|-)todo(?:-|$)")
_MARKS = ("TODO", "todo", "FIXME", "TBD", "???", "!!]", "??]")


@rule("SC08", "warning", UnitView)
def left_to_write(unit: UnitView) -> Iterator[Finding]:
    """A text is still TODO or has a note of yours, or an id is still that of the skeleton.

    ``kzquiz new`` writes TODO where you have to write a text. A unit with TODOs can be built, so
    that you can look at it while it grows, but learners should not see a TODO, nor a note such as
    FIXME, TBD, “???” or “[shorter!!]”. Ids are permanent once a deck is published, so replace the
    id of a skeleton before.

    While an entry has a TODO, only errors of other rules are reported for it, and none for the TODO
    itself or for a value in the same group of keys.

    Bad:
        question:
          id: choice-left
          stem: >-
            TODO: what does Source A say about … ?

    Bad:
        claim: {id: a1-todo, source: a, paragraph: 1, says: The town was flooded.,
                speakers: [newsroom-a], status: reported-fact}

    Good:
        question:
          id: choice-left
          feedback: The to-do list of the mayor is no part of the count.
    """
    for entry, paths in unfinished(unit.unit).items():
        ids = [path for path in paths if path[-1] == "id"]
        texts = [path for path in paths if path[-1] != "id"]
        if texts:
            keys = ", ".join(f"“{key}”" for key in dict.fromkeys(map(_key, texts)))
            one = f"{keys} is still TODO"
            message = one if len(texts) == 1 else f"{len(texts)} texts are still TODO: {keys}"
            yield Finding(message, "write what it asks for in its place", texts[0], entry)
        for path in ids:
            advice = "give it a name of its own now: an id that was published has to stay"
            yield Finding("this id is still the skeleton's", advice, path, entry)


def unfinished(unit: Unit) -> Mapping[str, tuple[Path, ...]]:
    """The entries of a unit with a TODO: name of the entry → paths of its TODOs below it."""
    marked: dict[int, bool] = {}  # documents by identity: whether a mark is in their text
    found = {}
    for entry, (document, path) in unit.places.items():
        if id(document) not in marked:
            marked[id(document)] = any(mark in document.source.text for mark in _MARKS)
        if marked[id(document)] and (paths := tuple(_todos(document.get(path), ()))):
            found[entry] = paths
    return found


def _todos(node: Node, path: Path) -> Iterator[Path]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _todos(value, (*path, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _todos(value, (*path, number))
    elif isinstance(node, str) and (_ID if path[-1:] == ("id",) else _TEXT).search(node):
        yield path


def _key(path: Path) -> str:
    """A path as an author would name the key: ``distractors.text``."""
    return ".".join(str(step) for step in path if isinstance(step, str))
