"""Makes simpler items of an item that an output cannot show, or leaves it out with a hint.

An output lists the `Form`s that it can show, and `simplify` gives items of those forms. If an item
is split, each piece has a ``part``, made of permanent ids (a prompt, a row and a cell, two steps)
and never of positions, because the identity of a card depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from msgspec.structs import replace

from kzquiz.model import (
    Choice,
    Gap,
    Item,
    Match,
    Order,
    Shape,
    Table,
    Text,
)
from kzquiz.problems import Problem
from kzquiz.quiz.pieces import Form, pieces_of

__all__ = ["MOST_OPTIONS", "Form", "form_of", "simplify", "simplify_all"]

Simplified = tuple[tuple[Item, ...], tuple[Problem, ...]]

MOST_OPTIONS = 5
"""A choice made of a match has no more options, as a rule: more do not fit a small screen."""

_WHY_ON_PAPER: dict[Form, str] = {
    "select": "it has several right options",
    "list": "it asks for several points",
    "rubric": "it is marked by a rubric",
}


def form_of(shape: Shape) -> Form:
    """The form of a shape."""
    form: Form
    match shape:
        case Choice():
            form = "select" if shape.multiple else "choice"
        case Match():
            form = "match"
        case Order():
            form = "order"
        case Gap():
            form = "gap"
        case Table():
            form = "table"
        case Text():
            form = _form_of_text(shape)
        case _:
            assert_never(shape)
    return form


def _form_of_text(shape: Text) -> Form:
    # A person has to mark a text without a key, as one with a rubric.
    if shape.rubric or not shape.answers:
        return "rubric"
    return "list" if shape.parts > 1 else "text"


def simplify(item: Item, shows: frozenset[Form], most: int = MOST_OPTIONS) -> Simplified:
    """The items for ``item`` in an output that can show the forms ``shows``, and hints.

    An item of such a form is returned as it is, but without a line for the reason if the output has
    none. A choice made of a match has at most ``most`` options, unless they are a scale. An item
    that cannot be simplified gives no item and a hint ``paper-only``.
    """
    form = form_of(item.shape)
    if form in shows:
        return (_without_reason(item, shows),), ()
    pieces = pieces_of(item, shows, most)
    return pieces, () if pieces else (_paper_only(item, form),)


def simplify_all(items: Iterable[Item], shows: frozenset[Form]) -> Simplified:
    """Simplify each of the items, in order: all resulting items, and all hints."""
    kept: list[Item] = []
    problems: list[Problem] = []
    for item in items:
        pieces, notes = simplify(item, shows)
        kept += pieces
        problems += notes
    return tuple(kept), tuple(problems)


def _paper_only(item: Item, form: Form) -> Problem:
    why = _WHY_ON_PAPER.get(form, f"it is of the form “{form}”")
    return Problem(
        file=f"question {item.id}",
        line=0,
        column=0,
        code="paper-only",
        message=f"left out here and kept on paper, because {why}",
        help="nothing to do, if that is what you want",
        severity="hint",
    )


def _without_reason(item: Item, shows: frozenset[Form]) -> Item:
    if isinstance(item.shape, Choice) and item.shape.reason and "reason" not in shows:
        return replace(item, shape=replace(item.shape, reason=""))
    return item
